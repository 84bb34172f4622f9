package dev.rapport.gateway.together;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import java.util.HashSet;
import java.util.Set;

/// Who said to be here since the roll was called. In the turns of [Together].
final class RollCall {
  private final Set<AgentId> agents = new HashSet<>();
  private final Set<ContactId> contacts = new HashSet<>();

  /// What gateways tell the leader of whoever is connected with them.
  void heard(Command command) {
    switch (command) {
      case Command.Connect(AgentId agent) -> agents.add(agent);
      case Command.CustomerBack(ContactId contact) -> contacts.add(contact);
      case Command.Arrive arrive -> contacts.add(arrive.contact());
      case Command.OfCustomer _, Command.OfAgent _, Command.OfCentre _ -> {}
    }
  }

  Set<AgentId> agents() {
    return Set.copyOf(agents);
  }

  Set<ContactId> contacts() {
    return Set.copyOf(contacts);
  }
}
