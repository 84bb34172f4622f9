package dev.rapport.gateway.http;

import dev.rapport.gateway.flow.Learner;
import dev.rapport.gateway.flow.Learner.Reader;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.learning.AnswerJournal;
import dev.rapport.knowledge.learning.Deflection;
import dev.rapport.knowledge.learning.Gaps;
import dev.rapport.storage.Account.Role;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// How answers were received, and what is missing.
final class JudgementRoutes {
  private static final int MAX_QUESTION = 4_000;
  private static final int MAX_REASON = 1_000;

  private final Learner learner;
  private final ArticleAccess access;
  private final Guard guard;
  private final WorkerExecutor readers;
  private final InstantSource clock;

  JudgementRoutes(
      Learner learner,
      ArticleAccess access,
      Guard guard,
      WorkerExecutor readers,
      InstantSource clock) {
    this.learner = learner;
    this.access = access;
    this.guard = guard;
    this.readers = readers;
    this.clock = clock;
  }

  void mount(Router router) {
    router.post("/api/v1/answers/judgements").handler(c -> judge(c, customers()));
    router.post("/api/v1/answers/openings").handler(this::open);
    router.post("/api/v1/answers/followed").handler(this::followed);
    router
        .get("/api/v1/editor/deflection")
        .handler(guard.only(Role.SUPERVISOR, Role.ADMIN))
        .handler(this::deflection);
    router
        .post("/api/v1/editor/judgements")
        .handler(guard.only(Role.values()))
        .handler(c ->
            judge(
                c,
                new Reader(Audience.AGENT, Guard.signedIn(c).account().login(), access.closed(c))));
    router
        .get("/api/v1/editor/gaps")
        .handler(guard.only(Role.SUPERVISOR, Role.ADMIN))
        .handler(this::gaps);
  }

  private Reader customers() {
    return new Reader(Audience.CUSTOMER, null, access.closedToCustomers());
  }

  private void judge(RoutingContext context, Reader reader) {
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("question", "article", "helpful", "reason"));
    String question = Body.text(body, "question", MAX_QUESTION);
    String article = Body.text(body, "article", 64);
    if (!(body.getValue("helpful") instanceof Boolean helpful)) {
      throw Problem.fields(
          400, "invalid-body", "Invalid body", Map.of("helpful", "must be true or false"));
    }
    @Nullable String reason =
        body.getValue("reason") == null ? null : Body.text(body, "reason", MAX_REASON);
    var judged = new Learner.Judged(question, article, helpful, reason);
    readers
        .executeBlocking(() -> learner.judged(reader, judged), false)
        .compose(stage -> Future.fromCompletionStage(stage, context.vertx().getOrCreateContext()))
        .onFailure(context::fail)
        .onSuccess(kept -> {
          if (kept) {
            Reply.nothing(context);
          } else {
            context.fail(Problem.notFound("no such question has found that article"));
          }
        });
  }

  private void open(RoutingContext context) {
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("question", "article"));
    done(context, learner.opened(Body.text(body, "question", 64), Body.text(body, "article", 64)));
  }

  private void followed(RoutingContext context) {
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("questions", "contact"));
    String contact = Body.text(body, "contact", 64);
    List<String> questions = new ArrayList<>();
    if (body.getValue("questions") instanceof JsonArray array) {
      array.forEach(question -> questions.add(String.valueOf(question)));
    }
    if (questions.isEmpty()
        || questions.size() > AnswerJournal.MAX_FOLLOWED
        || questions.stream().anyMatch(question -> question.length() > 64)) {
      throw Problem.fields(
          400,
          "invalid-body",
          "Invalid body",
          Map.of("questions", "must be 1 to %d ids".formatted(AnswerJournal.MAX_FOLLOWED)));
    }
    done(context, learner.followed(questions, contact));
  }

  private void deflection(RoutingContext context) {
    int days = Body.number(context, "days", 90, 8, 730);
    long since = clock.millis() - Duration.ofDays(days).toMillis();
    readers
        .executeBlocking(() -> learner.deflection(since), false)
        .onFailure(context::fail)
        .onSuccess(found -> Reply.json(context, 200, json(found)));
  }

  /// Nothing is claimed without enough cases on both sides.
  private static JsonObject json(Deflection found) {
    JsonObject json =
        new JsonObject()
            .put("shown", found.shown())
            .put("verified", found.verified())
            .put("withheld", found.withheld())
            .put("leftAnyway", found.leftAnyway())
            .putNull("share")
            .putNull("between");
    if (found.isEnough()) {
      Deflection.Between between = found.between();
      json.put("share", found.share())
          .put("between", new JsonArray().add(between.least()).add(between.most()));
    }
    return json;
  }

  private static void done(RoutingContext context, CompletionStage<Boolean> writing) {
    Future.fromCompletionStage(writing, context.vertx().getOrCreateContext())
        .onFailure(context::fail)
        .onSuccess(_ -> Reply.nothing(context));
  }

  private void gaps(RoutingContext context) {
    int days = Body.number(context, "days", 30, 1, 365);
    int minutes = Body.number(context, "minutes", 6, 1, 600);
    long since = clock.millis() - Duration.ofDays(days).toMillis();
    readers
        .executeBlocking(() -> learner.gaps(since, minutes), false)
        .onFailure(context::fail)
        .onSuccess(gaps ->
            Reply.json(
                context,
                200,
                new JsonObject().put("gaps", Wire.array(gaps, JudgementRoutes::gap))));
  }

  private static JsonObject gap(Gaps.Gap gap) {
    return new JsonObject()
        .put("examples", new JsonArray(gap.examples()))
        .put("asked", gap.asked())
        .put("contacts", gap.contacts())
        .put("customers", gap.customers())
        .put("minutes", gap.minutes());
  }
}
