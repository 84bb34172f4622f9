package dev.rapport.storage;

/// The database server cannot be reached, or went away while it was asked. Whether a write lasted
/// is not known when its commit was under way: it is to be sent again, under the same key. The
/// store goes on by itself once the server is back.
public final class StoreAway extends StoreUnavailable {
  private static final long serialVersionUID = 1L;

  StoreAway(String message, Throwable cause) {
    super(message, cause);
  }
}
