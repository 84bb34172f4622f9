package dev.rapport.storage;

/// Why the store did not take a write. Nothing of the refused write is in the database (but see
/// [StoreAway]), and nothing of it may be acknowledged; whoever asked hears "not now" in the words
/// of their channel.
public abstract sealed class StoreUnavailable extends RuntimeException
    permits Overloaded, StorageFull, StoreAway, StoreStopped {
  private static final long serialVersionUID = 1L;

  StoreUnavailable(String message) {
    super(message);
  }

  StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
