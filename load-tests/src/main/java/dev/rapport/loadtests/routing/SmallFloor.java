package dev.rapport.loadtests.routing;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentProfile;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.Event;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Plan;
import dev.rapport.routing.Presence;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.RoutingCore;
import dev.rapport.routing.SkillLevel;
import java.util.ArrayList;
import java.util.List;

/// Whole lives, one after the other: arrive, offered, accept, finish, wrap up, ended. A floor of
/// the usual size: 200 agents, ten skills. Whoever asks is shown the events of each command.
final class SmallFloor {
  private static final int AGENTS = 200;
  private static final int SKILLS = 10;

  private final RoutingCore core = new RoutingCore();
  private long now = 1_800_000_000_000L;
  private long arrivals;

  private final Journal journal;

  /// Is shown what each command decided.
  @FunctionalInterface
  interface Journal {
    void add(List<Event> events, long at);
  }

  SmallFloor() {
    this((_, _) -> {});
  }

  SmallFloor(Journal journal) {
    this.journal = journal;
    List<String> skills = new ArrayList<>();
    List<ContactQueue> queues = new ArrayList<>();
    for (int i = 0; i < SKILLS; i++) {
      skills.add("skill" + i);
      queues.add(ContactQueue.of("queue" + i, "Queue", Requirement.atLeast("skill" + i, 1)));
    }
    List<AgentProfile> agents = new ArrayList<>();
    for (int i = 0; i < AGENTS; i++) {
      agents.add(
          AgentProfile.of(
              "agent" + i,
              "Agent",
              new SkillLevel("skill" + i % SKILLS, 80),
              new SkillLevel("skill" + (i + 1) % SKILLS, 60)));
    }
    handle(new Command.SavePlan(Plan.of(1, skills, queues, agents), "bench"));
    for (AgentProfile agent : agents) {
      handle(new Command.Connect(agent.id()));
      handle(new Command.SetPresence(agent.id(), Presence.available()));
    }
  }

  /// @return lives a second
  double live(int lives) {
    long start = System.nanoTime();
    for (int i = 0; i < lives; i++) {
      now++;
      live();
    }
    return lives * 1e9 / (System.nanoTime() - start);
  }

  void live() {
    long number = arrivals++;
    ContactId contact = new ContactId("contact" + number);
    QueueId queue = new QueueId("queue" + number % SKILLS);
    List<Event> events = handle(Command.Arrive.now(Contact.of(contact, ChannelId.PHONE, queue)));
    if (!(events.getLast() instanceof Event.Offered offered)) {
      throw new IllegalStateException("expected an offer, not " + events);
    }
    AgentId agent = offered.agent();
    handle(new Command.Accept(offered.offer(), agent));
    handle(new Command.Finish(contact, agent));
    handle(new Command.CompleteWrapUp(contact, agent, "solved", null));
  }

  private List<Event> handle(Command command) {
    return switch (core.handle(command, now)) {
      case Outcome.Done(List<Event> events) -> {
        journal.add(events, now);
        yield events;
      }
      case Outcome.Rejected rejected -> throw new IllegalStateException(rejected.detail());
    };
  }
}
