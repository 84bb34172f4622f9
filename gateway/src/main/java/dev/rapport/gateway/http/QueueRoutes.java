package dev.rapport.gateway.http;

import dev.rapport.gateway.PlanChanges;
import dev.rapport.gateway.QueueKeys;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.settings.SettingsException;
import dev.rapport.gateway.settings.SettingsFile;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.OpeningHours;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Plan;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.QueueView;
import dev.rapport.routing.RoutingCore;
import dev.rapport.routing.Stuck;
import dev.rapport.storage.Account.Role;
import dev.rapport.storage.SqlJumps;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Queues as supervisors read and change them while they run, and what routing has to answer for:
/// why a queue is closed, what going first has cost others, and what is stuck.
final class QueueRoutes {
  private static final int MAX_WHEN = 40;
  private static final int MAX_WHY = 200;

  private final String centre;
  private final RoutingUnit unit;
  private final SqlJumps jumps;
  private final Guard guard;
  private final WorkerExecutor readers;
  private final InstantSource clock;

  QueueRoutes(
      String centre,
      RoutingUnit unit,
      SqlJumps jumps,
      Guard guard,
      WorkerExecutor readers,
      InstantSource clock) {
    this.centre = centre;
    this.unit = unit;
    this.jumps = jumps;
    this.guard = guard;
    this.readers = readers;
    this.clock = clock;
  }

  void mount(Router router) {
    var supervisors = guard.only(Role.SUPERVISOR, Role.ADMIN);
    router.get("/api/v1/queues").handler(supervisors).handler(this::queues);
    router.get("/api/v1/queues/:queue").handler(supervisors).handler(this::settings);
    router.get("/api/v1/queues/:queue/hours").handler(supervisors).handler(this::hours);
    router.put("/api/v1/queues/:queue").handler(supervisors).handler(this::change);
    router.get("/api/v1/jumps").handler(supervisors).handler(this::jumps);
    router.get("/api/v1/stuck").handler(supervisors).handler(this::stuck);
  }

  private void queues(RoutingContext context) {
    unit.ask(core ->
            new JsonObject()
                .put("plan", core.plan().version())
                .put("queues", Wire.array(core.queues(), QueueRoutes::queue)))
        .onFailure(context::fail)
        .onSuccess(json -> Reply.json(context, 200, json));
  }

  private static JsonObject queue(QueueView view) {
    return new JsonObject()
        .put("id", view.id().value())
        .put("name", view.name())
        .put("open", view.open())
        .put("waiting", view.waiting())
        .put("absent", view.absent())
        .put("longestWaitingSince", view.longestSince() == 0 ? null : view.longestSince())
        .put("agentsAvailable", view.agentsAvailable())
        .put("agentsWithRoom", view.agentsWithRoom());
  }

  // --- Why closed? ---

  private void hours(RoutingContext context) {
    QueueId id = new QueueId(Body.path(context, "queue"));
    long at = moment(Body.parameter(context, "at", MAX_WHEN));
    unit.ask(core -> Optional.ofNullable(find(core, id)))
        .onFailure(context::fail)
        .onSuccess(found ->
            found.ifPresentOrElse(
                queue -> Reply.json(context, 200, hours(queue, at)),
                () -> context.fail(Problem.notFound("there is no such queue"))));
  }

  private long moment(@Nullable String at) {
    if (at == null) {
      return clock.millis();
    }
    try {
      return Instant.parse(at).toEpochMilli();
    } catch (DateTimeException e) {
      throw Problem.fields(
          400,
          "invalid-parameter",
          "Invalid parameter",
          Map.of("at", "must be a moment in UTC, such as 2026-12-25T10:00:00Z"));
    }
  }

  private static JsonObject hours(ContactQueue queue, long at) {
    OpeningHours hours = queue.rules().hours();
    JsonObject json = new JsonObject().put("queue", queue.id().value()).put("at", at);
    if (hours == null) {
      return json.put("open", true).putNull("until").put("why", "open at all hours");
    }
    OpeningHours.Verdict verdict = hours.at(at);
    return json.put("open", verdict.open()).put("until", verdict.until()).put("why", verdict.why());
  }

  private static @Nullable ContactQueue find(RoutingCore core, QueueId id) {
    for (ContactQueue queue : core.plan().queues()) {
      if (queue.id().equals(id)) {
        return queue;
      }
    }
    return null;
  }

  // --- A change while running ---

