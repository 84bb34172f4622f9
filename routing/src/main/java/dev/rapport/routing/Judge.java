package dev.rapport.routing;

import dev.rapport.routing.Decision.PassedAgent;
import dev.rapport.routing.Decision.PassedContact;
import dev.rapport.routing.Decision.Trigger;
import java.util.ArrayList;
import java.util.List;

/// Puts numbers on single pairs of contact and agent, and writes down decisions. Whoever looks for
/// the best pair asks here what a pair is worth, so that an index cannot disagree with a scan.
final class Judge {
  private final Centre centre;

  Judge(Centre centre) {
    this.centre = centre;
  }

  /// For comparing contacts: 1 when this one goes ahead of all scores.
  static int band(ContactLife contact, long now) {
    return contact.overdue(now) ? 1 : 0;
  }

  /// What decides within the band; higher is better.
  static long turn(ContactLife contact, AgentLife agent, long now) {
    return contact.overdue(now)
        ? -contact.deadline()
        : contact.kind.policy().turn(contact.kind).at(contact.waited(now), handle(contact, agent));
  }

  static long handle(ContactLife contact, AgentLife agent) {
    ContactKind kind = contact.kind;
    return kind.handleMillis(
        kind.policy().speed(agent.kind.speed(kind.need()), contact.prefers(agent)));
  }

  Policy.Fit fit(ContactLife contact, AgentLife agent, long now) {
    Need need = contact.kind.need();
    return fit(
        contact,
        agent,
        agent.kind.speed(need),
        centre.scarcity.others(agent.kind, need, centre.scarcity.worth(agent.kind)),
        now);
  }

  static Policy.Fit fit(ContactLife contact, AgentLife agent, long speed, long others, long now) {
    return new Policy.Fit(
        contact.kind,
        speed,
        contact.prefers(agent),
        others,
        agent.kind.channels(),
        agent.load.total(),
        agent.rested(now));
  }

  private ContactScore explainTurn(ContactLife contact, AgentLife agent, long now) {
    return contact
        .kind
        .policy()
        .explainTurn(contact.kind, contact.waited(now), handle(contact, agent));
  }

  private AgentScore explainFit(ContactLife contact, AgentLife agent, long now) {
    return contact.kind.policy().explainFit(fit(contact, agent, now));
  }

  /// An agent had room, and this was the best contact.
  Decision ofContacts(
      AgentLife agent,
      List<Ranking.Entry<ContactLife>> ranked,
      List<Decision.Exclusion> excluded,
      long now) {
    ContactLife chosen = ranked.getFirst().item();
    ContactScore score = explainTurn(chosen, agent, now);
    List<PassedContact> passed = new ArrayList<>();
    for (Ranking.Entry<ContactLife> entry : ranked.subList(1, ranked.size())) {
      ContactScore other = explainTurn(entry.item(), agent, now);
      passed.add(
          new PassedContact(
              entry.item().id(), entry.item().waited(now), other, score.total() - other.total()));
    }
    return decision(chosen, agent, Trigger.AGENT_HAS_ROOM, now)
        .considering(passed, List.of(), excluded);
  }

  /// A contact began to wait, and this was the best agent.
  Decision ofAgents(
      ContactLife contact,
      List<Ranking.Entry<AgentLife>> ranked,
      List<Decision.Exclusion> excluded,
      long now) {
    AgentLife chosen = ranked.getFirst().item();
    AgentScore score = explainFit(contact, chosen, now);
    List<PassedAgent> passed = new ArrayList<>();
    for (Ranking.Entry<AgentLife> entry : ranked.subList(1, ranked.size())) {
      AgentScore other = explainFit(contact, entry.item(), now);
      passed.add(new PassedAgent(entry.item().id(), other, score.total() - other.total()));
    }
    return decision(contact, chosen, Trigger.CONTACT_WAITS, now)
        .considering(List.of(), passed, excluded);
  }

  Decision direct(
      ContactLife contact, AgentLife agent, List<Decision.Exclusion> excluded, long now) {
    return decision(contact, agent, Trigger.TRANSFERRED_TO_AGENT, now)
        .considering(List.of(), List.of(), excluded);
  }

  private Decision decision(ContactLife contact, AgentLife agent, Trigger trigger, long now) {
    return new Decision(
        contact.kind.version(),
        contact.kind.policy().name(),
        trigger,
        trigger == Trigger.AGENT_HAS_ROOM && contact.overdue(now),
        contact.waited(now),
        explainTurn(contact, agent, now),
        explainFit(contact, agent, now),
        List.of(),
        List.of(),
        List.of());
  }
}
