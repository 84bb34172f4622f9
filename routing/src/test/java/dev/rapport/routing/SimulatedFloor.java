package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Makes up what happens on a floor: customers come, go and return, agents answer, decline, ignore,
/// vanish and come back, supervisors meddle, plans change. Everything from one seed.
final class SimulatedFloor {
  private static final ChannelId[] CHANNELS = {
    ChannelId.PHONE, ChannelId.CHAT, ChannelId.CHAT, ChannelId.EMAIL, ChannelId.FORM
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
    if (dice < 92) {
      return customer(centre);
    }
    return dice < 99 ? supervisor(centre) : savePlan(centre);
  }

  private Command arrive(Centre centre) {
    Contact contact =
        new Contact(
            new ContactId("c" + arrivals++),
            any(CHANNELS),
            queueId(),
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
    AgentId agent = asked(Check.present(centre.offers.get(offer), "an offer"), offer);
    return switch (random.nextInt(8)) {
      case 0 -> new Command.Decline(offer, agent, "busy with paper");
      case 1 -> new Command.ReportUnreachable(offer, agent, "no answer from the phone");
      case 2 -> new Command.Accept(offer, agentId());
      default -> new Command.Accept(offer, agent);
    };
  }

  private static AgentId asked(ContactLife contact, OfferId offer) {
    if (contact.state instanceof ContactState.Offered offered) {
      for (ContactState.Rival rival : offered.all()) {
        if (rival.offer().equals(offer)) {
          return rival.agent();
        }
      }
    }
    throw new IllegalStateException("a live offer is to somebody");
  }

  private Command held(Centre centre) {
    ContactLife contact = anyContact(centre);
    if (contact == null || contact.holder() == null) {
      return new Command.TimePassed();
    }
    ContactId id = contact.id();
    AgentId agent = random.nextInt(20) == 0 ? agentId() : contact.holder();
    if (contact.mode == ContactMode.CALLBACK && random.nextInt(3) > 0) {
      return new Command.Dial(id, agent);
    }
    Consult consult = contact.consult;
    if (consult != null && random.nextInt(3) > 0) {
      return new Command.HandOver(consult.about(), consult.asker());
    }
    return switch (random.nextInt(16)) {
      case 8 -> new Command.Dial(id, agent);
      case 9, 13, 14, 15 ->
          new Command.AskColleague(id, agent, question(), destination(), "do you know?");
      case 10, 11 -> new Command.HandOver(id, agent);
      case 12 -> new Command.EndConsult(id, agent);
      case 0 -> new Command.EndContact(id, agent, "solved", null);
      case 1, 2 -> new Command.Finish(id, agent);
      case 3, 4 -> new Command.CompleteWrapUp(id, agent, "solved", "note");
      case 5 -> new Command.ExtendWrapUp(id, agent, 10_000, "long story");
      default -> new Command.Transfer(id, agent, destination(), "not mine");
    };
  }

  private ContactId question() {
    return new ContactId("c" + arrivals++);
  }

  private Destination destination() {
    return random.nextBoolean()
        ? new Destination.ToQueue(queueId())
        : new Destination.ToAgent(agentId());
  }

  private QueueId queueId() {
    return new QueueId("q" + random.nextInt(3));
  }

  private Command agent() {
    AgentId agent = agentId();
    return switch (random.nextInt(14)) {
      case 12, 13 -> new Command.TellReach(agent, ChannelId.PHONE, random.nextInt(3) > 0);
      case 10, 11 -> new Command.PullNext(agent, random.nextBoolean() ? null : queueId());
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
    return switch (random.nextInt(13)) {
      case 6, 7 ->
          new Command.AskForCallback(
              id, random.nextBoolean() ? 0 : centre.lastAt + random.nextInt(300_000));
      case 8 -> new Command.CancelCallback(id);
      case 11 ->
          new Command.CallInstead(
              id,
              Contact.of(new ContactId("called-" + centre.nextOffer), ChannelId.PHONE, queueId()),
              random.nextBoolean() ? 0 : centre.lastAt + random.nextInt(300_000));
      case 9, 10 -> new Command.ForetellWait(id);
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
    return switch (random.nextInt(9)) {
      case 5, 6 -> new Command.Assign(id, agentId(), random.nextBoolean(), "eva", "old friends");
      case 7 -> new Command.ChangePresence(agentId(), Presence.available(), "eva", "we need you");
      case 8 ->
          new Command.ChangeAgent(
              agentId(),
              List.of(new SkillLevel("german", 10 * random.nextInt(11))),
              random.nextBoolean() ? null : List.of(queueId()),
              "eva",
              "learnt it");
      case 0 -> new Command.Withdraw(id, "eva", "training");
      case 1 -> new Command.Move(id, queueId(), "eva", "wrong queue");
      case 2 -> new Command.Reprioritise(id, any(Urgency.values()), 7, "eva", "shouting");
      case 3 -> new Command.Close(id, Fate.CLOSED_BY_RULE, null, "eva", "spam");
      default -> new Command.Close(id, Fate.MERGED_INTO, new ContactId("c0"), "eva", "same matter");
    };
  }

  private Command savePlan(Centre centre) {
    plan = centres.plan(centre.rules.plan().version() + 1);
    return new Command.SavePlan(plan, "eva", any(Command.InFlight.values()));
  }

  /// Often a question or a callback, which are few.
  private @Nullable ContactLife anyContact(Centre centre) {
    if (random.nextInt(4) == 0 && !centre.consults.isEmpty()) {
      return centre.consults.firstEntry().getValue();
    }
    if (random.nextInt(6) == 0 && !centre.callbacks.all().isEmpty()) {
      return centre.callbacks.all().iterator().next();
    }
    int count = centre.contacts.size();
    return count == 0
        ? null
        : centre.contacts.values().stream().skip(random.nextInt(count)).findFirst().orElse(null);
  }
}
