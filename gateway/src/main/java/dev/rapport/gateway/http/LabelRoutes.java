package dev.rapport.gateway.http;

import dev.rapport.gateway.flow.Teaching;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.knowledge.AnswerPolicy;
import dev.rapport.knowledge.AnswerPolicy.Thresholds;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.calibration.WantedError;
import dev.rapport.knowledge.learning.AnswerLabel;
import dev.rapport.knowledge.learning.AnswerLabels;
import dev.rapport.knowledge.learning.Lessons;
import dev.rapport.storage.Account.Role;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which articles answer which questions, as supervisors say it, and what was learnt from that.
final class LabelRoutes {
  /// Labels in one request.
  static final int MAX_LABELS = 100;

  private static final int MAX_ID = 64;

  private final String centre;
  private final Stores stores;
  private final Teaching teaching;
  private final Guard guard;
  private final InstantSource clock;

  /// What is read and written, and where.
  record Stores(AnswerLabels labels, ArticleStore articles, WorkerExecutor readers) {}

  LabelRoutes(String centre, Stores stores, Teaching teaching, Guard guard, InstantSource clock) {
    this.centre = centre;
    this.stores = stores;
    this.teaching = teaching;
    this.guard = guard;
    this.clock = clock;
  }

  void mount(Router router) {
    var some = guard.only(Role.SUPERVISOR, Role.ADMIN);
    router.get("/api/v1/editor/lessons").handler(some).handler(this::lessons);
    router.get("/api/v1/editor/labels").handler(some).handler(this::list);
    router.post("/api/v1/editor/labels").handler(some).handler(this::save);
    router.delete("/api/v1/editor/labels/:label").handler(some).handler(this::remove);
  }

  private void list(RoutingContext context) {
    int limit = Body.number(context, "limit", 100, 1, 1_000);
    int skip = Body.number(context, "skip", 0, 0, AnswerLabels.MAX_LABELS);
    stores
        .readers()
        .executeBlocking(() -> stores.labels().all(centre), false)
        .onFailure(context::fail)
        .onSuccess(all ->
            Reply.json(
                context,
                200,
                new JsonObject()
                    .put("total", all.size())
                    .put(
                        "labels",
                        Wire.array(
                            all.stream().skip(skip).limit(limit).toList(), LabelRoutes::json))));
  }

  private static JsonObject json(AnswerLabel label) {
    return new JsonObject()
        .put("label", label.id())
        .put("question", label.question())
        .put("articles", new JsonArray(label.articles()));
  }

