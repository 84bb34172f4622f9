package dev.rapport.gateway.phone;

import dev.rapport.channels.Receipt;
import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneCommand.Cause;
import dev.rapport.channels.phone.PhoneCommand.Prompt;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneEvent.Failure;
import dev.rapport.channels.phone.PhoneListener;
import dev.rapport.channels.phone.PhoneSwitch;
import dev.rapport.channels.phone.PhoneSwitch.CommandAnswer;
import dev.rapport.gateway.desk.CallControl;
import dev.rapport.gateway.desk.DeskHub;
import dev.rapport.gateway.phone.Call.Ring;
import dev.rapport.gateway.unit.EventListener;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.Event;
import dev.rapport.routing.OfferId;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every live call with its contact; see the package's map.
public final class PhoneCalls implements PhoneListener, EventListener, CallControl {
  private static final Logger LOG = LoggerFactory.getLogger(PhoneCalls.class);

  /// A phone rings a little longer than its offer stands: the end of a ring is the core's to say.
  private static final long RING_BEYOND_OFFER_MS = 2_000;

  /// How long the phone of somebody rings who was given a call without an offer.
  private static final long GIVEN_RINGS_MS = 20_000;

  private final Context context;
  private final RoutingUnit unit;
  private final DeskHub desks;
  private final CallIntake intake;
  private final PhoneSwitch phone;
  private final SwitchLine line;
  private final Orphans orphans;
  private final Transfers transfers;
  private final InstantSource clock;
  private final Map<String, Call> byId = new HashMap<>();
  private final Map<ContactId, Call> byContact = new HashMap<>();

  public PhoneCalls(
      Context context,
      RoutingUnit unit,
      DeskHub desks,
      CallIntake intake,
      PhoneSwitch phone,
      InstantSource clock) {
    this.context = context;
    this.unit = unit;
    this.desks = desks;
    this.intake = intake;
    this.phone = phone;
    line = new SwitchLine(context, phone);
    orphans = new Orphans(context, byContact::containsKey, this::left);
    transfers = new Transfers(context, unit, line);
    this.clock = clock;
  }

  /// Takes calls from now on; contacts by phone that nobody is on the line of any more end.
  public Future<Void> start() {
    return Future.fromCompletionStage(phone.start(this), context)
        .compose(_ ->
            unit.ask(core -> {
              orphans.sweep(core);
              return true;
            }))
        .mapEmpty();
  }

  public Future<Void> close() {
    return Future.fromCompletionStage(phone.close(), context);
  }

  /// Calls that live. On the unit's context.
  public int live() {
    return byId.size();
  }

  // --- From the phone ---

  @Override
  public void happened(PhoneEvent event) {
    context.runOnContext(_ -> {
      if (event instanceof PhoneEvent.Offered offered) {
        offered(offered);
      } else if (event instanceof PhoneEvent.OfCall ofCall) {
        Call call = byId.get(ofCall.call());
        if (call != null) {
          ofCall(call, ofCall);
        }
      }
    });
  }

  private void offered(PhoneEvent.Offered offered) {
    Call call = new Call(offered.call(), offered.caller(), offered.dialled());
    byId.put(call.id, call);
    intake
        .receive(offered)
        .onSuccess(receipt -> context.runOnContext(_ -> received(call, receipt)))
        .onFailure(e -> {
          LOG.error("a call could not be stored", e);
          line.send(new PhoneCommand.HangUp(call.id, Cause.UNAVAILABLE));
        });
  }

  private void received(Call call, Receipt receipt) {
    switch (receipt) {
      case Receipt.Accepted accepted -> {
        ContactId contact = new ContactId(String.valueOf(accepted.contact()));
        call.contact = contact;
        if (call.ended) {
          left(contact);
          return;
        }
        byContact.put(contact, call);
        line.send(
            new PhoneCommand.QueueHold(
                call.id, "", List.of(new Prompt.Greeting(intake.language()))));
        unit.ask(core -> catchUp(call, core.contact(contact)));
      }
      case Receipt.Refused _ -> line.send(new PhoneCommand.HangUp(call.id, Cause.OVERLOADED));
    }
  }

  /// The core may have been quicker than the word that the contact is durable.
  private boolean catchUp(Call call, @Nullable ContactView view) {
    if (view != null && call.rings.isEmpty()) {
      if (view.state() instanceof ContactState.Offered(OfferId offer, AgentId agent, long until, _)) {
        ring(call, offer, agent, until);
      } else if (view.state() instanceof ContactState.Waiting) {
        call.waiting = true;
      }
    }
    return true;
  }

