package dev.rapport.routing;

/// Something that should not be so: found by [RoutingCore#stuck].
///
/// @param id of the contact, agent or queue
/// @param since epoch milliseconds from when it should have been otherwise
/// @param words what is wrong, for people
public record Stuck(What what, String id, long since, String words) {
  /// What is stuck.
  public enum What {
    /// Its time has come, and nothing happened.
    LATE,
    /// A contact that nothing will ever end.
    ENDLESS,
    /// A contact waits, and an agent who may take it has room.
    WAITS_BESIDE_ROOM,
    /// Somebody is said to have a contact who does not.
    NOT_HELD
  }
}