  private void save(RoutingContext context) {
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("labels"));
    if (!(body.getValue("labels") instanceof JsonArray array)
        || array.isEmpty()
        || array.size() > MAX_LABELS) {
      throw wrong("labels", "must be a list of 1 to " + MAX_LABELS);
    }
    List<AnswerLabel> labels = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      labels.add(label(array.getValue(i), "labels[" + i + "]"));
    }
    stores
        .readers()
        .executeBlocking(
            () -> {
              allThere(labels);
              return true;
            },
            false)
        .compose(_ ->
            Future.fromCompletionStage(
                stores.labels().save(centre, labels, clock.millis()),
                context.vertx().getOrCreateContext()))
        .onFailure(context::fail)
        .onSuccess(kept -> {
          if (kept.refused() > 0) {
            context.fail(
                Problem.of(
                    409,
                    "too-many-labels",
                    "Too many labels",
                    "%,d labels are the most; %d were not kept"
                        .formatted(AnswerLabels.MAX_LABELS, kept.refused())));
          } else {
            Reply.json(
                context,
                200,
                new JsonObject()
                    .put("added", kept.added())
                    .put("changed", kept.changed())
                    .put("unchanged", kept.unchanged()));
          }
        });
  }

  private static AnswerLabel label(Object value, String at) {
    if (!(value instanceof JsonObject said)
        || !Set.of("question", "articles").equals(said.fieldNames())
        || !(said.getValue("question") instanceof String question)
        || question.isBlank()
        || question.length() > AnswerLabel.MAX_QUESTION) {
      throw wrong(
          at,
          "must have a question of 1 to %d characters, and articles"
              .formatted(AnswerLabel.MAX_QUESTION));
    }
    if (!(said.getValue("articles") instanceof JsonArray ids)
        || ids.size() > AnswerLabel.MAX_ARTICLES
        || !ids.stream().allMatch(id -> id instanceof String text && text.length() <= MAX_ID)) {
      throw wrong(
          at + ".articles",
          "must be a list of up to %d ids; an empty one says that none answers it"
              .formatted(AnswerLabel.MAX_ARTICLES));
    }
    return new AnswerLabel(
        question.strip(), ids.stream().map(String.class::cast).distinct().toList());
  }

  private void allThere(List<AnswerLabel> labels) {
    Map<String, Boolean> known = new TreeMap<>();
    for (AnswerLabel label : labels) {
      for (String id : label.articles()) {
        if (!known.computeIfAbsent(id, one -> stores.articles().find(centre, one) != null)) {
          throw wrong("articles", "there is no article '" + id + "'");
        }
      }
    }
  }

  private static Problem wrong(String field, String what) {
    return Problem.fields(400, "invalid-body", "Invalid body", Map.of(field, what));
  }

  private void remove(RoutingContext context) {
    Future.fromCompletionStage(
            stores.labels().remove(centre, Body.path(context, "label")),
            context.vertx().getOrCreateContext())
        .onFailure(context::fail)
        .onSuccess(removed -> {
          if (removed) {
            Reply.nothing(context);
          } else {
            context.fail(Problem.notFound("there is no such label"));
          }
        });
  }

  private void lessons(RoutingContext context) {
    Teaching.State state = teaching.state();
    WantedError wanted = state.learnt().wanted();
    Map<String, Lessons.Language> known = new TreeMap<>(state.learnt().languages());
    AnswerPolicy policy = state.learnt().taught().policy();
    String own = teaching.scope().language();
    known.computeIfAbsent(
        own,
        _ ->
            new Lessons.Language(
                policy.of(own), false, 0, 0, 0, AnswerPolicy.enough(wanted), 0, 0));
    JsonArray languages = new JsonArray();
    known.forEach((name, language) -> languages.add(json(name, language, wanted)));
    Reply.json(
        context,
        200,
        new JsonObject()
            .put("wantedErrorPercent", Math.round(100 * wanted.rate()))
            .put("judgements", state.judgements())
            .put("labels", state.labels())
            .put("stale", state.stale())
            .put("learntAt", state.at() == 0 ? null : state.at())
            .put("confidence", state.learnt().taught().confidence().isTaught() ? "learnt" : "usual")
            .put("languages", languages));
  }

  private static JsonObject json(String name, Lessons.Language language, WantedError wanted) {
    Thresholds inForce = language.inForce();
    return new JsonObject()
        .put("language", name)
        .put("answerFrom", inForce.answers() ? inForce.answer() : null)
        .put("suggestFrom", inForce.suggests() ? inForce.suggest() : null)
        .put("learnt", language.learnt())
        .put("judgements", language.judgements())
        .put("labels", language.labels())
        .put("telling", language.telling())
        .put("needed", language.enough())
        .put("answered", language.answered())
        .put("wrong", language.wrong())
        .put("error", language.error())
        .put("errorAtMost", atMost(language, wanted))
        .put("coverage", language.coverage())
        .put("why", why(language, wanted));
  }

  private static @Nullable Double atMost(Lessons.Language language, WantedError wanted) {
    return language.answered() == 0 ? null : wanted.atMost(language.wrong(), language.answered());
  }

  /// For people to read.
  private static String why(Lessons.Language language, WantedError wanted) {
    double percent = 100 * wanted.rate();
    if (!language.learnt()) {
      return "%d of the %d lessons that thresholds of its own need; the usual ones are in force"
          .formatted(language.telling(), language.enough());
    }
    if (!language.inForce().answers()) {
      return String.format(
          Locale.ROOT,
          "no threshold keeps %.0f %% wrong on these %d lessons; nothing is answered directly",
          percent,
          language.telling());
    }
    return String.format(
        Locale.ROOT,
        "the lowest threshold that keeps %.0f %% wrong: %d of %d were, which is at most %.1f %% nine"
            + " times in ten",
        percent,
        language.wrong(),
        language.answered(),
        100 * wanted.atMost(language.wrong(), language.answered()));
  }
}
