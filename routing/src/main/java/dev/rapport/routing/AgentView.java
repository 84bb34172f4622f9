package dev.rapport.routing;

import java.util.List;

/// An agent as they are now, for reading.
///
/// @param next the presence they take when their last contact has ended; the present one for none
/// @param used units of capacity in use
/// @param contacts what they are offered, have, or wrap up, by id
public record AgentView(
    AgentProfile profile,
    Presence presence,
    Presence next,
    boolean connected,
    int used,
    long restingSince,
    List<ContactId> contacts) {
  public AgentView {
    contacts = List.copyOf(contacts);
  }
}
