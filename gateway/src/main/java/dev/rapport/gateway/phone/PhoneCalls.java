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
import dev.rapport.routing.RoutingCore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every live call with its contact; see the package's map.
public final class PhoneCalls implements PhoneListener, EventListener, CallControl {
  private static final Logger LOG = LoggerFactory.getLogger(PhoneCalls.class);

  private final Context context;
  private final RoutingUnit unit;
  private final DeskHub desks;
  private final CallIntake intake;
  private final PhoneSwitch phone;
  private final SwitchLine line;
  private final Orphans orphans;
  private final Transfers transfers;
  private final Rings rings;
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
    rings = new Rings(unit, desks, line, clock, (_, _) -> {});
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
      if (view.state()
          instanceof ContactState.Offered(OfferId offer, AgentId agent, long until, _)) {
        rings.offered(call, offer, agent, until);
      } else if (view.state() instanceof ContactState.Waiting) {
        call.waiting = true;
      }
    }
    return true;
  }

  private void ofCall(Call call, PhoneEvent.OfCall event) {
    switch (event) {
      case PhoneEvent.Offered _, PhoneEvent.DialAnswered _, PhoneEvent.Recorded _ -> {}
      case PhoneEvent.LegRinging(_, String leg) -> rings.says(call, leg, "ringing");
      case PhoneEvent.LegAnswered(_, String leg) -> rings.answered(call, leg);
      case PhoneEvent.LegFailed(_, String leg, Failure why, int code) ->
          rings.failed(call, leg, why, code);
      case PhoneEvent.Connected(_, String leg) -> rings.says(call, leg, "talking");
      case PhoneEvent.Held _ -> tellHolder(call, "held");
      case PhoneEvent.Resumed _ -> tellHolder(call, "talking");
      case PhoneEvent.TransferAsked asked -> transfers.asked(call, asked);
      case PhoneEvent.LegEnded(_, String leg) -> rings.ended(call, leg);
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

  private void tellHolder(Call call, String state) {
    if (call.holder != null && call.contact != null) {
      desks.call(call.holder, call.contact, state);
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
      case Event.Offered e -> rings.offered(call, e.offer(), e.agent(), e.expiresAt());
      case Event.Accepted e -> rings.accepted(call, e.offer(), e.agent());
      case Event.AssignedDirectly e -> rings.given(call, e.offer(), e.agent());
      case Event.HandedOver e -> {
        waitsAgain(call);
        rings.given(call, e.offer(), e.to());
      }
      case Event.OfferOver e -> rings.over(call, e.offer());
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
