package dev.rapport.routing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Something that is true at all times, looked at after every event.
interface Invariant {
  void check(Centre centre, Event event);

  /// A fresh set: some of them remember what they have seen.
  static List<Invariant> all() {
    return List.of(
        new OneFate(),
        new ExclusiveIsAlone(),
        new WithinCapacity(),
        new OneOfferOneHolder(),
        new SkillsHold(),
        new SomethingEndsIt(),
        new CountsAgree());
  }

  private static void holds(boolean condition, String what, Object about) {
    if (!condition) {
      throw new AssertionError(what + ": " + about);
    }
  }

  /// P2: none without, none with two.
  final class OneFate implements Invariant {
    private final Map<ContactId, Fate> fates = new LinkedHashMap<>();
    private final Map<ContactId, Boolean> arrived = new LinkedHashMap<>();

    @Override
    public void check(Centre centre, Event event) {
      if (event instanceof Event.Arrived arrival) {
        holds(arrived.put(arrival.contact(), true) == null, "P2 arrives once", event);
      }
      if (event instanceof Event.Ended ended) {
        holds(arrived.containsKey(ended.contact()), "P2 arrived before it ended", event);
        holds(fates.put(ended.contact(), ended.fate()) == null, "P2 one fate", event);
      }
      holds(centre.contacts.size() + fates.size() == arrived.size(), "P2 live or ended", event);
    }
  }

  /// P8: a call, and nothing beside it.
  final class ExclusiveIsAlone implements Invariant {
    @Override
    public void check(Centre centre, Event event) {
      for (AgentLife agent : centre.agents.values()) {
        boolean exclusive =
            agent.held.values().stream().anyMatch(contact -> contact.kind.rules().exclusive());
        holds(!exclusive || agent.held.size() == 1, "P8", agent.id());
      }
    }
  }

  /// P9: offered, held and wrapped up together.
  final class WithinCapacity implements Invariant {
    @Override
    public void check(Centre centre, Event event) {
      for (AgentLife agent : centre.agents.values()) {
        int used = 0;
        for (ContactLife contact : agent.held.values()) {
          used += contact.kind.rules().weight();
        }
        holds(used == agent.load.used(), "P9 counts", agent.id());
        holds(used <= agent.kind.capacity(), "P9", agent.id());
        for (ChannelRules rules : centre.rules.plan().channels()) {
          cap(agent, rules.channel(), event);
        }
      }
    }

    /// Only a new plan can lower a cap below what an agent has.
    private static void cap(AgentLife agent, ChannelId channel, Event event) {
      if (event instanceof Event.Offered offered && offered.agent().equals(agent.id())) {
        for (AgentProfile.Cap cap : agent.profile.caps()) {
          long has =
              agent.held.values().stream()
                  .filter(contact -> contact.facts.channel().equals(channel))
                  .count();
          boolean offeredHere =
              agent.held.containsKey(offered.contact())
                  && Check.present(agent.held.get(offered.contact()), "held")
                      .facts
                      .channel()
                      .equals(channel);
          holds(
              !offeredHere || !cap.channel().equals(channel) || has <= cap.most(),
              "P9 cap",
              agent.id());
        }
      }
    }
  }

  /// P10 and P17: whoever is said to hold a contact does, and nobody else.
  final class OneOfferOneHolder implements Invariant {
    @Override
    public void check(Centre centre, Event event) {
      int held = 0;
      for (AgentLife agent : centre.agents.values()) {
        for (ContactLife contact : agent.held.values()) {
          held++;
          holds(agent.id().equals(contact.holder()), "P10 holder", contact.id());
        }
      }
      int holding = 0;
      int offered = 0;
      int waiting = 0;
      for (ContactLife contact : centre.contacts.values()) {
        boolean waits = contact.state instanceof ContactState.Waiting;
        holding += contact.holder() == null ? 0 : 1;
        waiting += waits ? 1 : 0;
        if (contact.state instanceof ContactState.Offered offer) {
          offered++;
          holds(centre.offers.get(offer.offer()) == contact, "P10 offer", contact.id());
        }
        holds(
            centre.queue(contact.facts.queue()).waiting.contains(contact) == waits,
            "P17 queue",
            contact.id());
      }
      holds(held == holding, "P10 holders", event);
      holds(centre.offers.size() == offered, "P10 live offers", event);
      int queued = 0;
      for (ContactQueue queue : centre.rules.plan().queues()) {
        queued += centre.queue(queue.id()).waiting.size();
      }
      holds(queued == waiting, "P17 in one queue", event);
    }
  }

  /// P14: at the plan the decision names.
  final class SkillsHold implements Invariant {
    @Override
    public void check(Centre centre, Event event) {
      if (event instanceof Event.Offered offered) {
        ContactLife contact = centre.contact(offered.contact());
        AgentLife agent = centre.agent(offered.agent());
        holds(agent.mayServe(contact.kind), "P14", event);
        holds(!contact.barred(agent.id()), "P11", event);
        holds(offered.decision().planVersion() == centre.rules.plan().version(), "P14 plan", event);
      }
    }
  }

  /// P18 and the watchdog: every contact has a timer, and it is the right one.
  final class SomethingEndsIt implements Invariant {
    @Override
    public void check(Centre centre, Event event) {
      for (ContactLife contact : centre.contacts.values()) {
        holds(contact.timer == DueTimes.next(centre, contact), "P18", contact.id());
        holds(contact.timer != ContactLife.NO_TIMER, "P18 stuck", contact.id());
      }
      holds(centre.timers.size() == centre.contacts.size(), "P18 timers", event);
    }
  }

  /// What is counted along the way is what a recount finds.
  final class CountsAgree implements Invariant {
    @Override
    public void check(Centre centre, Event event) {
      SkillScarcity recount = new SkillScarcity(centre.rules.skills());
      for (ContactLife contact : centre.contacts.values()) {
        if (contact.state instanceof ContactState.Waiting && contact.due) {
          recount.waits(contact.kind, 1);
        }
      }
      for (AgentLife agent : centre.agents.values()) {
        if (agent.idle()) {
          recount.idles(agent.kind, 1);
        }
      }
      holds(centre.scarcity.counts().equals(recount.counts()), "scarcity", event);
    }
  }
}
