package dev.rapport.gateway.http;

import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleRenderer;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.CategoryRights;
import dev.rapport.knowledge.editing.ArticleCare;
import dev.rapport.knowledge.editing.ArticleDiff;
import dev.rapport.knowledge.editing.ArticleHistory;
import dev.rapport.knowledge.editing.ArticleVersion;
import dev.rapport.knowledge.editing.Editor;
import dev.rapport.knowledge.editing.Editor.Result;
import dev.rapport.storage.Account;
import dev.rapport.storage.Account.Role;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/// Articles as those who write them see them: any state, with versions and care. Agents write
/// drafts and hand them in; supervisors and admins publish.
final class EditorRoutes {
  private static final ArticleRenderer RENDERER = new ArticleRenderer();

  private final String centre;
  private final ArticleStore articles;
  private final ArticleHistory history;
  private final ArticleAccess access;
  private final Editor editor;
  private final Guard guard;
  private final WorkerExecutor readers;
  private final InstantSource clock;

  /// What is read and written.
  record Stores(
      ArticleStore articles,
      ArticleHistory history,
      ArticleAccess access,
      WorkerExecutor readers) {}

  EditorRoutes(String centre, Stores stores, Guard guard, InstantSource clock) {
    this.centre = centre;
    this.articles = stores.articles();
    this.history = stores.history();
    this.access = stores.access();
    this.editor = new Editor(stores.articles(), stores.history(), clock);
    this.guard = guard;
    this.readers = stores.readers();
    this.clock = clock;
  }

  void mount(Router router) {
    var all = guard.only(Role.values());
    router.get("/api/v1/editor/articles").handler(all).handler(this::list);
    router.post("/api/v1/editor/articles").handler(all).handler(this::create);
    router.get("/api/v1/editor/articles/:article").handler(all).handler(this::article);
    router.put("/api/v1/editor/articles/:article").handler(all).handler(this::change);
    router.put("/api/v1/editor/articles/:article/care").handler(all).handler(this::care);
    router.get("/api/v1/editor/articles/:article/versions").handler(all).handler(this::versions);
    router.get("/api/v1/editor/articles/:article/diff").handler(all).handler(this::diff);
    router.post("/api/v1/editor/articles/:article/restore").handler(all).handler(this::restore);
  }

  private <T> void read(
      RoutingContext context, Callable<T> reading, java.util.function.Consumer<T> then) {
    readers.executeBlocking(reading, false).onFailure(context::fail).onSuccess(then::accept);
  }

  private void list(RoutingContext context) {
    String words = Body.parameter(context, "q", 200);
    String state = Body.parameter(context, "state", 20);
    ArticleState wanted =
        state == null ? null : ArticleRequest.choice(state, "state", ArticleState.values());
    String title = words == null || words.isBlank() ? null : words;
    Set<String> closed = access.closed(context);
    Long before =
        Body.parameter(context, "before", 20) == null
            ? null
            : Long.valueOf(Body.number(context, "before", 0, 0, Integer.MAX_VALUE));
    boolean review = "true".equals(Body.parameter(context, "toReview", 5));
    read(
        context,
        () ->
            review
                ? history.toReview(centre, clock.millis(), closed)
                : history.list(centre, new ArticleHistory.Wanted(wanted, title, closed, before)),
        found ->
            Reply.json(
                context,
                200,
                new JsonObject()
                    .put("articles", Wire.array(found, EditorRoutes::head))
                    .put("more", !review && found.size() == ArticleHistory.MAX)));
  }

  private record Whole(
      Article article,
      ArticleCare care,
      boolean approved,
      boolean stale,
      List<Translated> translations) {}

  private record Translated(Article article, boolean stale) {}

  private void article(RoutingContext context) {
    String id = Body.path(context, "article");
    Set<String> closed = access.closed(context);
    read(
        context,
        () -> whole(id, closed),
        found -> Reply.json(context, 200, json(found.article(), found)));
  }

  private Whole whole(String id, Set<String> closed) {
    Article article = access.forReader(articles.find(centre, id), closed);
    ArticleCare care = history.care(centre, id);
    ArticleCare.Translation translation = care.translation();
    Article original = translation == null ? null : articles.find(centre, translation.of());
    List<Translated> translations =
        history.translations(centre, id).stream()
            .filter(one -> !ArticleAccess.isIn(one, closed))
            .map(one -> new Translated(one, history.care(centre, one.id()).isBehind(article)))
            .toList();
    boolean approved = history.approved(centre, id) == article.revision();
    return new Whole(article, care, approved, care.isBehind(original), translations);
  }

  private void create(RoutingContext context) {
    JsonObject body = Body.json(context);
    reply(context, 201, editor.create(writer(context), ArticleRequest.draft(body)));
  }

  private void change(RoutingContext context) {
    String id = Body.path(context, "article");
    JsonObject body = Body.json(context);
    Editor.Draft draft = ArticleRequest.draft(body);
    Editor.Writer writer = writer(context);
    long revision = ArticleRequest.whole(body, "revision");
    Set<String> closed = access.closed(context);
    later(context, 200, () -> editor.change(writer, readable(id, closed), draft, revision));
  }

