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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// A floor of 10,000 agents with 200 skills, and as many waiting contacts as one asks for.
///
/// Agents have one to five skills at one of three levels, of 1,200 combinations; contacts need one
/// skill, come by voice or chat, and are worth one of four values.
final class LargeFloor {
  static final int AGENTS = 10_000;
  static final int SKILLS = 200;
  private static final int COMBINATIONS = 1_200;
  private static final double[] VALUES = {60, 12, 3, 1};
  private static final int[] LEVELS = {60, 80, 100};
  private static final long START = 1_800_000_000_000L;

  private final Random random = new Random(7);
  private final RoutingCore core = new RoutingCore();
  private final List<ContactQueue> queues = new ArrayList<>();

  /// Who was offered what and has not ended it, oldest first.
  private final Deque<Event.Offered> working = new ArrayDeque<>();

  private long now = START;
  private long arrivals;

  LargeFloor() {
    List<String> skills = new ArrayList<>();
    for (int i = 0; i < SKILLS; i++) {
      skills.add("skill" + i);
      queues.add(
          ContactQueue.of("queue" + i, "Queue " + i, Requirement.atLeast("skill" + i, 1))
              .withMaxSize(1_000_000));
    }
    handle(new Command.SavePlan(Plan.of(1, skills, queues, agents()), "bench"));
    for (int i = 0; i < AGENTS; i++) {
      AgentId agent = new AgentId("agent" + i);
      handle(new Command.Connect(agent));
      handle(new Command.SetPresence(agent, Presence.available()));
    }
  }

  private List<AgentProfile> agents() {
    List<SkillLevel[]> combinations = new ArrayList<>();
    for (int i = 0; i < COMBINATIONS; i++) {
      int count = 1 + random.nextInt(5);
      SkillLevel[] own = new SkillLevel[count];
      int first = i % SKILLS;
      for (int k = 0; k < count; k++) {
        int level = LEVELS[random.nextInt(LEVELS.length)];
        own[k] = new SkillLevel("skill" + (first + k * 37) % SKILLS, level);
      }
      combinations.add(own);
    }
    List<AgentProfile> agents = new ArrayList<>();
    for (int i = 0; i < AGENTS; i++) {
      agents.add(AgentProfile.of("agent" + i, "Agent " + i, combinations.get(i % COMBINATIONS)));
    }
    return agents;
  }

  private void handle(Command command) {
    settle(core.handle(command, now));
  }

  /// Every offer is accepted at once.
  private void settle(Outcome outcome) {
    switch (outcome) {
      case Outcome.Done(List<Event> events) -> {
        for (Event event : events) {
          if (event instanceof Event.Offered offered) {
            core.handle(new Command.Accept(offered.offer(), offered.agent()), now);
            working.add(offered);
          }
        }
      }
      case Outcome.Rejected rejected -> throw new IllegalStateException(rejected.detail());
    }
  }

  /// One more contact; every 20th comes by chat, because three chats fit where one call does.
  Command.Arrive arrival() {
    ChannelId channel = random.nextInt(20) == 0 ? ChannelId.CHAT : ChannelId.PHONE;
    QueueId queue = queues.get(random.nextInt(SKILLS)).id();
    double value = VALUES[random.nextInt(VALUES.length)];
    return Command.Arrive.now(
        Contact.of(new ContactId("contact" + arrivals++), channel, queue).of(null, value, null));
  }

  /// Contacts arrive until so many are there beyond those with an agent.
  void fill(int waiting) {
    while (core.contactCount() - working.size() < waiting) {
      now += 1;
      handle(arrival());
    }
  }

  /// The contact that is held longest ends: its agent has room, and the core decides.
  ///
  /// @return nanoseconds of the one command in which it decides
  long free() {
    Event.Offered oldest = working.remove();
    return timed(new Command.EndContact(oldest.contact(), oldest.agent(), null, null));
  }

  /// @return nanoseconds of the arrival of one contact
  long arrive() {
    return timed(arrival());
  }

  private long timed(Command command) {
    now += 1;
    long start = System.nanoTime();
    Outcome outcome = core.handle(command, now);
    long took = System.nanoTime() - start;
    settle(outcome);
    return took;
  }

  int busy() {
    return working.size();
  }
}
