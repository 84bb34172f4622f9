package dev.rapport.gateway.desk;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Outcome;
import io.vertx.core.Future;

/// What a desk can do to a call it has.
public interface CallControl {
  Outcome NO_CALL = new Outcome.Rejected("no_call", "you have no such call");

  /// Without a phone channel there is no call to do anything to.
  CallControl NONE = (_, _, _) -> Future.succeededFuture(NO_CALL);

  /// Puts the caller on hold, with music, or takes him back; [#NO_CALL] when the agent has no such
  /// call.
  Future<Outcome> hold(AgentId agent, ContactId contact, boolean on);
}
