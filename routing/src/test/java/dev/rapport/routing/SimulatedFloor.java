package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Makes up what happens on a floor: customers come, go and return, agents answer, decline, ignore,
/// vanish and come back, supervisors meddle, plans change. Everything from one seed.
final class SimulatedFloor {
  private static final ChannelId[] CHANNELS = {
    ChannelId.VOICE, ChannelId.CHAT, ChannelId.CHAT, ChannelId.EMAIL, ChannelId.FORM
  };

  private final Random random;
  private final RandomCentre centres;
  private Plan plan;
  private int arrivals;

  SimulatedFloor(Random random) {
    this.random = random;
    this.centres = new RandomCentre(random);
    this.plan = centres.plan(1);
  }

  Plan firstPlan() {
    return plan;
  }

  /// Milliseconds until the next thing happens: bursts, moments, and now and then a long pause.
  long pause() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> 0;
      case 9 -> random.nextInt(600_000);
      default -> random.nextInt(8_000);
    };
  }

  Command next(Centre centre) {
    int dice = random.nextInt(100);
    if (dice < 30) {
      return arrive(centre);
    }
    if (dice < 50) {
      return offer(centre);
    }
    if (dice < 70) {
      return held(centre);
    }
    if (dice < 84) {
      return agent();
    }
    if (dice < 94) {
      return customer(centre);
    }
    return dice < 99 ? supervisor(centre) : savePlan();
  }

  private Command arrive(Centre centre) {
    Contact contact =
        new Contact(
            new ContactId("c" + arrivals++),
            any(CHANNELS),
            new QueueId("q" + random.nextInt(3)),
            random.nextInt(3) == 0 ? centres.requirement(1) : Requirement.anyone(),
            any(Urgency.values()),
            new double[] {1, 1, 3, 12, 60}[random.nextInt(5)],
            random.nextBoolean() ? new CustomerKey("k" + random.nextInt(5)) : null,
            random.nextInt(3) == 0 ? agentId() : null,
            errand());
    long credit = random.nextInt(5) == 0 ? centre.lastAt - random.nextInt(400_000) : 0;
    SelfService answers =
        random.nextInt(5) == 0
            ? new SelfService(
                centre.lastAt + random.nextInt(60_000), any(SelfService.After.values()))
            : null;
    return new Command.Arrive(contact, credit, answers);
  }

  private @Nullable Errand errand() {
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> Errand.taking(60_000 + random.nextInt(600_000));
      default -> Errand.about("intent" + random.nextInt(6));
    };
  }

  private <T> T any(T[] of) {
    return of[random.nextInt(of.length)];
  }

  private AgentId agentId() {
    return new AgentId("a" + random.nextInt(plan.agents().size()));
  }

  private Command offer(Centre centre) {
    List<OfferId> offers = new ArrayList<>(centre.offers.keySet());
    if (offers.isEmpty()) {
      return new Command.Accept(new OfferId(1 + random.nextInt(50)), agentId());
    }
    OfferId offer = offers.get(random.nextInt(offers.size()));
    AgentId agent =
        Check.present(Check.present(centre.offers.get(offer), "an offer").holder(), "a holder");
    return switch (random.nextInt(8)) {
      case 0 -> new Command.Decline(offer, agent, "busy with paper");
      case 1 -> new Command.ReportUnreachable(offer, agent, "no answer from the phone");
      case 2 -> new Command.Accept(offer, agentId());
      default -> new Command.Accept(offer, agent);
    };
  }

  private Command held(Centre centre) {
    ContactLife contact = anyContact(centre);
    if (contact == null || contact.holder() == null) {
      return new Command.TimePassed();
    }
    ContactId id = contact.id();
    AgentId agent = random.nextInt(20) == 0 ? agentId() : contact.holder();
    return switch (random.nextInt(8)) {
      case 0 -> new Command.EndContact(id, agent, "solved", null);
      case 1, 2 -> new Command.Finish(id, agent);
      case 3, 4 -> new Command.CompleteWrapUp(id, agent, "solved", "note");
      case 5 -> new Command.ExtendWrapUp(id, agent, 10_000, "long story");
      case 6 ->
          new Command.Transfer(
              id, agent, new Destination.ToQueue(new QueueId("q" + random.nextInt(3))), "not mine");
      default ->
          new Command.Transfer(id, agent, new Destination.ToAgent(agentId()), "ask a friend");
    };
  }

  private Command agent() {
    AgentId agent = agentId();
    return switch (random.nextInt(10)) {
      case 0 -> new Command.SetPresence(agent, Presence.away("lunch"));
      case 1 -> new Command.SetNextPresence(agent, Presence.away("lunch"));
      case 2 -> new Command.SetPresence(agent, Presence.offline());
      case 3 -> new Command.Disconnect(agent);
      case 4, 5, 6 -> new Command.Connect(agent);
      default -> new Command.SetPresence(agent, Presence.available());
    };
  }

  private Command customer(Centre centre) {
    ContactLife contact = anyContact(centre);
    ContactId id = contact == null ? new ContactId("nobody") : contact.id();
    return switch (random.nextInt(8)) {
      case 6, 7 -> new Command.ForetellWait(id);
      case 0 -> new Command.CustomerLeft(id);
      case 1 -> new Command.MarkSelfServed(id);
      case 2 -> new Command.CustomerAway(id);
      case 3 -> new Command.CustomerBack(id);
      default -> new Command.AskForPerson(id);
    };
  }

  private Command supervisor(Centre centre) {
    ContactLife contact = anyContact(centre);
    ContactId id = contact == null ? new ContactId("nobody") : contact.id();
    return switch (random.nextInt(5)) {
      case 0 -> new Command.Withdraw(id, "eva", "training");
      case 1 -> new Command.Move(id, new QueueId("q" + random.nextInt(3)), "eva", "wrong queue");
      case 2 -> new Command.Reprioritise(id, any(Urgency.values()), 7, "eva", "shouting");
      case 3 -> new Command.Close(id, Fate.CLOSED_BY_RULE, null, "eva", "spam");
      default -> new Command.Close(id, Fate.MERGED_INTO, new ContactId("c0"), "eva", "same matter");
    };
  }

  private Command savePlan() {
    plan = centres.plan(plan.version() + 1);
    return new Command.SavePlan(plan, "eva");
  }

  private @Nullable ContactLife anyContact(Centre centre) {
    int count = centre.contacts.size();
    return count == 0
        ? null
        : centre.contacts.values().stream().skip(random.nextInt(count)).findFirst().orElse(null);
  }
}
