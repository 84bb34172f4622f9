package dev.rapport.storage;

/// Something that is not what was written.
///
/// @param place which file, event, snapshot or row, such as `event 12 of centre 'acme'`
/// @param what is wrong with it, in words
public record Damage(String place, String what) {
  @Override
  public String toString() {
    return place + ": " + what;
  }
}
