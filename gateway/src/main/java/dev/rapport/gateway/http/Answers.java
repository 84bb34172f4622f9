package dev.rapport.gateway.http;

import dev.rapport.gateway.unit.UnitUnavailable;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.routing.Outcome;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// How the core's outcome is answered.
final class Answers {
  private static final long RETRY_S = 1;

  private Answers() {}

  /// 200 once it is durable; a refusal is a 409 with the core's code, or a 404 for what is not
  /// there.
  static void to(RoutingContext context, Future<Outcome> outcome) {
    outcome
        .onSuccess(done -> {
          switch (done) {
            case Outcome.Done _ -> Reply.json(context, 200, new JsonObject().put("done", true));
            case Outcome.Rejected(String code, String detail) ->
                context.fail(problem(code, detail));
          }
        })
        .onFailure(e ->
            context.fail(
                e instanceof UnitUnavailable
                    ? Problem.later(
                        503, "unavailable", "Unavailable", String.valueOf(e.getMessage()), RETRY_S)
                    : e));
  }

  private static Problem problem(String code, String detail) {
    return code.startsWith("unknown_")
        ? Problem.notFound(detail)
        : Problem.of(409, code.replace('_', '-'), "Refused", detail);
  }
}
