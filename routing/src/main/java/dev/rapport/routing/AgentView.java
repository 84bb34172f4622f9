package dev.rapport.routing;

import java.util.List;

/// An agent as they are now, for reading.
///
/// @param next the presence they take when their last contact has ended; the present one for none
/// @param used units of capacity in use
/// @param contacts what they are offered, have, or wrap up, by id
/// @param unreached the channels that do not reach them now
/// @param setAside those of them that something else they have interrupts
public record AgentView(
    AgentProfile profile,
    Presence presence,
    Presence next,
    boolean connected,
    List<ChannelId> unreached,
    int used,
    long restingSince,
    List<ContactId> contacts,
    List<ContactId> setAside) {
  public AgentView {
    unreached = List.copyOf(unreached);
    contacts = List.copyOf(contacts);
    setAside = List.copyOf(setAside);
  }
}
