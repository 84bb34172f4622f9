package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why this agent got this contact. Everything needed to answer "why?" and "why not?" later,
/// without the state of that moment: the scores by term, the best who were not chosen, and the
/// others by reason.
///
/// @param planVersion under which plan it was decided
/// @param overdueFirst the contact had waited longer than its bound, and went ahead of all scores
/// @param waited milliseconds the contact had waited
/// @param contactScore the contact's priority; compared only when an agent became free
/// @param agentScore the agent's fit; compared only when a contact began to wait
/// @param contacts the best of the contacts this agent could have had instead, at most {@value
///   #KEPT}
/// @param agents the best of the agents this contact could have had instead, at most {@value #KEPT}
/// @param longest of the contacts this agent could have had instead, the one that had waited
///   longest, if it had waited longer than the one that was chosen
/// @param excluded the agents who could not have it, by reason
public record Decision(
    long planVersion,
    PolicyName policy,
    Trigger trigger,
    boolean overdueFirst,
    long waited,
    ContactScore contactScore,
    AgentScore agentScore,
    List<PassedContact> contacts,
    List<PassedAgent> agents,
    List<Exclusion> excluded,
    @Nullable Jump longest) {

  public static final int KEPT = 5;

  /// In a centre of at most so many agents, exclusions name the agents; above it they only count.
  public static final int NAMED_AGENTS = 50;

  public Decision {
    contacts = List.copyOf(contacts);
    agents = List.copyOf(agents);
    excluded = List.copyOf(excluded);
  }

  /// A decision that passed over nobody who had waited longer.
  public Decision(
      long planVersion,
      PolicyName policy,
      Trigger trigger,
      boolean overdueFirst,
      long waited,
      ContactScore contactScore,
      AgentScore agentScore,
      List<PassedContact> contacts,
      List<PassedAgent> agents,
      List<Exclusion> excluded) {
    this(
        planVersion,
        policy,
        trigger,
        overdueFirst,
        waited,
        contactScore,
        agentScore,
        contacts,
        agents,
        excluded,
        null);
  }

  Decision considering(
      List<PassedContact> contacts, List<PassedAgent> agents, List<Exclusion> excluded) {
    return new Decision(
        planVersion,
        policy,
        trigger,
        overdueFirst,
        waited,
        contactScore,
        agentScore,
        contacts,
        agents,
        excluded,
        longest);
  }

  /// With the contact that had waited longest, if that was longer.
  Decision over(@Nullable ContactLife oldest, long now) {
    if (oldest == null || oldest.waited(now) <= waited) {
      return this;
    }
    return new Decision(
        planVersion,
        policy,
        trigger,
        overdueFirst,
        waited,
        contactScore,
        agentScore,
        contacts,
        agents,
        excluded,
        new Jump(oldest.id(), oldest.waited(now) - waited));
  }

  /// The contacts known to have waited longer than the one that was chosen, the longest first: all
  /// of the best passed over, and the longest of all. What its turn costs them is the time this
  /// agent now needs for it.
  public List<Jump> jumps() {
    List<Jump> jumps = new ArrayList<>();
    if (longest != null) {
      jumps.add(longest);
    }
    for (PassedContact passed : contacts) {
      boolean told = longest != null && longest.over().equals(passed.contact());
      if (!told && passed.waited() > waited) {
        jumps.add(new Jump(passed.contact(), passed.waited() - waited));
      }
    }
    return jumps;
  }

  /// @param longerBy milliseconds by which it had waited longer
  public record Jump(ContactId over, long longerBy) {}

  /// What made the match possible.
  public enum Trigger {
    CONTACT_WAITS,
    AGENT_HAS_ROOM,
    TRANSFERRED_TO_AGENT
  }

  /// A contact that stayed.
  ///
  /// @param difference how much lower it scored; 0 or more unless the chosen one was overdue
  public record PassedContact(
      ContactId contact, long waited, ContactScore score, long difference) {}

  /// An agent who could have had it.
  public record PassedAgent(AgentId agent, AgentScore score, long difference) {}

  /// @param agents their names, while the centre has at most {@value #NAMED_AGENTS}
  public record Exclusion(Reason reason, int count, List<AgentId> agents) {
    public Exclusion {
      agents = List.copyOf(agents);
    }
  }

  /// Why an agent could not be offered a contact. In the order in which they are looked for.
  public enum Reason {
    NOT_IN_QUEUE(0),
    NOT_SKILLED(1),
    CHANNEL_OFF(2),
    OFFLINE(3),
    DISCONNECTED(4),
    AWAY(5),
    BARRED(6),
    CHANNEL_FULL(7),
    AT_CAPACITY(8),
    /// Had room at the same moment, and was looked at after this agent.
    NOT_COMPARED(9),
    /// Could have had it, but scored below the best and below those kept by name.
    LOWER_SCORE(10);

    static final List<Reason> ALL = List.of(values());

    /// Where it stands in the list.
    final int place;

    Reason(int place) {
      this.place = place;
    }
  }
}
