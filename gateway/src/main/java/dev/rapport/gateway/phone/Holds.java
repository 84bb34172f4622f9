package dev.rapport.gateway.phone;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneSwitch;
import dev.rapport.channels.phone.PhoneSwitch.CommandAnswer;
import dev.rapport.gateway.desk.CallControl;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.List;

/// Callers whom their agent puts on hold from the desk. On the unit's context.
final class Holds implements CallControl {
  private static final Outcome DONE = new Outcome.Done(List.of());

  private final CallBook calls;
  private final PhoneSwitch phone;
  private final Context context;

  Holds(CallBook calls, PhoneSwitch phone, Context context) {
    this.calls = calls;
    this.phone = phone;
    this.context = context;
  }

  @Override
  public Future<Outcome> hold(AgentId agent, ContactId contact, boolean on) {
    Call call = calls.of(contact);
    if (call == null || !agent.equals(call.holder) || call.connected == null) {
      return Future.succeededFuture(NO_CALL);
    }
    PhoneCommand command = on ? new PhoneCommand.Hold(call.id) : new PhoneCommand.Resume(call.id);
    return Future.fromCompletionStage(phone.send(command), context)
        .map(answer -> answer instanceof CommandAnswer.Done ? DONE : NO_CALL);
  }
}
