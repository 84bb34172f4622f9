package dev.rapport.gateway.phone;

import dev.rapport.channels.Receipt;
import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneCommand.Cause;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneListener;
import dev.rapport.channels.phone.PhoneSwitch;
import dev.rapport.channels.phone.PhoneSwitch.LiveCall;
import dev.rapport.gateway.desk.CallControl;
import dev.rapport.gateway.desk.DeskHub;
import dev.rapport.gateway.phone.Call.Back;
import dev.rapport.gateway.phone.Call.Taking;
import dev.rapport.gateway.unit.EventListener;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactMode;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.Event;
import dev.rapport.routing.OfferId;
import dev.rapport.routing.Overflow;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every live call with its contact; see the package's map.
public final class PhoneCalls implements PhoneListener, EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(PhoneCalls.class);

  private final Context context;
  private final RoutingUnit unit;
  private final DeskHub desks;
  private final CallIntake intake;
  private final PhoneSwitch phone;
  private final SwitchLine line;
  private final CallBook calls = new CallBook();
  private final Orphans orphans;
  private final Transfers transfers;
  private final Rings rings;
  private final Menu menu;
  private final Farewell farewell;
  private final VoiceMessages messages;
  private final OutgoingCalls outgoing;
  private final Consultations consultations;
  private final Listeners listeners;
  private final Talks talks;
  private final Reachable reachable;
  private final InstantSource clock;
  private volatile boolean takes;

  public PhoneCalls(
      RoutingUnit unit,
      DeskHub desks,
      CallIntake intake,
      PhoneSwitch phone,
      Ways ways,
      InstantSource clock) {
    this.context = desks.context();
    this.unit = unit;
    this.desks = desks;
    this.intake = intake;
    this.phone = phone;
    this.clock = clock;
    line = new SwitchLine(context, phone);
    orphans = new Orphans(context, unit, calls::has, ways.elsewhere(), this::left);
    transfers = new Transfers(context, unit, line);
    farewell = new Farewell(calls, line);
    messages = new VoiceMessages(unit, intake, line, farewell);
    outgoing = new OutgoingCalls(intake, calls, unit, desks, line);
    rings =
        new Rings(unit, desks, line, clock, (call, ring) -> outgoing.together(call, ring.agent));
    consultations = new Consultations(calls, rings, line);
    listeners = new Listeners(unit, line, ways.heard());
    reachable = new Reachable(context, unit, ways.reached());
    unit.listen(reachable);
    talks = ways.talks();
    talks.check(phone.capabilities());
    menu = new Menu(ways.choices(), unit, line, clock, messages::ask);
  }

  /// Takes calls from now on; contacts by phone that nobody is on the line of end. A gateway that
  /// follows has no calls.
  public Future<Void> start() {
    takes = true;
    return Future.fromCompletionStage(phone.start(this), context)
        .compose(_ ->
            unit.ask(core -> {
              orphans.sweep(core);
              reachable.begin(core);
              return true;
            }))
        .mapEmpty();
  }

  public Future<Void> close() {
    return Future.fromCompletionStage(phone.close(), context);
  }

  /// Calls that live. On the unit's context.
  public int live() {
    return calls.size();
  }

  // --- From the phone ---

  @Override
  public void happened(PhoneEvent event) {
    context.runOnContext(_ -> {
      orphans.heard(event);
      if (event instanceof PhoneEvent.Offered offered) {
        offered(offered);
      } else if (event instanceof PhoneEvent.OfCall ofCall) {
        Call call = calls.call(ofCall.call());
        if (call != null && !listeners.heard(call, ofCall)) {
          ofCall(call, ofCall);
        }
      } else if (event instanceof PhoneEvent.TalkRecorded part) {
        talks.recorded(part, line);
      } else if (event instanceof PhoneEvent.EndpointChanged changed) {
        reachable.changed(changed.endpoint(), changed.reachable());
      }
    });
  }

  private void offered(PhoneEvent.Offered offered) {
    Call call = new Call(offered.call(), offered.caller(), intake.language());
    calls.add(call);
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
        if (call.ended) {
          left(contact);
          return;
        }
        calls.bind(call, contact, accepted.conversation());
        if (accepted.duplicate()) {
          resume(call, contact);
        } else {
          take(call, contact);
        }
      }
      case Receipt.Refused _ -> line.send(new PhoneCommand.HangUp(call.id, Cause.OVERLOADED));
    }
  }

  private void take(Call call, ContactId contact) {
    line.send(new PhoneCommand.QueueHold(call.id, "", menu.opening(call)));
    unit.ask(core -> catchUp(call, core.contact(contact)));
  }

  /// A call that a process before this one had, at a switch that outlives us: whoever talks goes on
  /// talking.
  private void resume(Call call, ContactId contact) {
    line.live()
        .onSuccess(live ->
            unit.ask(core -> {
              ContactView view = core.contact(contact);
              boolean talks =
                  view != null
                      && view.state() instanceof ContactState.Assigned(var offer, var agent, _)
                      && resumed(call, offer, agent, live);
              if (!talks) {
                take(call, contact);
              }
              return talks;
            }));
  }

  private boolean resumed(Call call, OfferId offer, AgentId agent, List<LiveCall> live) {
    if (!rings.resumed(call, offer, agent, live)) {
      return false;
    }
    talks.begun(call, "offer-" + offer.number(), line);
    listeners.resumed(call);
    return true;
  }

  /// The core may have been quicker than the word that the contact is durable.
  private boolean catchUp(Call call, @Nullable ContactView view) {
    if (view != null) {
      menu.known(call);
    }
    if (view != null && call.rings.isEmpty()) {
      if (view.way().mode() == ContactMode.CALLBACK) {
        bookedBack(call);
      } else if (view.way().mode() == ContactMode.MESSAGE) {
        messageOnly(call);
      } else if (view.state() instanceof ContactState.Offered offered) {
        rings.offered(call, offered);
      } else if (view.state() instanceof ContactState.Waiting) {
        call.waiting = true;
      }
    }
    return true;
  }

  private void ofCall(Call call, PhoneEvent.OfCall event) {
    switch (event) {
      case PhoneEvent.Offered _, PhoneEvent.ListenedIn _ -> {}
      case PhoneEvent.DialAnswered _ -> outgoing.answered(call);
      case PhoneEvent.Said(_, String play) -> {
        farewell.said(call, play);
        messages.said(call, play);
      }
      case PhoneEvent.Recorded recorded -> messages.recorded(call, recorded);
      case PhoneEvent.LegRinging(_, String leg) -> rings.says(call, leg, "ringing");
      case PhoneEvent.LegAnswered(_, String leg) -> rings.answered(call, leg);
      case PhoneEvent.LegFailed(_, String leg, var why, int code) -> {
        rings.failed(call, leg, why, code);
        outgoing.dropped(call);
      }
      case PhoneEvent.Connected(_, String leg) -> {
        rings.says(call, leg, "talking");
        talks.begun(call, leg, line);
      }
      case PhoneEvent.Held _ -> tellHolder(call, "held");
      case PhoneEvent.Resumed _ -> tellHolder(call, "talking");
      case PhoneEvent.TransferAsked asked -> transfers.asked(call, asked);
      case PhoneEvent.LegEnded(_, String leg) -> rings.ended(call, leg);
      case PhoneEvent.Digit(_, char digit) -> menu.pressed(call, digit);
      case PhoneEvent.Ended(_, var by, String cause) -> {
        LOG.debug("call {} ended by {}: {}", call.id, by, cause);
        over(call);
      }
    }
  }

  private void over(Call call) {
    outgoing.unreached(call);
    calls.remove(call);
    call.ended = true;
    if (call.contact == null) {
      return;
    }
    switch (call.taking) {
      case NO -> left(call.contact);
      case ASKED -> messages.none(call, call.contact);
      // It decides by itself what becomes of its contact.
      case STORING -> {}
    }
  }

  private void tellHolder(Call call, String state) {
    if (call.holder != null && call.contact != null) {
      desks.calls().stands(call.holder, call.contact, state);
    }
  }

  // --- From the core ---

  @Override
  public void happened(long sequence, long at, Event event, RoutingCore core) {
    if (!takes) {
      return;
    }
    if (event instanceof Event.Arrived(var facts, _, var choosing)
        && facts.channel().equals(ChannelId.PHONE)) {
      arrived(facts.id(), choosing == null);
      return;
    }
    if (!(event instanceof Event.OfContact of) || consultations.heard(of)) {
      return;
    }
    Call call = calls.of(of.contact());
    if (call == null) {
      call = outgoing.wanted(of, core, intake.language());
    }
    if (call != null) {
      ofContact(call, of);
    }
  }

  private void ofContact(Call call, Event.OfContact event) {
    switch (event) {
      case Event.PersonAskedFor _ -> {
        call.waiting = true;
        menu.waits(call);
      }
      case Event.Offered e -> rings.offered(call, e.offer(), e.agent(), e.expiresAt());
      case Event.Accepted e -> rings.accepted(call, e.offer(), e.agent());
      case Event.AssignedDirectly e -> rings.given(call, e.offer(), e.agent());
      case Event.HandedOver e -> {
        if (!rings.handedOver(call, e.offer(), e.to())) {
          waitsAgain(call);
          rings.given(call, e.offer(), e.to());
        }
      }
      case Event.OfferOver e -> {
        rings.over(call, e.offer());
        outgoing.dropped(call);
      }
      case Event.Transferred _, Event.Withdrawn _, Event.AgentVanished _ -> {
        waitsAgain(call);
        outgoing.dropped(call);
      }
      case Event.CallbackBooked _ -> bookedBack(call);
      case Event.ListenedIn e -> listeners.asked(call, e);
      case Event.Dialled _ -> outgoing.dialled(call);
      case Event.Overflowed e -> overflowed(call, e);
      case Event.Ended _ when call.refused && call.taking == Taking.NO ->
          farewell.say(call, "sorry");
      case Event.Ended _ when call.taking == Taking.STORING -> calls.part(call);
      case Event.Finished _, Event.Ended _ ->
          line.send(new PhoneCommand.HangUp(call.id, Cause.NORMAL));
      default -> {} // it does not change who hears whom
    }
  }

  /// The customer on the line is to be called back; not the one who is being called back.
  private void bookedBack(Call call) {
    if (call.back != Back.NO) {
      return;
    }
    if (call.caller.number().isEmpty()) {
      // Nobody could call them: what the queue promises is kept with a message.
      messageOnly(call);
    } else {
      farewell.say(call, "call_back");
    }
  }

  private void overflowed(Call call, Event.Overflowed event) {
    switch (event.to()) {
      case Overflow.ToQueue _ -> {}
      case Overflow.Callback _ -> bookedBack(call);
      case Overflow.Message _ -> {
        if (event.cause() != Overflow.Cause.ASKED) {
          messageOnly(call);
        }
      }
      case Overflow.Refuse _ -> call.refused = true;
    }
  }

  private void messageOnly(Call call) {
    call.refused = true;
    messages.ask(call);
  }

  @Override
  public void rebuilt(RoutingCore core) {
    if (takes) {
      orphans.sweep(core);
    }
  }

  private void arrived(ContactId contact, boolean waits) {
    Call call = calls.of(contact);
    if (call != null) {
      call.waiting = waits;
      menu.known(call);
    } else {
      orphans.look(contact);
    }
  }

  private void waitsAgain(Call call) {
    if (call.transferring != null) {
      line.send(new PhoneCommand.AnswerTransfer(call.id, call.transferring, true));
      call.transferring = null;
    }
    rings.none(call);
    call.waiting = true;
  }

  /// Tells everybody who waits where they stand. On the unit's context.
  public void announce(RoutingCore core) {
    calls.all().forEach(call -> Announcement.of(call, core, clock.millis()).ifPresent(line::send));
  }

  /// What desks can do to calls.
  public CallControl control() {
    return new Holds(calls, phone, context);
  }

  private void left(ContactId contact) {
    unit.submit(new Command.CustomerLeft(contact))
        .onFailure(e -> LOG.warn("{} is not known to be gone: {}", contact, e.getMessage()));
  }
}
