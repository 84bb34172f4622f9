package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;

/// Makes every offer that has become possible: agents who gained room first, the longest rested of
/// them first, so that a free place goes to whose turn it is and not to who happens to arrive; then
/// contacts that began to wait, the oldest first; then those that fewer agents are asked about than
/// should be. Afterwards no contact waits for which an agent has room.
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
    if (!centre.askedLess.isEmpty()) {
      // Whoever let it go is replaced; those whom nobody asks yet went before.
      List<ContactLife> contacts = new ArrayList<>(centre.askedLess);
      contacts.sort(ContactLife.BY_AGE);
      contacts.forEach(contact -> askOthers(step, contact));
    }
    centre.forgetTriggers();
  }

  private static void fill(Step step, AgentLife agent) {
    Finder.Match match = step.centre().finder.contactFor(agent, step.now());
    while (match != null) {
      step.offer(match);
      askOthers(step, match.contact());
      match = step.centre().finder.contactFor(agent, step.now());
    }
  }

  private static void place(Step step, ContactLife contact) {
    if (contact.kind.pulled() || !(contact.state instanceof ContactState.Waiting)) {
      return;
    }
    Finder.Match match = step.centre().finder.agentFor(contact, step.now());
    if (match != null) {
      step.offer(match);
      askOthers(step, contact);
    }
  }

  /// Where several are asked at once: whoever else has room now.
  private static void askOthers(Step step, ContactLife contact) {
    int most = contact.kind.queue().rules().offersAtOnce();
    while (most > 1
        && contact.consult == null
        && contact.state instanceof ContactState.Offered offered
        && offered.count() < most) {
      Finder.Match match = step.centre().finder.agentFor(contact, step.now());
      if (match == null) {
        return;
      }
      step.offer(match);
    }
  }
}
