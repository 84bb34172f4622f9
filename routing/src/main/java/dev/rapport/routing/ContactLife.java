package dev.rapport.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One contact that has not ended. Changed only by [Centre].
final class ContactLife {
  static final long NO_TIMER = Long.MAX_VALUE;

  /// Place in line: who has waited longer, and then the smaller id.
  static final Comparator<ContactLife> BY_AGE =
      (a, b) -> {
        int since = Long.compare(a.waitingSince, b.waitingSince);
        return since != 0 ? since : a.id().compareTo(b.id());
      };

  /// The place of a contact that has no timer.
  static final int NOWHERE = -1;

  final long arrivedAt;
  Contact facts;
  ContactKind kind;
  ContactState state;
  long queuedAt;
  long waitingSince;
  long awayUntil;
  boolean due;
  List<RoutingSnapshot.Bar> bars = List.of();

  /// When something happens to it by itself.
  long timer = NO_TIMER;

  /// Kept by [Timers].
  int timerPlace = NOWHERE;

  ContactLife(Contact facts, ContactKind kind, ContactState state, long arrivedAt) {
    this.facts = facts;
    this.kind = kind;
    this.state = state;
    this.arrivedAt = arrivedAt;
    this.queuedAt = arrivedAt;
    this.waitingSince = arrivedAt;
  }

  ContactId id() {
    return facts.id();
  }

  long waited(long now) {
    return Math.max(0, now - waitingSince);
  }

  long deadline() {
    return waitingSince + kind.bound();
  }

  boolean overdue(long now) {
    return kind.policy().guarded() && deadline() <= now;
  }

  boolean barred(AgentId agent) {
    for (RoutingSnapshot.Bar bar : bars) {
      if (bar.agent().equals(agent)) {
        return true;
      }
    }
    return false;
  }

  void bar(AgentId agent, long until) {
    List<RoutingSnapshot.Bar> next = without(agent);
    next.add(new RoutingSnapshot.Bar(agent, until));
    bars = List.copyOf(next);
  }

  void unbar(AgentId agent) {
    bars = List.copyOf(without(agent));
  }

  private List<RoutingSnapshot.Bar> without(AgentId agent) {
    List<RoutingSnapshot.Bar> next = new ArrayList<>(bars);
    next.removeIf(bar -> bar.agent().equals(agent));
    return next;
  }

  boolean prefers(AgentLife agent) {
    return agent.id().equals(facts.preferredAgent());
  }

  /// Who is offered it, has it, or wraps it up.
  @Nullable AgentId holder() {
    return switch (state) {
      case ContactState.Offered offered -> offered.agent();
      case ContactState.Assigned assigned -> assigned.agent();
      case ContactState.WrapUp wrapUp -> wrapUp.agent();
      case ContactState.Answering _, ContactState.Waiting _, ContactState.Ended _ -> null;
    };
  }
}
