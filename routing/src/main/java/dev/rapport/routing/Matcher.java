package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;

/// Makes every offer that has become possible: agents who gained room first, the longest rested of
/// them first, so that a free place goes to whose turn it is and not to who happens to arrive; then
/// contacts that began to wait, the oldest first. Afterwards no contact waits for which an agent
/// has room.
final class Matcher {
  private Matcher() {}

  static void match(Step step) {
    Centre centre = step.centre();
    if (!centre.gainedRoom.isEmpty()) {
      List<AgentLife> agents = new ArrayList<>(centre.gainedRoom);
      agents.removeIf(agent -> !agent.takes());
      agents.sort(AgentLife.BY_REST);
      agents.forEach(agent -> fill(step, agent));
    }
    if (!centre.startedWaiting.isEmpty()) {
      List<ContactLife> contacts = new ArrayList<>(centre.startedWaiting);
      contacts.sort(ContactLife.BY_AGE);
      contacts.forEach(contact -> place(step, contact));
    }
    centre.forgetTriggers();
  }

  private static void fill(Step step, AgentLife agent) {
    Finder.Match match = step.centre().finder.contactFor(agent, step.now());
    while (match != null) {
      step.offer(match);
      match = step.centre().finder.contactFor(agent, step.now());
    }
  }

  private static void place(Step step, ContactLife contact) {
    Finder.Match match = step.centre().finder.agentFor(contact, step.now());
    if (match != null) {
      step.offer(match);
    }
  }
}