  private void restore(RoutingContext context) {
    String id = Body.path(context, "article");
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("version", "revision"));
    long version = ArticleRequest.whole(body, "version");
    long revision = ArticleRequest.whole(body, "revision");
    Editor.Writer writer = writer(context);
    Set<String> closed = access.closed(context);
    later(context, 200, () -> editor.restore(writer, readable(id, closed), version, revision));
  }

  private void versions(RoutingContext context) {
    String id = Body.path(context, "article");
    Set<String> closed = access.closed(context);
    read(
        context,
        () ->
            history.versions(centre, readable(id, closed)).stream()
                .filter(version -> !CategoryRights.isIn(version.text().category(), closed))
                .toList(),
        found ->
            Reply.json(
                context,
                200,
                new JsonObject().put("versions", Wire.array(found, EditorRoutes::version))));
  }

  /// @throws Problem when there is no such article, for whoever asks
  private String readable(String id, Set<String> closed) {
    return access.forReader(articles.find(centre, id), closed).id();
  }

  private void diff(RoutingContext context) {
    String id = Body.path(context, "article");
    int from = Body.number(context, "from", 0, 0, Integer.MAX_VALUE);
    int to = Body.number(context, "to", 0, 0, Integer.MAX_VALUE);
    Set<String> closed = access.closed(context);
    read(
        context,
        () -> {
          ArticleVersion older = history.version(centre, readable(id, closed), from);
          ArticleVersion newer = history.version(centre, id, to);
          return older == null
                  || newer == null
                  || CategoryRights.isIn(older.text().category(), closed)
                  || CategoryRights.isIn(newer.text().category(), closed)
              ? List.<ArticleDiff.Line>of()
              : ArticleDiff.of(
                  older.text().title() + "\n\n" + older.text().body(),
                  newer.text().title() + "\n\n" + newer.text().body());
        },
        lines -> {
          if (lines.isEmpty()) {
            context.fail(Problem.notFound("there are no such versions"));
          } else {
            Reply.json(
                context,
                200,
                new JsonObject()
                    .put(
                        "lines",
                        Wire.array(
                            lines,
                            line ->
                                new JsonObject()
                                    .put("kind", low(line.kind()))
                                    .put("text", line.text()))));
          }
        });
  }

  private void care(RoutingContext context) {
    String id = Body.path(context, "article");
    JsonObject body = Body.json(context);
    ArticleCare care = ArticleRequest.care(body);
    Long read = ArticleRequest.read(body);
    Account account = Guard.signedIn(context).account();
    var carer =
        new ArticleHistory.Carer(
            account.login(), clock.millis(), account.role() != Role.AGENT, read);
    readers
        .executeBlocking(() -> carable(id, care, account), false)
        .compose(present ->
            Future.fromCompletionStage(
                history.care(centre, present, care, carer), context.vertx().getOrCreateContext()))
        .onFailure(context::fail)
        .onSuccess(kept -> {
          if (kept) {
            Reply.nothing(context);
          } else {
            reply(context, 204, new Result.Conflict());
          }
        });
  }

  /// @throws Problem when whoever asks may not care for it so: its dates publish and archive
  private String carable(String id, ArticleCare care, Account account) {
    Article article = access.forCarer(articles.find(centre, id), account);
    if (account.role() == Role.AGENT && !care.sameDates(history.care(centre, id))) {
      throw ArticleAccess.notAllowed();
    }
    ArticleCare.Translation translation = care.translation();
    if (translation != null) {
      access.forReader(articles.find(centre, translation.of()), access.closed(account));
    }
    return article.id();
  }

  private void later(
      RoutingContext context, int status, Callable<CompletionStage<Result>> writing) {
    readers
        .executeBlocking(writing, false)
        .onFailure(context::fail)
        .onSuccess(stage -> reply(context, status, stage));
  }

  private static void reply(RoutingContext context, int status, CompletionStage<Result> writing) {
    Future.fromCompletionStage(writing, context.vertx().getOrCreateContext())
        .onFailure(context::fail)
        .onSuccess(result -> reply(context, status, result));
  }

  /// What came of it.
  static void reply(RoutingContext context, int status, Result result) {
    switch (result) {
      case Result.Saved(String id, long revision) ->
          Reply.json(context, status, new JsonObject().put("id", id).put("revision", revision));
      case Result.NotFound() ->
          context.fail(Problem.notFound("there is no such article, or version"));
      case Result.Conflict() ->
          context.fail(
              Problem.of(409, "conflict", "Conflict", "somebody else has changed it since"));
      case Result.Refused(String reason) ->
          context.fail(Problem.of(422, "not-acceptable", "Not acceptable", reason));
      case Result.NotAllowed() ->
          context.fail(Problem.of(403, "not-allowed", "Forbidden", "your role may not do this"));
    }
  }

  private Editor.Writer writer(RoutingContext context) {
    return access.writer(Guard.signedIn(context).account());
  }

  static String low(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject head(Article article) {
    return new JsonObject()
        .put("id", article.id())
        .put("title", article.text().title())
        .put("language", article.text().language())
        .put("category", article.text().category())
        .put("visibility", low(article.visibility()))
        .put("state", low(article.state()))
        .put("revision", article.revision())
        .put("updatedAt", article.updatedAt());
  }

  private static JsonObject json(Article article, Whole whole) {
    ArticleCare care = whole.care();
    ArticleCare.Translation translation = care.translation();
    return head(article)
        .put("question", article.text().question())
        .put("body", article.text().body())
        .put("html", RENDERER.toHtml(article.text().body()))
        .put("tags", new JsonArray(article.text().tags()))
        .put("owner", care.owner())
        .put("validFrom", care.validFrom())
        .put("validUntil", care.validUntil())
        .put("approved", whole.approved())
        .put("reviewAt", care.reviewAt())
        .put("translationOf", translation == null ? null : translation.of())
        .put("translatedRevision", translation == null ? null : translation.revision())
        .put("stale", whole.stale())
        .put(
            "translations",
            Wire.array(whole.translations(), one -> head(one.article()).put("stale", one.stale())));
  }

  private static JsonObject version(ArticleVersion version) {
    return new JsonObject()
        .put("revision", version.revision())
        .put("savedAt", version.savedAt())
        .put("author", version.author())
        .put("title", version.text().title())
        .put("state", low(version.state()));
  }
}
