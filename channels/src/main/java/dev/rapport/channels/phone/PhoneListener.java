package dev.rapport.channels.phone;

/// Hears what happens on the phone, in order, one event at a time; must return at once.
public interface PhoneListener {
  void happened(PhoneEvent event);
}
