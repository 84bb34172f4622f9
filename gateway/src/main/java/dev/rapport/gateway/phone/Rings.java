package dev.rapport.gateway.phone;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneEvent.Failure;
import dev.rapport.channels.phone.PhoneSwitch.CommandAnswer;
import dev.rapport.channels.phone.PhoneSwitch.LiveCall;
import dev.rapport.gateway.desk.DeskHub;
import dev.rapport.gateway.phone.Call.Ring;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.Event;
import dev.rapport.routing.OfferId;
import dev.rapport.routing.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Agents' phones: which of them ring, and what comes of it.
final class Rings {
  private static final Logger LOG = LoggerFactory.getLogger(Rings.class);

  /// A phone rings a little longer than its offer stands: the end of a ring is the core's to say.
  private static final long RING_BEYOND_OFFER_MS = 2_000;

  /// How long a phone is kept from ringing for a screen pop that does not leave, because the desk
  /// does not read or its gateway is gone: beyond it the caller's wait counts for more.
  private static final long POP_WITHIN_MS = 1_000;

  /// How long the phone of somebody rings who was given a call without an offer.
  private static final long GIVEN_RINGS_MS = 20_000;

  private final RoutingUnit unit;
  private final DeskHub desks;
  private final SwitchLine line;
  private final InstantSource clock;
  private final BiConsumer<Call, Ring> together;

  /// @param together told when an agent has the call and holds the phone
  Rings(
      RoutingUnit unit,
      DeskHub desks,
      SwitchLine line,
      InstantSource clock,
      BiConsumer<Call, Ring> together) {
    this.unit = unit;
    this.desks = desks;
    this.line = line;
    this.clock = clock;
    this.together = together;
  }

  // --- From the core ---

  /// Lets the phones of all ring who are offered the call.
  void offered(Call call, ContactState.Offered state) {
    state.all().forEach(to -> offered(call, to.offer(), to.agent(), to.expiresAt()));
  }

  /// Lets the phone of somebody ring who is offered the call.
  void offered(Call call, OfferId offer, AgentId agent, long expiresAt) {
    if (call.ring(offer) != null) {
      return;
    }
    call.waiting = false;
    ring(call, new Ring(offer, agent), expiresAt);
  }

  /// Lets the phone of a colleague ring who is asked about the call.
  void asked(Call call, ContactId question, Event.Offered offered) {
    if (call.ring(offered.offer()) == null) {
      Ring ring = new Ring(offered.offer(), offered.agent());
      ring.question = question;
      ring(call, ring, offered.expiresAt());
    }
  }

  private void ring(Call call, Ring ring, long expiresAt) {
    call.rings.put(ring.leg, ring);
    popSent(ring)
        .compose(sent -> call.ready.map(sent))
        .onSuccess(sent -> {
          if (call.rings.get(ring.leg) != ring || call.ended) {
            return;
          }
          if (!sent) {
            desks.pops().rangBefore();
            LOG.warn("{} is rung, and their screen pop has not left for the desk", ring.agent);
          }
          ring.asked = true;
          long timeout = Math.max(1, expiresAt - clock.millis()) + RING_BEYOND_OFFER_MS;
          line.send(
              new PhoneCommand.Ring(call.id, ring.leg, ring.agent.value(), call.display(), timeout),
              answer -> rang(call, ring, answer));
        });
  }

  /// The screen pop first: whoever picks up at the first ring must see who it is. Answers whether
  /// it has left.
  private Future<Boolean> popSent(Ring ring) {
    Promise<Boolean> sent = Promise.promise();
    Vertx vertx = line.context().owner();
    long late = vertx.setTimer(POP_WITHIN_MS, _ -> sent.tryComplete(false));
    desks
        .pops()
        .of(ring.offer)
        .onComplete(_ -> {
          vertx.cancelTimer(late);
          sent.tryComplete(true);
        });
    return sent.future();
  }

  private void rang(Call call, Ring ring, CommandAnswer answer) {
    if (!(answer instanceof CommandAnswer.Refused(String reason, _))
        || call.rings.remove(ring.leg) != ring) {
      return;
    }
    if (ring.question != null) {
      // They may answer in writing all the same.
      LOG.debug("{} is asked without a telephone: {}", ring.agent, reason);
    } else if (ring.accepted && call.contact != null) {
      submit(new Command.Withdraw(call.contact, "phone", "phone: " + reason));
    } else {
      submit(new Command.Decline(ring.offer, ring.agent, "phone: " + reason));
    }
  }

  void accepted(Call call, OfferId offer, AgentId agent) {
    call.holder = agent;
    Ring ring = call.ring(offer);
    if (ring != null) {
      ring.accepted = true;
      if (ring.answered) {
        connect(call, ring);
      }
    }
  }

  /// Somebody has the call without having been asked: their phone rings all the same.
  void given(Call call, OfferId offer, AgentId agent) {
    call.holder = agent;
    offered(call, offer, agent, clock.millis() + GIVEN_RINGS_MS);
    Ring ring = call.ring(offer);
    if (ring != null) {
      ring.accepted = true;
    }
  }