  private void ofCall(Call call, PhoneEvent.OfCall event) {
    switch (event) {
      case PhoneEvent.Offered _, PhoneEvent.DialAnswered _, PhoneEvent.Recorded _ -> {}
      case PhoneEvent.LegRinging(_, String leg) ->
          withRing(call, leg, r -> tell(call, r.agent, "ringing"));
      case PhoneEvent.LegAnswered(_, String leg) -> legAnswered(call, leg);
      case PhoneEvent.LegFailed(_, String leg, Failure why, int code) ->
          legFailed(call, leg, why, code);
      case PhoneEvent.Connected(_, String leg) ->
          withRing(call, leg, r -> tell(call, r.agent, "talking"));
      case PhoneEvent.Held _ -> tellHolder(call, "held");
      case PhoneEvent.Resumed _ -> tellHolder(call, "talking");
      case PhoneEvent.TransferAsked asked -> transfers.asked(call, asked);
      case PhoneEvent.LegEnded(_, String leg) -> legEnded(call, leg);
      case PhoneEvent.Digit(_, char digit) -> LOG.debug("{} pressed {}", call.id, digit);
      case PhoneEvent.Ended(_, var by, String cause) -> {
        LOG.debug("call {} ended by {}: {}", call.id, by, cause);
        byId.remove(call.id);
        call.ended = true;
        if (call.contact != null) {
          byContact.remove(call.contact);
          left(call.contact);
        }
      }
    }
  }

  private static void withRing(Call call, String leg, Consumer<Ring> action) {
    Ring ring = call.rings.get(leg);
    if (ring != null) {
      action.accept(ring);
    }
  }

  private void tell(Call call, AgentId agent, String state) {
    if (call.contact != null) {
      desks.call(agent, call.contact, state);
    }
  }

  private void tellHolder(Call call, String state) {
    if (call.holder != null) {
      tell(call, call.holder, state);
    }
  }

  /// Picking up the phone accepts the offer, unless the desk was quicker.
  private void legAnswered(Call call, String leg) {
    Ring ring = call.rings.get(leg);
    if (ring == null) {
      line.send(new PhoneCommand.HangUpLeg(call.id, leg));
      return;
    }
    ring.answered = true;
    if (ring.accepted) {
      connect(call, ring);
      return;
    }
    unit.submit(new Command.Accept(ring.offer, ring.agent))
        .onComplete(done ->
            context.runOnContext(_ -> {
              boolean taken = done.succeeded() && done.result() instanceof Outcome.Done;
              if (!taken && !ring.accepted) {
                drop(call, ring);
              }
            }));
  }

  private void connect(Call call, Ring ring) {
    call.connected = ring.leg;
    line.send(new PhoneCommand.Connect(call.id, ring.leg));
  }

  private void legFailed(Call call, String leg, Failure why, int code) {
    Ring ring = call.rings.remove(leg);
    if (ring == null || call.contact == null) {
      return;
    }
    tell(call, ring.agent, "failed");
    String reason = "phone: " + why.name().toLowerCase(java.util.Locale.ROOT);
    if (ring.accepted) {
      submit(new Command.Withdraw(call.contact, "phone", reason));
      return;
    }
    switch (why) {
      case BUSY, REJECTED, CANCELLED -> submit(new Command.Decline(ring.offer, ring.agent, reason));
      case UNREACHABLE ->
          submit(new Command.ReportUnreachable(ring.offer, ring.agent, reason + " " + code));
      // The offer itself comes to its end now, or has.
      case NO_ANSWER -> {}
    }
  }

  private void legEnded(Call call, String leg) {
    Ring ring = call.rings.remove(leg);
    if (ring != null && leg.equals(call.connected) && call.contact != null) {
      call.connected = null;
      submit(new Command.Finish(call.contact, ring.agent));
    } else if (ring != null && !ring.accepted) {
      submit(new Command.Decline(ring.offer, ring.agent, "phone: hung up"));
    }
  }

  // --- From the core ---

