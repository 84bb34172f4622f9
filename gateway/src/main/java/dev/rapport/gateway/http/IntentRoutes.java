package dev.rapport.gateway.http;

import dev.rapport.gateway.flow.IntentGuesser;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.knowledge.intents.Guess;
import dev.rapport.storage.Account.Role;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a text is about, as it is guessed, and what people say it is about.
final class IntentRoutes {
  private static final int MAX_TEXT = 4_000;
  private static final int MAX_QUESTION = 1_000;

  private final IntentGuesser intents;
  private final Guard guard;
  private final WorkerExecutor readers;

  IntentRoutes(IntentGuesser intents, Guard guard, WorkerExecutor readers) {
    this.intents = intents;
    this.guard = guard;
    this.readers = readers;
  }

  void mount(Router router) {
    var all = guard.only(Role.values());
    router.get("/api/v1/intents").handler(all).handler(this::guess);
    router.post("/api/v1/intents/questions").handler(all).handler(this::label);
  }

  private void guess(RoutingContext context) {
    String text = Body.parameter(context, "q", MAX_TEXT);
    JsonObject names =
        new JsonObject()
            .put("intents", new JsonArray(intents.names().stream().sorted().toList()))
            .putNull("guess");
    readers
        .executeBlocking(() -> text == null ? names : names.put("guess", guessed(text)), false)
        .onFailure(context::fail)
        .onSuccess(json -> Reply.json(context, 200, json));
  }

  private @Nullable JsonObject guessed(String text) {
    return intents.guess(text).map(IntentRoutes::json).orElse(null);
  }

  static JsonObject json(Guess guess) {
    return new JsonObject()
        .put("intent", guess.intent())
        .put("confidence", guess.confidence())
        .put("known", guess.known())
        .put(
            "ranked",
            Wire.array(
                guess.ranked(),
                one ->
                    new JsonObject()
                        .put("intent", one.intent())
                        .put("probability", one.probability())));
  }

  private void label(RoutingContext context) {
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("question", "intent"));
    String question = Body.text(body, "question", MAX_QUESTION);
    String intent = body.getValue("intent") == null ? null : Body.text(body, "intent", 64);
    if (intent != null && !intents.names().contains(intent)) {
      throw Problem.fields(
          400, "invalid-body", "Invalid body", Map.of("intent", "is none of the centre's intents"));
    }
    Future.fromCompletionStage(
            intents.label(question, intent), context.vertx().getOrCreateContext())
        .onFailure(context::fail)
        .onSuccess(_ -> Reply.nothing(context));
  }
}