  /// A colleague answers the question.
  void accepted(Call call, OfferId offer) {
    Ring ring = call.ring(offer);
    if (ring != null) {
      ring.accepted = true;
      if (ring.answered) {
        consult(call, ring);
      }
    }
  }

  private void consult(Call call, Ring ring) {
    line.send(new PhoneCommand.Consult(call.id, ring.leg));
  }

  /// The colleague who was asked has the call; whether their phone rings in it, or more.
  boolean handedOver(Call call, OfferId offer, AgentId to) {
    Ring ring = call.ring(offer);
    if (ring == null) {
      return false;
    }
    ring.question = null;
    ring.accepted = true;
    call.holder = to;
    call.connected = null;
    if (ring.answered) {
      connect(call, ring);
    }
    for (Ring other : List.copyOf(call.rings.values())) {
      if (other != ring) {
        drop(call, other);
      }
    }
    return true;
  }

  void dropped(Call call, OfferId offer) {
    Ring ring = call.ring(offer);
    if (ring != null) {
      drop(call, ring);
    }
  }

  /// A question is over; whether a colleague was on the line.
  boolean forget(Call call, ContactId question) {
    for (Ring ring : List.copyOf(call.rings.values())) {
      if (question.equals(ring.question)) {
        drop(call, ring);
        return ring.answered;
      }
    }
    return false;
  }

  /// Whether the call went on while we did not: the agent who had it talks to the caller still, or
  /// has put them on hold.
  ///
  /// @param live calls at the switch
  boolean resumed(Call call, OfferId offer, AgentId agent, List<LiveCall> live) {
    Ring ring = new Ring(offer, agent);
    for (LiveCall one : live) {
      if (one.call().equals(call.id) && one.connected().equals(ring.leg)) {
        resumed(call, ring, one.held());
        return true;
      }
    }
    return false;
  }

  private void resumed(Call call, Ring ring, boolean held) {
    ring.asked = true;
    ring.answered = true;
    ring.accepted = true;
    call.rings.put(ring.leg, ring);
    call.holder = ring.agent;
    call.connected = ring.leg;
    if (call.contact != null) {
      desks.calls().stands(ring.agent, call.contact, held ? "held" : "talking");
    }
  }

  void over(Call call, OfferId offer) {
    Ring ring = call.ring(offer);
    if (ring != null) {
      drop(call, ring);
    }
    call.waiting = call.rings.isEmpty();
  }

  /// Nobody has the call any more, and it goes on.
  void none(Call call) {
    List.copyOf(call.rings.values()).forEach(ring -> drop(call, ring));
    call.connected = null;
    call.holder = null;
  }

  private void drop(Call call, Ring ring) {
    call.rings.remove(ring.leg);
    if (ring.asked) {
      line.send(new PhoneCommand.HangUpLeg(call.id, ring.leg));
    }
  }

  private void connect(Call call, Ring ring) {
    call.connected = ring.leg;
    line.send(new PhoneCommand.Connect(call.id, ring.leg));
    together.accept(call, ring);
  }

  // --- From the phone ---

  void says(Call call, String leg, String state) {
    Ring ring = call.rings.get(leg);
    if (ring != null && call.contact != null) {
      desks.calls().stands(ring.agent, ring.question == null ? call.contact : ring.question, state);
    }
  }

  /// Picking up the phone accepts the offer, unless the desk was quicker.
  void answered(Call call, String leg) {
    Ring ring = call.rings.get(leg);
    if (ring == null) {
      line.send(new PhoneCommand.HangUpLeg(call.id, leg));
      return;
    }
    ring.answered = true;
    if (ring.accepted) {
      if (ring.question == null) {
        connect(call, ring);
      } else {
        consult(call, ring);
      }
      return;
    }
    unit.submit(new Command.Accept(ring.offer, ring.agent))
        .onComplete(done ->
            line.context()
                .runOnContext(_ -> {
                  boolean taken = done.succeeded() && done.result() instanceof Outcome.Done;
                  if (!taken && !ring.accepted) {
                    drop(call, ring);
                  }
                }));
  }

  void failed(Call call, String leg, Failure why, int code) {
    says(call, leg, "failed");
    Ring ring = call.rings.remove(leg);
    if (ring == null || call.contact == null) {
      return;
    }
    String reason = "phone: " + why.name().toLowerCase(Locale.ROOT);
    if (ring.accepted && ring.question != null) {
      return;
    }
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

  void ended(Call call, String leg) {
    Ring ring = call.rings.remove(leg);
    if (ring != null && ring.question != null) {
      submit(new Command.Finish(ring.question, ring.agent));
    } else if (ring != null && leg.equals(call.connected) && call.contact != null) {
      call.connected = null;
      submit(new Command.Finish(call.contact, ring.agent));
    } else if (ring != null && !ring.accepted) {
      submit(new Command.Decline(ring.offer, ring.agent, "phone: hung up"));
    }
  }

  private void submit(Command command) {
    unit.submit(command)
        .onFailure(e -> LOG.warn("{} did not reach the core: {}", command, e.getMessage()));
  }
}
