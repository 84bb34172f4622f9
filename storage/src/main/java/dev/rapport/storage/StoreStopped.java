package dev.rapport.storage;

/// The store is closed, or a commit failed in a way that leaves unknown what the disk holds. It
/// takes nothing more: the process must start again from what is durable.
public final class StoreStopped extends StoreUnavailable {
  private static final long serialVersionUID = 1L;

  StoreStopped(String message) {
    super(message);
  }

  StoreStopped(String message, Throwable cause) {
    super(message, cause);
  }
}
