package dev.rapport.gateway.http;

import dev.rapport.gateway.flow.Reindexing;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.editing.ArticleEvent;
import dev.rapport.knowledge.editing.ArticleHistory;
import dev.rapport.knowledge.editing.ArticleHistory.Trail;
import dev.rapport.storage.Account.Role;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was done to articles, by whom and when; and that what is derived from them is built anew.
final class ArticleTrailRoutes {
  private final String centre;
  private final ArticleStore articles;
  private final ArticleHistory history;
  private final ArticleAccess access;
  private final Reindexing reindexing;
  private final Guard guard;
  private final WorkerExecutor readers;

  ArticleTrailRoutes(
      String centre, EditorRoutes.Stores stores, Reindexing reindexing, Guard guard) {
    this.centre = centre;
    this.articles = stores.articles();
    this.history = stores.history();
    this.access = stores.access();
    this.readers = stores.readers();
    this.reindexing = reindexing;
    this.guard = guard;
  }

  void mount(Router router) {
    var all = guard.only(Role.values());
    var admins = guard.only(Role.ADMIN);
    router.get("/api/v1/editor/events").handler(all).handler(this::events);
    router.get("/api/v1/editor/articles/:article/events").handler(all).handler(this::ofArticle);
    router.post("/api/v1/editor/reindex").handler(admins).handler(this::reindex);
    router.get("/api/v1/editor/reindex").handler(admins).handler(this::reindexed);
  }

  private void events(RoutingContext context) {
    Set<String> closed = access.closed(context);
    Long after = after(context);
    readers
        .executeBlocking(() -> read(new Trail(null, closed), after), false)
        .onFailure(context::fail)
        .onSuccess(found -> Reply.json(context, 200, found));
  }

  private void ofArticle(RoutingContext context) {
    String id = Body.path(context, "article");
    Set<String> closed = access.closed(context);
    Long after = after(context);
    readers
        .executeBlocking(
            () -> {
              String readable = access.forReader(articles.find(centre, id), closed).id();
              return read(new Trail(readable, closed), after);
            },
            false)
        .onFailure(context::fail)
        .onSuccess(found -> Reply.json(context, 200, found));
  }

  private static @Nullable Long after(RoutingContext context) {
    return Body.parameter(context, "after", 20) == null
        ? null
        : Long.valueOf(Body.number(context, "after", 0, 0, Integer.MAX_VALUE));
  }

  /// The newest number is read first: an event that comes meanwhile is then told twice sooner than
  /// not at all.
  private JsonObject read(Trail trail, @Nullable Long after) {
    long newest = history.newestEvent(centre);
    List<ArticleEvent> events = history.events(centre, trail, after);
    boolean more = events.size() == ArticleHistory.MAX;
    return new JsonObject()
        .put("events", Wire.array(events, ArticleTrailRoutes::json))
        .put("newest", more && after != null ? events.getLast().number() : newest)
        .put("more", more);
  }

  private static JsonObject json(ArticleEvent event) {
    return new JsonObject()
        .put("number", event.number())
        .put("article", event.article())
        .put("at", event.at())
        .put("author", event.author())
        .put("kind", EditorRoutes.low(event.kind()))
        .put("revision", event.revision())
        .put("state", EditorRoutes.low(event.state()))
        .put("what", new JsonArray(event.what()));
  }

  /// Asks for it; whoever looks after the articles does it.
  private void reindex(RoutingContext context) {
    readers
        .executeBlocking(
            () -> {
              String id = reindexing.ask();
              Reindexing.State state = reindexing.of(id);
              return state == null
                  ? new Reindexing.State(id, Reindexing.Phase.ASKED, null, null)
                  : state;
            },
            false)
        .onFailure(context::fail)
        .onSuccess(state -> Reply.json(context, 202, json(state)));
  }

  private void reindexed(RoutingContext context) {
    readers
        .executeBlocking(
            () -> {
              Reindexing.State newest = reindexing.newest();
              return newest == null ? new JsonObject().put("phase", "never") : json(newest);
            },
            false)
        .onFailure(context::fail)
        .onSuccess(state -> Reply.json(context, 200, state));
  }

  private static JsonObject json(Reindexing.State state) {
    Reindexing.Counts counts = state.counts();
    return new JsonObject()
        .put("id", state.id())
        .put("phase", EditorRoutes.low(state.phase()))
        .put("articles", counts == null ? null : counts.articles())
        .put("passages", counts == null ? null : counts.passages())
        .put("reason", state.reason());
  }
}
