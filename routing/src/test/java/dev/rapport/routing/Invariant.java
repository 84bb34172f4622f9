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
        new CountsAgree(),
        new OnePlace());
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
      if (event instanceof Event.Arrived || event instanceof Event.ConsultBegan) {
        ContactId contact = ((Event.OfContact) event).contact();
        holds(arrived.put(contact, true) == null, "P2 arrives once", event);
      }
      if (event instanceof Event.Ended ended) {
        holds(arrived.containsKey(ended.contact()), "P2 arrived before it ended", event);
        holds(fates.put(ended.contact(), ended.fate()) == null, "P2 one fate", event);
      }
      holds(centre.contacts.size() + fates.size() == arrived.size(), "P2 live or ended", event);
    }
  }

  /// What an agent has and is not interrupted in, by the present plan.
  private static List<ContactLife> active(AgentLife agent) {
    Interrupts interrupts = agent.kind.interrupts();
    return agent.held.values().stream()
        .filter(contact ->
            interrupts == null || !interrupts.setsAside(agent.load, contact.kind.channel()))
        .toList();
  }

  /// The agent has just been offered something. What they have got before may be more than a new
  /// plan allows.
  private static boolean newOf(Event event, AgentLife agent) {
    return event instanceof Event.Offered offered && offered.agent().equals(agent.id());
  }

  /// P8: a call, and nothing beside it but what it interrupts.
  final class ExclusiveIsAlone implements Invariant {
    @Override
    public void check(Centre centre, Event event) {
      for (AgentLife agent : centre.agents.values()) {
        List<ContactLife> active = active(agent);
        boolean exclusive = active.stream().anyMatch(contact -> contact.kind.rules().exclusive());
        holds(!newOf(event, agent) || !exclusive || active.size() == 1, "P8", agent.id());
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
          used += contact.uncounted ? 0 : contact.kind.rules().weight();
        }
        holds(used == agent.load.used(), "P9 counts", agent.id());
        int active = 0;
        for (ContactLife contact : active(agent)) {
          active += contact.uncounted ? 0 : contact.kind.rules().weight();
        }
        holds(!newOf(event, agent) || active <= agent.kind.capacity(), "P9", agent.id());
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

  /// P10 and P17: whoever is said to hold a contact does, and nobody else; only while several are
  /// asked at once is it with each of them.
  final class OneOfferOneHolder implements Invariant {
    @Override
    public void check(Centre centre, Event event) {
      int held = 0;
      for (AgentLife agent : centre.agents.values()) {
        for (ContactLife contact : agent.held.values()) {
          held++;
          holds(with(contact, agent.id()), "P10 holder", contact.id());
        }
      }
      int holding = 0;
      int offered = 0;
      int waiting = 0;
      for (ContactLife contact : centre.contacts.values()) {
        boolean waits = contact.state instanceof ContactState.Waiting;
        waiting += waits ? 1 : 0;
        if (contact.state instanceof ContactState.Offered offer) {
          int most = Math.max(contact.kind.queue().rules().offersAtOnce(), 1);
          holds(earlier(event, contact) || offer.count() <= most, "P10 asked at once", event);
          offered += offer.count();
          holding += offer.count();
          for (ContactState.Rival asked : offer.all()) {
            holds(centre.offers.get(asked.offer()) == contact, "P10 offer", contact.id());
          }
        } else {
          holding += contact.holder() == null ? 0 : 1;
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

    private static boolean with(ContactLife contact, AgentId agent) {
      return contact.state instanceof ContactState.Offered offered
          ? offered.to(agent) != null
          : agent.equals(contact.holder());
    }

    /// What was asked before under other rules goes on.
    private static boolean earlier(Event event, ContactLife contact) {
      return !(event instanceof Event.Offered offered) || !offered.contact().equals(contact.id());
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
        holds(offered.decision().planVersion() == contact.version, "P14 plan", event);
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

  /// One place for a customer who is to be called back, and one question about a contact, which is
  /// with who asked.
  final class OnePlace implements Invariant {
    @Override
    public void check(Centre centre, Event event) {
      int callbacks = 0;
      int absent = 0;
      Map<ContactId, ContactId> questions = new LinkedHashMap<>();
      for (ContactLife contact : centre.contacts.values()) {
        boolean callback = contact.mode == ContactMode.CALLBACK;
        callbacks += callback ? 1 : 0;
        absent += contact.state instanceof ContactState.Waiting && !contact.live() ? 1 : 0;
        holds(
            !callback
                || contact.facts.customer() == null
                || centre.callbacks.of(contact.facts.customer()) == contact
                || event instanceof Event.Arrived,
            "one place",
            contact.id());
        Consult consult = contact.consult;
        if (consult != null) {
          holds(questions.put(consult.about(), contact.id()) == null, "one question", event);
          holds(!consult.asker().equals(contact.holder()), "asks a colleague", event);
        }
      }
      holds(callbacks == centre.callbacks.all().size(), "callbacks", event);
      holds(questions.size() == centre.consults.size(), "questions", event);
      for (ContactQueue queue : centre.rules.plan().queues()) {
        absent -= centre.queue(queue.id()).absent;
      }
      holds(absent == 0, "absent", event);
    }
  }
}
