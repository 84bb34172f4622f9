package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

/// What is true whenever a command has been carried out.
final class Settled {
  private Settled() {}

  /// P12: no contact waits for which an agent has room.
  static void nobodyWaitsBesideRoom(Centre centre) {
    for (ContactLife contact : centre.contacts.values()) {
      if (contact.state instanceof ContactState.Waiting && contact.due && !contact.kind.pulled()) {
        for (AgentLife agent : centre.agents.values()) {
          boolean room = !agent.retired && Exclusions.reason(agent, contact) == null;
          if (room) {
            throw new AssertionError("P12 " + contact.id() + " waits, " + agent.id() + " has room");
          }
        }
      }
    }
  }

  /// P13: an overdue contact is passed only by one with an earlier deadline, or by its own bar;
  /// where agents ask for the next, in the queue they asked in.
  static void noOverdueLeftBehind(Centre centre, Event.Offered offered, long now) {
    if (offered.decision().trigger() != Decision.Trigger.AGENT_HAS_ROOM) {
      return;
    }
    ContactLife chosen = centre.contact(offered.contact());
    AgentLife agent = centre.agent(offered.agent());
    for (ContactLife other : centre.contacts.values()) {
      if (other.state instanceof ContactState.Waiting
          && other.due
          && other.overdue(now)
          && agent.mayServe(other.kind)
          && other.kind.rules().weight() <= chosen.kind.rules().weight()
          && !other.kind.rules().exclusive()
          && agent.kind.interrupts() == null
          && agent.kind.cap(other.kind.channel()) >= agent.load.total()
          && (chosen.kind.pulled()
              ? other.facts.queue().equals(chosen.facts.queue())
              : !other.kind.pulled())
          && !other.closedTo(agent.id())) {
        if (!chosen.overdue(now) || chosen.deadline() > other.deadline()) {
          throw new AssertionError("P13 " + chosen.id() + " went ahead of overdue " + other.id());
        }
      }
    }
  }

  /// P15: the numbers follow from their terms, and the order from the numbers.
  static void decisionExplainsItself(Decision decision) {
    ContactScore turn = decision.contactScore();
    assertThat(turn.recomputed()).as("P15 turn").isEqualTo(turn.total());
    assertThat(decision.agentScore().recomputed())
        .as("P15 fit")
        .isEqualTo(decision.agentScore().total());
    for (Decision.PassedContact passed : decision.contacts()) {
      assertThat(passed.score().recomputed()).isEqualTo(passed.score().total());
      assertThat(passed.difference()).isEqualTo(turn.total() - passed.score().total());
      if (!decision.overdueFirst() && passed.score().getClass() == turn.getClass()) {
        assertThat(passed.difference()).as("P15 best contact").isGreaterThanOrEqualTo(0);
      }
    }
    for (Decision.PassedAgent passed : decision.agents()) {
      assertThat(passed.score().recomputed()).isEqualTo(passed.score().total());
      assertThat(passed.difference()).as("P15 best agent").isGreaterThanOrEqualTo(0);
    }
    assertThat(decision.contacts().size()).isLessThanOrEqualTo(Decision.KEPT);
    assertThat(decision.agents().size()).isLessThanOrEqualTo(Decision.KEPT);
  }
}
