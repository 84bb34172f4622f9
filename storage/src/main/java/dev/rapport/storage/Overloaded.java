package dev.rapport.storage;

/// More is pending than the store lets wait. Trying again a little later is right (HTTP 429 or 503
/// with Retry-After, SMTP 451).
public final class Overloaded extends StoreUnavailable {
  private static final long serialVersionUID = 1L;

  Overloaded(String message) {
    super(message);
  }

  Overloaded(String message, Throwable cause) {
    super(message, cause);
  }
}
