package dev.rapport.gateway.phone;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.gateway.phone.Call.Ring;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;

/// An agent's telephone hands a caller over: the core decides to whom, and whether.
final class Transfers {
  private final Context context;
  private final RoutingUnit unit;
  private final SwitchLine line;

  Transfers(Context context, RoutingUnit unit, SwitchLine line) {
    this.context = context;
    this.unit = unit;
    this.line = line;
  }

  void asked(Call call, PhoneEvent.TransferAsked asked) {
    Ring ring = call.rings.get(asked.leg());
    if (ring == null || call.contact == null || !asked.leg().equals(call.connected)) {
      line.send(new PhoneCommand.AnswerTransfer(call.id, asked.leg(), false));
      return;
    }
    ContactId contact = call.contact;
    call.transferring = asked.leg();
    unit.ask(core -> Destinations.of(core, asked.target()))
        .compose(to ->
            to.isPresent()
                ? unit.submit(
                    new Command.Transfer(contact, ring.agent, to.get(), "transferred by phone"))
                : Future.succeededFuture(
                    new Outcome.Rejected("no_destination", "no agent and no queue")))
        .onComplete(done ->
            context.runOnContext(_ -> {
              boolean accepted = done.succeeded() && done.result() instanceof Outcome.Done;
              if (!accepted && asked.leg().equals(call.transferring)) {
                call.transferring = null;
                line.send(new PhoneCommand.AnswerTransfer(call.id, asked.leg(), false));
              }
            }));
  }
}
