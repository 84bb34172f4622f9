package dev.rapport.storage;

/// The disk has no room (HTTP 507, SMTP 452). The store takes writes again by itself once there is
/// space; see [GroupCommitter] for what still fits meanwhile.
public final class StorageFull extends StoreUnavailable {
  private static final long serialVersionUID = 1L;

  StorageFull(String message) {
    super(message);
  }

  StorageFull(String message, Throwable cause) {
    super(message, cause);
  }
}
