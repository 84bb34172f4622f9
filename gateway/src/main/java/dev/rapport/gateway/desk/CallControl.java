package dev.rapport.gateway.desk;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import io.vertx.core.Future;

/// What a desk can do to a call it has.
public interface CallControl {
  /// Without a phone channel there is no call to do anything to.
  CallControl NONE = (_, _, _) -> Future.succeededFuture(false);

  /// Puts the caller on hold, with music, or takes him back. On the unit's context; false when the
  /// agent has no such call.
  Future<Boolean> hold(AgentId agent, ContactId contact, boolean on);
}