  /// A queue in the keys that [#change] takes.
  private void settings(RoutingContext context) {
    QueueId id = new QueueId(Body.path(context, "queue"));
    unit.ask(core ->
            Optional.ofNullable(find(core, id))
                .map(queue ->
                    new JsonObject()
                        .put("plan", core.plan().version())
                        .put("queue", new JsonObject(QueueKeys.of(queue)))))
        .onFailure(context::fail)
        .onSuccess(found ->
            found.ifPresentOrElse(
                json -> Reply.json(context, 200, json),
                () -> context.fail(Problem.notFound("there is no such queue"))));
  }

  /// What comes with a change beside the keys of the settings.
  ///
  /// @param seen the version of the plan that the change was made on; -1 for whichever it is
  private record Change(String by, @Nullable String why, Command.InFlight inFlight, long seen) {
    static Change takenFrom(JsonObject body, String by) {
      String why = body.containsKey("why") ? Body.text(body, "why", MAX_WHY) : null;
      String inFlight =
          body.getValue("inFlight", "follow") instanceof String text ? text : "neither";
      Object seen = body.getValue("plan", -1L);
      Command.InFlight what =
          switch (inFlight) {
            case "follow" -> Command.InFlight.FOLLOW;
            case "keep" -> Command.InFlight.KEEP;
            default -> throw invalid("inFlight", "must be follow or keep");
          };
      if (!(seen instanceof Integer || seen instanceof Long)) {
        throw invalid("plan", "must be the version of a plan");
      }
      List.of("why", "inFlight", "plan").forEach(body::remove);
      return new Change(by, why, what, ((Number) seen).longValue());
    }

    private static Problem invalid(String field, String what) {
      return Problem.fields(400, "invalid-body", "Invalid body", Map.of(field, what));
    }
  }

  private void change(RoutingContext context) {
    JsonObject body = Body.json(context);
    String id = Body.path(context, "queue");
    Change change = Change.takenFrom(body, Guard.signedIn(context).account().login());
    Settings.Queue queue = read(body.put("id", id));
    Answers.to(
        context,
        unit.ask(RoutingCore::plan)
            .compose(plan ->
                change.seen() == -1 || change.seen() == plan.version()
                    ? saved(PlanChanges.with(plan, queue), change)
                    : rejected("plan_old", "Somebody has changed the plan meanwhile.")));
  }

  private Future<Outcome> saved(@Nullable Plan next, Change change) {
    return next == null
        ? rejected("unknown_queue", "there is no such queue")
        : unit.submit(new Command.SavePlan(next, change.by(), change.inFlight(), change.why()));
  }

  private static Future<Outcome> rejected(String code, String detail) {
    return Future.succeededFuture(new Outcome.Rejected(code, detail));
  }

  private static Settings.Queue read(JsonObject body) {
    try {
      return SettingsFile.queue(body.getMap());
    } catch (SettingsException e) {
      throw Problem.of(400, "invalid-body", "Invalid body", String.join("; ", e.problems()));
    }
  }

  // --- What routing has to answer for ---

  private void jumps(RoutingContext context) {
    int limit = Body.number(context, "limit", 20, 0, SqlJumps.PAGE);
    String asked = Body.parameter(context, "day", 10);
    String day = asked == null ? SqlJumps.day(clock.millis()) : asked;
    readers
        .executeBlocking(
            () -> {
              SqlJumps.Day sums = jumps.sums(centre, day);
              return new JsonObject()
                  .put("day", day)
                  .put("offers", sums.offers())
                  .put("passedOver", sums.passedOver())
                  .put("longerByMs", sums.longerBy())
                  .put("mostMs", sums.most())
                  .put("costMs", sums.cost())
                  .put("largest", Wire.array(jumps.largest(centre, day, limit), QueueRoutes::jump));
            },
            false)
        .onFailure(context::fail)
        .onSuccess(json -> Reply.json(context, 200, json));
  }

  private static JsonObject jump(SqlJumps.Jump jump) {
    return new JsonObject()
        .put("sequence", jump.sequence())
        .put("at", jump.at())
        .put("contact", jump.contact())
        .put("agent", jump.agent())
        .put("over", jump.over())
        .put("longerByMs", jump.longerBy())
        .put("costMs", jump.cost());
  }

  private void stuck(RoutingContext context) {
    long now = clock.millis();
    unit.ask(core -> core.stuck(now))
        .onFailure(context::fail)
        .onSuccess(found ->
            Reply.json(
                context, 200, new JsonObject().put("stuck", Wire.array(found, QueueRoutes::item))));
  }

  private static JsonObject item(Stuck stuck) {
    return new JsonObject()
        .put("what", stuck.what().name().toLowerCase(java.util.Locale.ROOT))
        .put("id", stuck.id())
        .put("since", stuck.since())
        .put("words", stuck.words());
  }
}
