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

  static final Comparator<ContactLife> BY_ID = (a, b) -> a.id().compareTo(b.id());

  /// The place of a contact that has no timer.
  static final int NOWHERE = -1;

  final long arrivedAt;

  /// Beside the facts, which may lie far away in memory.
  private final ContactId id;

  Contact facts;
  ContactKind kind;
  ContactState state;
  long queuedAt;
  long waitingSince;
  long awayUntil;
  boolean due;

  /// What its customer was told of the wait; null for nothing, and from acceptance on.
  @Nullable Foretold foretold;

  /// See [Rulebook#handleStep]; as predicted when it arrived, or when its queue was changed.
  int handleStep;

  List<RoutingSnapshot.Bar> bars = List.of();
  ContactMode mode = ContactMode.LIVE;

  /// Under which version of the plan it goes.
  long version;

  /// How far the search has widened; 0 at first.
  int ring;

  /// A callback is not offered before.
  long dueAt;

  /// When an overflow that was blocked is tried again; 0 while none was.
  long overflowAt;

  /// Uses none of the capacity of who has it.
  boolean uncounted;

  /// What makes it a question to a colleague; null for a customer's contact.
  @Nullable Consult consult;

  /// When something happens to it by itself.
  long timer = NO_TIMER;

  /// Kept by [Timers].
  int timerPlace = NOWHERE;

  ContactLife(Contact facts, ContactKind kind, ContactState state, long arrivedAt) {
    this.id = facts.id();
    this.facts = facts;
    this.kind = kind;
    this.state = state;
    this.arrivedAt = arrivedAt;
    this.queuedAt = arrivedAt;
    this.waitingSince = arrivedAt;
  }

  ContactId id() {
    return id;
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

  /// Not to be offered to this agent now: they let it go lately, or are being asked already.
  boolean closedTo(AgentId agent) {
    return barred(agent) || (state instanceof ContactState.Offered offered && offered.asks(agent));
  }

  /// All to whom it is not to be offered now, each once.
  List<AgentId> closedTo() {
    List<AgentId> closed = new ArrayList<>();
    bars.forEach(bar -> closed.add(bar.agent()));
    if (state instanceof ContactState.Offered offered) {
      for (ContactState.Rival asked : offered.all()) {
        if (!barred(asked.agent())) {
          closed.add(asked.agent());
        }
      }
    }
    return closed;
  }

  /// Is wanted by somebody who sits and waits for it.
  boolean live() {
    return mode == ContactMode.LIVE;
  }

  boolean barred(AgentId agent) {
    for (RoutingSnapshot.Bar bar : bars) {
      if (bar.agent().equals(agent)) {
        return true;
      }
    }
    return false;
  }

  /// Some agent is not to this contact as any other.
  boolean choosy() {
    return facts.preferredAgent() != null || !bars.isEmpty();
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

  /// Who is offered it, has it, or wraps it up. Of several who are asked, the first.
  @Nullable AgentId holder() {
    return switch (state) {
      case ContactState.Offered offered -> offered.agent();
      case ContactState.Assigned assigned -> assigned.agent();
      case ContactState.WrapUp wrapUp -> wrapUp.agent();
      case ContactState.Answering _, ContactState.Waiting _, ContactState.Ended _ -> null;
    };
  }
}
