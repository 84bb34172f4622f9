package dev.rapport.storage;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentProfile;
import dev.rapport.routing.AgentScore;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.ContactScore;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.CustomerKey;
import dev.rapport.routing.Decision;
import dev.rapport.routing.Destination;
import dev.rapport.routing.Event;
import dev.rapport.routing.Fate;
import dev.rapport.routing.OfferId;
import dev.rapport.routing.Plan;
import dev.rapport.routing.PolicyName;
import dev.rapport.routing.Presence;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.RoutingSnapshot;
import dev.rapport.routing.SelfService;
import dev.rapport.routing.SkillLevel;
import dev.rapport.routing.Urgency;
import java.util.List;

/// Events and a snapshot with something in every kind of component. Not a possible history.
final class SomeEvents {
  static final ContactId C1 = new ContactId("c1");
  static final AgentId ANA = new AgentId("ana");
  static final AgentId BEN = new AgentId("ben");
  static final QueueId SALES = new QueueId("sales");
  static final OfferId OFFER = new OfferId(7);

  static final Requirement REQUIREMENT =
      Requirement.allOf(
          Requirement.atLeast("german", 60),
          Requirement.anyOf(Requirement.atLeast("billing", 1), Requirement.atLeast("vip", 100)),
          Requirement.not(Requirement.atLeast("trainee", 1)));

  static final Contact FACTS =
      new Contact(
          C1,
          ChannelId.EMAIL,
          SALES,
          REQUIREMENT,
          Urgency.HIGH,
          0.1 + 0.2,
          new CustomerKey("cust-\u00e9\ud83d\ude00\"\\\n"),
          ANA);

  static final Plan PLAN =
      Plan.of(
          3,
          List.of("german", "billing", "vip", "trainee"),
          List.of(ContactQueue.of("sales", "Sales", REQUIREMENT)),
          List.of(AgentProfile.of("ana", "Ana", new SkillLevel("german", 80))));

  static final Decision DECISION =
      new Decision(
          3,
          PolicyName.DEFAULT,
          Decision.Trigger.CONTACT_WAITS,
          false,
          1_234,
          new ContactScore.ByWait(1_234),
          new AgentScore.ByFit(-1, 2, -3, -4, -5, 6, -5),
          List.of(
              new Decision.PassedContact(
                  new ContactId("c2"), 12, new ContactScore.ByTier(1, 12), Long.MAX_VALUE)),
          List.of(new Decision.PassedAgent(BEN, new AgentScore.ByRest(9), 3)),
          List.of(
              new Decision.Exclusion(Decision.Reason.AT_CAPACITY, 1, List.of(BEN)),
              new Decision.Exclusion(Decision.Reason.OFFLINE, 70, List.of())));

  static final List<Event> ALL =
      List.of(
          new Event.PlanSaved(PLAN, "root"),
          new Event.AgentConnected(ANA),
          new Event.PresenceChanged(ANA, Presence.available(), "asked"),
          new Event.PresenceChanged(ANA, Presence.away("lunch"), "asked"),
          new Event.NextPresenceSet(ANA, Presence.offline()),
          new Event.Arrived(FACTS, -1, new SelfService(99, SelfService.After.EXPIRE)),
          new Event.Arrived(Contact.of(new ContactId("c3"), ChannelId.CHAT, SALES), 5, null),
          new Event.PersonAskedFor(C1, true),
          new Event.Offered(OFFER, C1, ANA, Long.MAX_VALUE, DECISION),
          new Event.Accepted(OFFER, C1, ANA),
          new Event.Transferred(C1, ANA, new Destination.ToAgent(BEN), SALES, ""),
          new Event.Transferred(C1, ANA, new Destination.ToQueue(SALES), SALES, "why"),
          new Event.Ended(C1, Fate.HANDLED, ANA, "solved", null, null, "wrapped_up"),
          new Event.Ended(
              new ContactId("c3"), Fate.MERGED_INTO, null, null, null, C1, "customer_left"),
          new Event.AgentDisconnected(ANA));

  static final RoutingSnapshot SNAPSHOT =
      new RoutingSnapshot(
          PLAN,
          8,
          1_000,
          List.of(
              new RoutingSnapshot.SavedContact(
                  FACTS,
                  new ContactState.Offered(OFFER, ANA, 77),
                  1,
                  2,
                  0,
                  List.of(new RoutingSnapshot.Bar(BEN, 44))),
              new RoutingSnapshot.SavedContact(
                  Contact.of(new ContactId("c3"), ChannelId.CHAT, SALES),
                  new ContactState.Waiting(),
                  1,
                  2,
                  0,
                  List.of())),
          List.of(
              new RoutingSnapshot.SavedAgent(
                  PLAN.agents().getFirst(),
                  Presence.available(),
                  Presence.away("lunch"),
                  -1,
                  9,
                  false)),
          List.of(new RoutingSnapshot.EndedContact(new ContactId("c0"), Fate.ABANDONED, 3)),
          List.of(new RoutingSnapshot.Scarcity("german", 1_500_000)),
          4);

  private SomeEvents() {}
}
