package dev.rapport.gateway.together;

import dev.rapport.channels.chat.ChatSockets;
import dev.rapport.gateway.desk.DeskHub;
import dev.rapport.gateway.flow.OpenContacts;
import dev.rapport.gateway.flow.OpenContacts.OpenContact;
import dev.rapport.gateway.unit.EventListener;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactBrief;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.Event;
import dev.rapport.routing.RoutingCore;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says so when somebody counts as gone who is connected here: an agent may have a desk at each of
/// two gateways, a visitor two tabs, and the one that closes knows nothing of the other. On the
/// unit's context.
public final class StillHere implements EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(StillHere.class);

  private final String centre;
  private final RoutingUnit unit;
  private final DeskHub desks;
  private final ChatSockets chat;
  private final OpenContacts open;

  public StillHere(
      String centre, RoutingUnit unit, DeskHub desks, ChatSockets chat, OpenContacts open) {
    this.centre = centre;
    this.unit = unit;
    this.desks = desks;
    this.chat = chat;
    this.open = open;
  }

  @Override
  public void happened(long sequence, long at, Event event, RoutingCore core) {
    if (event instanceof Event.AgentDisconnected(AgentId agent)) {
      if (desks.watches(agent)) {
        submit(new Command.Connect(agent));
      }
    } else if (event instanceof Event.CustomerWentAway gone) {
      stillHere(gone.contact());
    } else if (event instanceof Event.CustomersWentAway gone) {
      gone.contacts().forEach(this::stillHere);
    }
  }

  @Override
  public void rebuilt(RoutingCore core) {}

  private void stillHere(ContactId contact) {
    if (chats(contact)) {
      submit(new Command.CustomerBack(contact));
    }
  }

  private boolean chats(ContactId contact) {
    OpenContact known = open.find(contact.value());
    return known != null && chat.watches(centre, known.conversation());
  }

  /// Tells the leader of everybody who is connected here.
  public void sayAll() {
    desks.watched().forEach(agent -> submit(new Command.Connect(agent)));
    chat.sayWhoIsHere();
  }

  /// The roll was called: whoever counts as connected and is neither here nor among these, is not.
  public void called(RoutingCore core, Set<AgentId> agents, Set<ContactId> contacts) {
    core.agents().stream()
        .filter(agent -> agent.connected())
        .map(agent -> agent.profile().id())
        .filter(agent -> !agents.contains(agent) && !desks.watches(agent))
        .forEach(agent -> submit(new Command.Disconnect(agent)));
    for (ContactBrief brief : core.briefs()) {
      ContactId contact = brief.facts().id();
      if (brief.facts().channel().equals(ChannelId.CHAT)
          && !contacts.contains(contact)
          && !chats(contact)) {
        ContactView view = core.contact(contact);
        if (view != null && !view.customerAway()) {
          submit(new Command.CustomerAway(contact));
        }
      }
    }
  }

  private void submit(Command command) {
    unit.submit(command).onFailure(e -> LOG.warn("{} was not heard: {}", command, e.getMessage()));
  }
}
