package dev.rapport.gateway.wire;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.Decision;
import dev.rapport.routing.Decision.Exclusion;
import dev.rapport.routing.Decision.PassedAgent;
import java.time.Duration;

/// Says a decision in a sentence, from its record alone.
public final class DecisionWords {
  /// Milliseconds that nobody would call a wait.
  private static final long JUST_NOW = 1_000;

  private DecisionWords() {}

  /// Why this agent got this contact.
  public static String sentence(Decision decision) {
    String turn = turn(decision);
    return switch (decision.trigger()) {
      case CONTACT_WAITS -> "the contact " + turn + "; " + best(decision);
      case AGENT_HAS_ROOM ->
          "you had room and the contact "
              + turn
              + (decision.contacts().isEmpty()
                  ? ", the only one for you"
                  : ", ahead of " + others(decision.contacts().size()) + " compared");
      case TRANSFERRED_TO_AGENT -> "transferred to you; it " + turn;
    };
  }

  /// Why another agent did not get it.
  public static String whyNot(Decision decision, AgentId chosen, AgentId other) {
    if (chosen.equals(other)) {
      return "was chosen";
    }
    for (PassedAgent passed : decision.agents()) {
      if (passed.agent().equals(other)) {
        return "could have had it, but scored %.3f lower".formatted(passed.difference() / 1e6);
      }
    }
    boolean unnamed = false;
    for (Exclusion exclusion : decision.excluded()) {
      if (exclusion.agents().contains(other)) {
        return reason(exclusion.reason());
      }
      unnamed |= exclusion.agents().size() < exclusion.count();
    }
    return unnamed
        ? "not among the agents the record names; their reasons are counted there"
        : "was not in the plan then";
  }

  private static String turn(Decision decision) {
    if (decision.waited() < JUST_NOW) {
      return "has just come";
    }
    String waited = "waited " + span(decision.waited());
    return decision.overdueFirst() ? waited + ", longer than its bound, so it went first" : waited;
  }

  private static String best(Decision decision) {
    int compared = decision.agents().size() + 1;
    int others = decision.excluded().stream().mapToInt(Exclusion::count).sum();
    if (compared == 1) {
      return others == 0
          ? "nobody else was there"
          : "you alone could have it, " + others(others) + " could not";
    }
    String best = "you fit best of " + compared + " compared";
    return others == 0 ? best : best + "; " + others + " more could not have it";
  }

  private static String others(int count) {
    return count == 1 ? "1 other" : count + " others";
  }

  private static String reason(Decision.Reason reason) {
    return switch (reason) {
      case NOT_IN_QUEUE -> "does not serve the queue";
      case NOT_SKILLED -> "lacks a skill it needs, or its level";
      case CHANNEL_OFF -> "does not take this channel";
      case OFFLINE -> "was offline";
      case DISCONNECTED -> "had no desk connected";
      case AWAY -> "was away";
      case BARRED -> "had just declined it, or let it expire";
      case CHANNEL_FULL -> "had as many contacts of this channel as allowed";
      case AT_CAPACITY -> "had no capacity left";
      case NOT_COMPARED -> "had room at the same moment, and was looked at after the one chosen";
      case LOWER_SCORE -> "could have had it, but scored lower than those named";
    };
  }

  private static String span(long millis) {
    Duration span = Duration.ofMillis(millis);
    if (span.toMinutes() < 1) {
      return span.toSeconds() + " s";
    }
    return span.toHours() < 1
        ? span.toMinutes() + " min"
        : span.toHours() + " h " + span.toMinutesPart() + " min";
  }
}
