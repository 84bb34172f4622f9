package dev.rapport.routing;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// What follows when an agent comes, goes, or has less to do.
final class AgentMoves {
  private AgentMoves() {}

  /// Changes a presence; an agent who takes no contacts keeps no live offer. Someone who is no
  /// longer in the plan has none to change.
  static void presence(Step step, AgentId id, Presence presence, String detail) {
    presence(step, id, presence, detail, null);
  }

  /// @param by the supervisor who did it; null when it was not one
  static void presence(
      Step step, AgentId id, Presence presence, String detail, @Nullable String by) {
    AgentLife agent = step.centre().agents.get(id);
    if (agent == null || agent.retired) {
      return;
    }
    step.emit(new Event.PresenceChanged(id, presence, detail, by));
    if (!presence.takesContacts()) {
      withdrawOffers(step, agent, "agent_away");
    }
  }

  static void withdrawOffers(Step step, AgentLife agent, String why) {
    withdrawOffers(step, agent, null, why);
  }

  /// @param channel of this one only; null for all
  static void withdrawOffers(Step step, AgentLife agent, @Nullable ChannelId channel, String why) {
    for (ContactLife contact : new ArrayList<>(agent.held.values())) {
      ContactState.Rival asked =
          contact.state instanceof ContactState.Offered offered ? offered.to(agent.id()) : null;
      if (asked != null && (channel == null || channel.equals(contact.facts.channel()))) {
        Endings.withdraw(step, contact, asked, why, null);
      }
    }
  }

  static void released(Step step, AgentId id) {
    AgentLife agent = step.centre().agents.get(id);
    if (agent != null) {
      released(step, agent);
    }
  }

  /// "Lunch after this one": now that the last contact is gone.
  static void released(Step step, AgentLife agent) {
    if (!agent.retired && agent.held.isEmpty() && !agent.next.equals(agent.presence)) {
      presence(step, agent.id(), agent.next, "next");
    }
  }
}
