package dev.rapport.gateway.desk;

import dev.rapport.channels.Message;
import dev.rapport.customers.learning.Promise;
import dev.rapport.gateway.desk.PopsSent.Pop;
import dev.rapport.gateway.unit.EventListener;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.gateway.wire.DecisionWords;
import dev.rapport.gateway.wire.Names;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentView;
import dev.rapport.routing.Command;
import dev.rapport.routing.Consult;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.CustomerKey;
import dev.rapport.routing.Decision;
import dev.rapport.routing.Event;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns events into the frames of the agents they concern; see the package's map. Everything here
/// runs on the unit's context.
public final class DeskHub implements EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(DeskHub.class);

  private final Context context;
  private final RoutingUnit unit;
  private final InstantSource clock;
  private final String boot;
  private final Map<AgentId, DeskStream> streams = new HashMap<>();
  private final Map<ContactId, AgentId> holders = new HashMap<>();

  private final Questions questions = new Questions();
  private final PassedOn passedOn = new PassedOn();
  private final CallStates calls = new CallStates(this::stream);
  private final Cards cards;
  private final PopsSent popsSent;

  /// @param boot differs at every start, so that no stream is taken for an earlier process's
  public DeskHub(
      Context context,
      WorkerExecutor readers,
      RoutingUnit unit,
      ScreenPops pops,
      InstantSource clock,
      String boot) {
    this.context = context;
    this.unit = unit;
    cards = new Cards(readers, unit, pops, questions, passedOn);
    popsSent = new PopsSent(context);
    this.clock = clock;
    this.boot = boot;
  }

  /// A desk is here. On the hub's context.
  void join(AgentId agent, DeskStream.Desk desk, @Nullable String stream, @Nullable Long last) {
    DeskStream mine = stream(agent);
    Long resume = mine.id().equals(stream) ? last : null;
    unit.submit(new Command.Connect(agent))
        .compose(_ -> unit.ask(core -> Names.of(core, agent)))
        .onSuccess(name ->
            mine.join(
                desk,
                resume,
                () -> snapshot(agent),
                (n, resumed) -> DeskFrames.welcome(mine.id(), n, resumed, agent, name)))
        .onFailure(e -> desk.close(String.valueOf(e.getMessage())));
  }

  /// A desk is gone. On the hub's context.
  void leave(AgentId agent, DeskStream.Desk desk) {
    DeskStream mine = stream(agent);
    mine.leave(desk);
    if (!mine.watched()) {
      unit.submit(new Command.Disconnect(agent))
          .onFailure(e -> LOG.warn("a desk left unnoticed: {}", e.getMessage()));
    }
  }

  /// Whether a desk of the agent is here. On the hub's context.
  public boolean watches(AgentId agent) {
    DeskStream theirs = streams.get(agent);
    return theirs != null && theirs.watched();
  }

  /// Every agent with a desk here. On the hub's context.
  public List<AgentId> watched() {
    return streams.keySet().stream().filter(this::watches).toList();
  }

  /// Whether a desk here shows the contact. On the hub's context.
  public boolean shows(ContactId contact) {
    AgentId holder = holders.get(contact);
    return holder != null && watches(holder);
  }

  /// Draws every desk anew, since something may have been missed. On the hub's context.
  public void redraw() {
    watched().forEach(agent -> stream(agent).put(snapshot(agent).map(List::of)));
  }

  DeskStream stream(AgentId agent) {
    return streams.computeIfAbsent(agent, a -> new DeskStream(boot + "." + a.value(), clock));
  }

  /// Which screen pops have left for desks. On the hub's context.
  public PopsSent pops() {
    return popsSent;
  }

  private @Nullable Future<Void> sent(AgentId agent) {
    return watches(agent) ? stream(agent).sent() : null;
  }

  /// How calls stand. On the hub's context.
  public CallStates calls() {
    return calls;
  }

  /// Where everything derived from events runs.
  public Context context() {
    return context;
  }

  /// A message was stored: whoever has the contact sees it. From any thread.
  public void said(String contact, Message message) {
    context.runOnContext(_ -> {
      AgentId holder = holders.get(new ContactId(contact));
      if (holder != null) {
        stream(holder).put(DeskFrames.message(contact, message));
      }
    });
  }

  /// Something that screens show of a customer has changed: whoever serves them sees it, by a new
  /// screen pop. From any thread.
  public void customerChanged(String customer) {
    context.runOnContext(_ -> refresh(customer));
  }

  /// A promise is due soon, or late: whoever owns it hears it, and whoever serves the customer sees
  /// it. From any thread.
  public void promised(Promise promise, Promise.Standing standing) {
    context.runOnContext(_ -> {
      AgentId owner = new AgentId(promise.deed().owner());
      unit.ask(core -> core.agent(owner) != null)
          .onSuccess(known -> {
            if (known) {
              stream(owner).put(DeskFrames.promise(promise, standing));
            }
          })
          .onFailure(e -> LOG.warn("{} did not hear of a promise: {}", owner, e.getMessage()));
      refresh(promise.customer());
    });
  }

  private void refresh(String customer) {
    unit.ask(core ->
            holders.keySet().stream()
                .filter(contact -> {
                  ContactView view = core.contact(contact);
                  CustomerKey theirs = view == null ? null : view.facts().customer();
                  return theirs != null && theirs.value().equals(customer);
                })
                .toList())
        .onSuccess(contacts -> contacts.forEach(this::popAgain))
        .onFailure(e -> LOG.warn("screens of {} not refreshed: {}", customer, e.getMessage()));
  }

  private void popAgain(ContactId contact) {
    AgentId holder = holders.get(contact);
    if (holder != null) {
      stream(holder)
          .put(
              unit.ask(core -> Optional.ofNullable(core.contact(contact)))
                  .compose(view -> pop(contact, view.orElse(null)))
                  .map(pop -> List.of(pop.put("type", "screen_pop"))));
    }
  }

  @Override
  public void happened(long sequence, long at, Event event, RoutingCore core) {
    switch (event) {
      case Event.Offered offered -> offered(offered, core);
      case Event.Accepted e -> accepted(e, core);
      case Event.AssignedDirectly e ->
          given(new Pop(e.offer(), e.contact(), e.agent()), "given by " + e.by(), core);
      case Event.HandedOver e -> handedOver(e, core);
      case Event.ConsultBegan e -> consultBegan(e, core);
      case Event.OfferOver e -> offerOver(e);
      case Event.Finished e -> finished(e);
      case Event.WrapUpExtended e -> to(e.contact(), DeskFrames.wrapUp(e.contact(), e.until()));
      case Event.AgentVanished e ->
          lost(e.contact(), DeskFrames.released(e.contact(), "your desk was away too long"));
      case Event.Transferred e -> {
        passedOn.transferred(e, core);
        lost(e.contact(), DeskFrames.released(e.contact(), "transferred"));
      }
      case Event.Withdrawn e -> lost(e.contact(), DeskFrames.released(e.contact(), e.why()));
      case Event.Ended e -> ended(e);
      case Event.CustomersWentAway e ->
          e.contacts().forEach(contact -> to(contact, DeskFrames.customer(contact, "away")));
      case Event.Dialled e -> popAgain(e.contact());
      case Event.CustomerWentAway e -> to(e.contact(), DeskFrames.customer(e.contact(), "away"));
      case Event.CustomerCameBack e -> to(e.contact(), DeskFrames.customer(e.contact(), "here"));
      case Event.NextPresenceSet e -> next(e, at, core);
      case Event.PresenceChanged e ->
          stream(e.agent()).put(DeskFrames.presence(Wire.presence(e.presence(), at)));
      case Event.ReachChanged e -> reach(e, core);
      case Event.Arrived _,
          Event.PersonAskedFor _,
          Event.CameDue _,
          Event.BarLifted _,
          Event.Moved _,
          Event.Reprioritised _,
          Event.ListenedIn _,
          Event.Overflowed _,
          Event.OverflowBlocked _,
          Event.RingWidened _,
          Event.CallbackBooked _,
          Event.QueueTurned _,
          Event.WaitForetold _,
          Event.PlanSaved _ -> {}
      // Of agents the rest is about their place in the plan.
      case Event.OfAgent _ -> {}
    }
  }

  private void handedOver(Event.HandedOver e, RoutingCore core) {
    lost(e.contact(), DeskFrames.released(e.contact(), "handed over"));
    String by = "handed over by " + Names.of(core, e.from());
    given(new Pop(e.offer(), e.contact(), e.to()), by, core);
  }

  private void consultBegan(Event.ConsultBegan e, RoutingCore core) {
    String by = Names.of(core, e.consult().asker());
    questions.began(e.contact(), new Questions.Asked(e.consult(), by, e.why()));
    consult(e.contact(), "asked", null);
  }

  @Override
  public void rebuilt(RoutingCore core) {
    holders.clear();
    questions.rebuilt(core);
    passedOn.rebuilt(clock.millis());
    core.agents().forEach(a -> a.contacts().forEach(c -> holders.put(c, a.profile().id())));
    redraw();
    popsSent.redrawn(holders.keySet(), this::sent, core);
  }

  private void reach(Event.ReachChanged changed, RoutingCore core) {
    AgentView agent = core.agent(changed.agent());
    if (agent != null) {
      stream(changed.agent()).put(DeskFrames.reach(agent.unreached()));
    }
  }

  /// The presence stays what it is, and the next one is told with it.
  private void next(Event.NextPresenceSet set, long at, RoutingCore core) {
    AgentView agent = core.agent(set.agent());
    if (agent != null) {
      JsonObject now = DeskFrames.presence(Wire.presence(agent.presence(), agent.restingSince()));
      stream(set.agent()).put(now.put("next", Wire.presence(set.presence(), at)));
    }
  }

  private void offered(Event.Offered offered, RoutingCore core) {
    ContactId contact = offered.contact();
    holders.put(contact, offered.agent());
    cards.because(contact, DecisionWords.sentence(offered.decision()));
    ContactView view = core.contact(contact);
    String channel = view == null ? "chat" : view.facts().channel().value();
    JsonObject offer = DeskFrames.offer(offered.offer(), contact, channel, offered.expiresAt());
    Decision decision = offered.decision();
    stream(offered.agent())
        .put(
            pop(contact, view)
                .map(pop ->
                    List.of(
                        pop.put("type", "screen_pop").put("waitedMs", decision.waited()), offer))
                // An offer without its story is still better than a customer who waits.
                .otherwise(List.of(offer)));
    popsSent.put(new Pop(offered.offer(), contact, offered.agent()), this::sent, core);
  }

  /// Whoever asked hears how the question stands.
  private void consult(ContactId question, String state, @Nullable String agentName) {
    Questions.Asked asked = questions.of(question);
    if (asked != null) {
      Consult consult = asked.consult();
      stream(consult.asker()).put(DeskFrames.consult(consult.about(), question, state, agentName));
    }
  }

  /// Somebody has a contact without having been asked.
  private void given(Pop given, String reason, RoutingCore core) {
    ContactId contact = given.contact();
    holders.put(contact, given.agent());
    cards.because(contact, reason);
    JsonObject assigned = DeskFrames.assigned(contact);
    stream(given.agent())
        .put(
            pop(contact, core.contact(contact))
                .map(pop -> List.of(pop.put("type", "screen_pop"), assigned))
                .otherwise(List.of(assigned)));
    popsSent.put(given, this::sent, core);
  }

  /// What an agent sees of a contact; of a question, what it is about. On the hub's context.
  Future<JsonObject> pop(ContactId contact, @Nullable ContactView view) {
    return cards.pop(contact, view);
  }

  private Future<JsonObject> snapshot(AgentId agent) {
    return unit.ask(core -> Snapshot.of(core, agent, questions.askedBy(agent, core), calls))
        .compose(seen -> {
          List<Future<JsonObject>> made = new ArrayList<>();
          seen.contacts().forEach(view -> made.add(cards.card(view)));
          return Future.join(made)
              .transform(_ ->
                  Future.succeededFuture(
                      new JsonArray(
                          made.stream().filter(Future::succeeded).map(Future::result).toList())))
              .map(seen::frame);
        });
  }

  private void to(ContactId contact, JsonObject frame) {
    AgentId holder = holders.get(contact);
    if (holder != null) {
      stream(holder).put(frame);
    }
  }

  private void accepted(Event.Accepted e, RoutingCore core) {
    holders.put(e.contact(), e.agent());
    consult(e.contact(), "accepted", Names.of(core, e.agent()));
    to(e.contact(), DeskFrames.offerEnded(e.offer(), e.contact(), "accepted"));
    to(e.contact(), DeskFrames.assigned(e.contact()));
  }

  private void finished(Event.Finished e) {
    if (e.byCustomer()) {
      to(e.contact(), DeskFrames.customer(e.contact(), "left"));
    }
    to(e.contact(), DeskFrames.wrapUp(e.contact(), e.wrapUpUntil()));
  }

  private void ended(Event.Ended e) {
    lost(e.contact(), DeskFrames.ended(e.contact(), e.fate()));
    consult(e.contact(), e.detail(), null);
    questions.over(e.contact());
    passedOn.ended(e.contact());
    calls.over(e.contact());
  }

  private void offerOver(Event.OfferOver e) {
    ContactId contact = e.contact();
    String how =
        switch (e) {
          case Event.Declined _ -> "declined";
          case Event.OfferExpired _, Event.OfferUndelivered _ -> "expired";
          case Event.OfferWithdrawn _ -> "withdrawn";
        };
    stream(e.agent()).put(DeskFrames.offerEnded(e.offer(), contact, how));
    AgentId stillWith = e.stillWith();
    if (stillWith == null) {
      holders.remove(contact);
      cards.forget(contact);
    } else {
      holders.put(contact, stillWith);
    }
  }

  private void lost(ContactId contact, JsonObject frame) {
    to(contact, frame);
    holders.remove(contact);
    cards.forget(contact);
  }

  /// Who has the contact now. On the hub's context.
  @Nullable AgentId holder(ContactId contact) {
    return holders.get(contact);
  }
}
