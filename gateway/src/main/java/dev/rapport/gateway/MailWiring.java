package dev.rapport.gateway;

/// Mail in and out, as the settings want it.
final class MailWiring {
  private MailWiring() {}
}
