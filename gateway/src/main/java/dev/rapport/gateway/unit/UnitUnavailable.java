package dev.rapport.gateway.unit;

/// The core takes no command now: it is being rebuilt, has too many pending, or is closed. Nothing
/// of the command took effect that will last.
public final class UnitUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnitUnavailable(String message) {
    super(message);
  }

  UnitUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
