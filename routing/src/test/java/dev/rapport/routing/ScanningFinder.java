package dev.rapport.routing;

import dev.rapport.routing.Decision.Reason;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The naive twin of [IndexedFinder]: keeps nothing, looks at every contact and at every agent.
final class ScanningFinder implements Finder {
  private final Centre centre;
  private final Judge judge;

  ScanningFinder(Centre centre) {
    this.centre = centre;
    this.judge = new Judge(centre);
  }

  @Override
  public void contactWaits(ContactLife contact) {}

  @Override
  public void contactWaitsNoMore(ContactLife contact) {}

  @Override
  public void agentChanges(AgentLife agent) {}

  @Override
  public void agentChanged(AgentLife agent) {}

  private static boolean possible(ContactLife contact, AgentLife agent) {
    boolean searches =
        contact.state instanceof ContactState.Waiting
            || contact.state instanceof ContactState.Offered;
    return searches && contact.due && !agent.retired && Exclusions.reason(agent, contact) == null;
  }

  @Override
  public @Nullable Match contactFor(AgentLife agent, long now) {
    return best(agent, contact -> !contact.kind.pulled(), now);
  }

  @Override
  public @Nullable Match nextFor(AgentLife agent, @Nullable QueueId queue, long now) {
    return best(
        agent,
        contact -> contact.kind.pulled() && (queue == null || contact.facts.queue().equals(queue)),
        now);
  }

  private @Nullable Match best(AgentLife agent, Predicate<ContactLife> which, long now) {
    Turns turns = new Turns();
    ContactLife longest = null;
    for (ContactLife contact : centre.contacts.values()) {
      if (contact.state instanceof ContactState.Waiting
          && which.test(contact)
          && possible(contact, agent)) {
        turns.add(contact, Judge.turn(contact, agent, now), now);
        if (longest == null || ContactLife.BY_AGE.compare(contact, longest) < 0) {
          longest = contact;
        }
      }
    }
    if (longest == null) {
      return null;
    }
    List<Ranking.Entry<ContactLife>> best = turns.best(now);
    ContactLife chosen = best.getFirst().item();
    List<Decision.Exclusion> excluded = Exclusions.named(centre, chosen, 1, Reason.NOT_COMPARED);
    Decision decision = judge.ofContacts(agent, best, excluded, now);
    return new Match(chosen, agent, decision.over(longest, now));
  }

  @Override
  public boolean anybodySignedIn(ContactKind kind) {
    return anybodySignedIn(centre, kind);
  }

  static boolean anybodySignedIn(Centre centre, ContactKind kind) {
    return centre.agents.values().stream()
        .anyMatch(agent -> agent.signedIn() && agent.mayServe(kind));
  }

  @Override
  public @Nullable Match agentFor(ContactLife contact, long now) {
    Ranking<AgentLife> ranking = new Ranking<>(Decision.KEPT + 1, AgentLife.BY_ID);
    for (AgentLife agent : centre.agents.values()) {
      if (possible(contact, agent)) {
        long fit = contact.kind.policy().fit(judge.fit(contact, agent, now));
        ranking.add(agent, 0, fit, agent.restingSince);
      }
    }
    if (ranking.isEmpty()) {
      return null;
    }
    List<Ranking.Entry<AgentLife>> best = ranking.entries();
    List<Decision.Exclusion> excluded =
        Exclusions.named(centre, contact, best.size(), Reason.LOWER_SCORE);
    return new Match(contact, best.getFirst().item(), judge.ofAgents(contact, best, excluded, now));
  }

  @Override
  public @Nullable WaitEstimate estimate(ContactLife contact, long now) {
    return null;
  }

  @Override
  public Match direct(ContactLife contact, AgentLife agent, long now) {
    List<Decision.Exclusion> excluded = Exclusions.named(centre, contact, 1, Reason.NOT_COMPARED);
    return new Match(contact, agent, judge.direct(contact, agent, excluded, now));
  }
}
