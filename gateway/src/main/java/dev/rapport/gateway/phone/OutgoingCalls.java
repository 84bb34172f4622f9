package dev.rapport.gateway.phone;

import dev.rapport.channels.Conversations;
import dev.rapport.channels.SenderIdentifier;
import dev.rapport.channels.StoredContact;
import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneCommand.Cause;
import dev.rapport.channels.phone.PhoneEvent.CallerIdentity;
import dev.rapport.channels.phone.PhoneSwitch.CommandAnswer;
import dev.rapport.gateway.desk.DeskHub;
import dev.rapport.gateway.phone.Call.Back;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactMode;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.Event;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls to customers who are to be called back: the agent who takes the contact picks up first,
/// then the customer is called, once, and both talk.
///
/// ```
///   offered ──Open, Ring──▶ picked up ──Dial to the core──▶ Dialled ──Dial──▶ customer answers
/// ```
final class OutgoingCalls {
  private static final Logger LOG = LoggerFactory.getLogger(OutgoingCalls.class);

  /// How long it rings at the customer's.
  private static final long RINGS_MS = 45_000;

  private final String centre;
  private final Conversations conversations;
  private final CallBook calls;
  private final RoutingUnit unit;
  private final DeskHub desks;
  private final SwitchLine line;

  OutgoingCalls(
      CallIntake intake, CallBook calls, RoutingUnit unit, DeskHub desks, SwitchLine line) {
    this.centre = intake.centre();
    this.conversations = intake.conversations();
    this.calls = calls;
    this.unit = unit;
    this.desks = desks;
    this.line = line;
  }

  /// The call that a contact without one needs now; null when it needs none.
  @Nullable Call wanted(Event.OfContact event, RoutingCore core, String language) {
    ContactView view = core.contact(event.contact());
    if (view == null || !view.facts().channel().equals(ChannelId.PHONE)) {
      return null;
    }
    boolean asked =
        switch (event) {
          case Event.Offered _, Event.AssignedDirectly _ ->
              view.way().mode() == ContactMode.CALLBACK;
          case Event.Dialled _ -> true;
          default -> false;
        };
    if (!asked) {
      return null;
    }
    var nobody = new CallerIdentity("", "", "callback", false, null, null);
    Call call = new Call("back-" + event.contact() + "-" + view.offer(), nobody, language);
    call.back = Back.WANTED;
    call.contact = event.contact();
    calls.add(call);
    call.ready = open(call, event.contact());
    return call;
  }

  private Future<Void> open(Call call, ContactId contact) {
    return Future.fromCompletionStage(
            conversations.contact(centre, contact.value()), line.context())
        .compose(found -> {
          Optional<CallerIdentity> whom = found.flatMap(OutgoingCalls::number);
          if (whom.isEmpty() || call.ended) {
            return Future.failedFuture("there is no number to call for " + contact);
          }
          call.caller = whom.get();
          call.conversation = found.get().conversation();
          line.send(new PhoneCommand.Open(call.id));
          return Future.<Void>succeededFuture();
        })
        .onFailure(e -> {
          LOG.warn("not called back: {}", e.getMessage());
          calls.remove(call);
          call.ended = true;
        });
  }

  private static Optional<CallerIdentity> number(StoredContact contact) {
    var sender = contact.inbound().sender();
    String name = sender.name() == null ? "" : sender.name();
    return sender
        .first(SenderIdentifier.Kind.PHONE)
        .map(i -> new CallerIdentity(i.value(), name, "callback", false, null, null));
  }

  /// The agent holds the phone.
  void together(Call call, AgentId agent) {
    ContactId contact = call.contact;
    if (call.back == Back.WANTED && contact != null) {
      unit.submit(new Command.Dial(contact, agent))
          .onFailure(e -> LOG.warn("{} was not dialled: {}", contact, e.getMessage()));
    } else if (call.back == Back.ALLOWED) {
      dial(call);
    }
  }

  /// The core says that the customer is called now, and by whom.
  void dialled(Call call) {
    if (call.back == Back.WANTED) {
      call.back = Back.ALLOWED;
      if (call.connected != null) {
        dial(call);
      }
    }
  }

  private void dial(Call call) {
    call.back = Back.CALLED;
    var dial = new PhoneCommand.Dial(call.id, call.caller.number(), "", RINGS_MS);
    line.send(
        dial,
        answer -> {
          if (answer instanceof CommandAnswer.Refused) {
            unreached(call);
            line.send(new PhoneCommand.HangUp(call.id, Cause.NORMAL));
          }
        });
  }

  /// The customer is there: from now on it is a call as any other.
  void answered(Call call) {
    call.back = Back.NO;
    line.send(new PhoneCommand.QueueHold(call.id, "", List.of()));
  }

  /// The desk hears that nobody could be reached.
  void unreached(Call call) {
    if (call.back == Back.CALLED && call.holder != null && call.contact != null) {
      desks.calls().stands(call.holder, call.contact, "failed");
    }
  }

  /// Nobody's phone rings in it any more: a call that the customer does not know of is over.
  void dropped(Call call) {
    if (call.back != Back.NO && call.back != Back.CALLED && call.rings.isEmpty()) {
      calls.remove(call);
      call.ended = true;
      line.send(new PhoneCommand.HangUp(call.id, Cause.NORMAL));
    }
  }
}