  @Override
  public void happened(long sequence, long at, Event event, RoutingCore core) {
    if (event instanceof Event.Arrived(var facts, _, _)
        && facts.channel().equals(ChannelId.PHONE)) {
      arrived(facts.id());
      return;
    }
    Call call = event instanceof Event.OfContact of ? byContact.get(of.contact()) : null;
    if (call == null) {
      return;
    }
    switch (event) {
      case Event.Offered e -> ring(call, e.offer(), e.agent(), e.expiresAt());
      case Event.Accepted e -> accepted(call, e);
      case Event.AssignedDirectly e -> given(call, e.offer(), e.agent());
      case Event.HandedOver e -> {
        waitsAgain(call);
        given(call, e.offer(), e.to());
      }
      case Event.OfferOver e -> over(call, e.offer());
      case Event.Transferred _, Event.Withdrawn _, Event.AgentVanished _ -> waitsAgain(call);
      case Event.Finished _, Event.Ended _ ->
          line.send(new PhoneCommand.HangUp(call.id, Cause.NORMAL));
      // The rest does not change who hears whom.
      default -> {}
    }
  }

  @Override
  public void rebuilt(RoutingCore core) {
    orphans.sweep(core);
  }

  private void arrived(ContactId contact) {
    Call call = byContact.get(contact);
    if (call != null) {
      call.waiting = true;
    } else {
      orphans.look(contact);
    }
  }

  private void ring(Call call, OfferId offer, AgentId agent, long expiresAt) {
    if (call.ring(offer) != null) {
      return;
    }
    call.waiting = false;
    Ring ring = new Ring(offer, agent);
    call.rings.put(ring.leg, ring);
    long timeout = Math.max(1, expiresAt - clock.millis()) + RING_BEYOND_OFFER_MS;
    // The screen pop first: whoever picks up at the first ring must see who it is.
    desks.whenSent(
        agent,
        () -> {
          if (call.rings.get(ring.leg) == ring && !call.ended) {
            ring.asked = true;
            line.send(
                new PhoneCommand.Ring(call.id, ring.leg, agent.value(), call.display(), timeout),
                answer -> ringAnswered(call, ring, answer));
          }
        });
  }

  private void ringAnswered(Call call, Ring ring, CommandAnswer answer) {
    if (answer instanceof CommandAnswer.Refused(String reason, _)
        && call.rings.remove(ring.leg) == ring) {
      submit(new Command.Decline(ring.offer, ring.agent, "phone: " + reason));
    }
  }

  private void accepted(Call call, Event.Accepted event) {
    Ring ring = call.ring(event.offer());
    call.holder = event.agent();
    if (ring == null) {
      return;
    }
    ring.accepted = true;
    if (ring.answered) {
      connect(call, ring);
    }
  }

  /// Somebody has the call without having been asked: their phone rings all the same.
  private void given(Call call, OfferId offer, AgentId agent) {
    call.holder = agent;
    ring(call, offer, agent, clock.millis() + GIVEN_RINGS_MS);
    Ring ring = call.ring(offer);
    if (ring != null) {
      ring.accepted = true;
    }
  }

  private void over(Call call, OfferId offer) {
    Ring ring = call.ring(offer);
    if (ring != null) {
      drop(call, ring);
    }
    call.waiting = call.rings.isEmpty();
  }

  private void drop(Call call, Ring ring) {
    call.rings.remove(ring.leg);
    if (ring.asked) {
      line.send(new PhoneCommand.HangUpLeg(call.id, ring.leg));
    }
  }

  private void waitsAgain(Call call) {
    if (call.transferring != null) {
      line.send(new PhoneCommand.AnswerTransfer(call.id, call.transferring, true));
      call.transferring = null;
    }
    List.copyOf(call.rings.values()).forEach(ring -> drop(call, ring));
    call.connected = null;
    call.holder = null;
    call.waiting = true;
  }

  /// Tells everybody who waits where they stand. On the unit's context.
  public void announce(RoutingCore core) {
    byId.values()
        .forEach(call ->
            Announcement.of(call, core, clock.millis(), intake.language()).ifPresent(line::send));
  }

  // --- From the desk ---

  @Override
  public Future<Boolean> hold(AgentId agent, ContactId contact, boolean on) {
    Call call = byContact.get(contact);
    if (call == null || !agent.equals(call.holder) || call.connected == null) {
      return Future.succeededFuture(false);
    }
    PhoneCommand command = on ? new PhoneCommand.Hold(call.id) : new PhoneCommand.Resume(call.id);
    return Future.fromCompletionStage(phone.send(command), context)
        .map(CommandAnswer.Done.class::isInstance);
  }

  private void left(ContactId contact) {
    submit(new Command.CustomerLeft(contact));
  }

  private void submit(Command command) {
    unit.submit(command)
        .onFailure(e -> LOG.warn("{} did not reach the core: {}", command, e.getMessage()));
  }
}
