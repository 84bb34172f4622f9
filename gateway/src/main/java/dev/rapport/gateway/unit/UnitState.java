package dev.rapport.gateway.unit;

/// How a unit stands.
enum UnitState {
  /// Decides.
  RUNNING,
  /// Another process decides; this one applies what it reads of it.
  FOLLOWING,
  REBUILDING,
  CLOSED;

  /// Commands are taken, to be decided here or elsewhere.
  boolean open() {
    return this == RUNNING || this == FOLLOWING;
  }

  /// Why a command is not decided here.
  UnitUnavailable refusal() {
    return new UnitUnavailable(
        switch (this) {
          case REBUILDING -> "the routing state is being rebuilt from the event log";
          case CLOSED -> "the process is stopping";
          case FOLLOWING -> "another process decides";
          case RUNNING -> throw new IllegalStateException("it is available");
        });
  }
}
