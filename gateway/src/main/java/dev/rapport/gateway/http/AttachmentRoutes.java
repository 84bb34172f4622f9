package dev.rapport.gateway.http;

import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.editing.Attachment;
import dev.rapport.knowledge.editing.AttachmentStore;
import dev.rapport.storage.Account;
import dev.rapport.storage.Account.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Files of articles. Customers are given those of articles that they may read, as what they are
/// and never as a page: nothing in them is run.
final class AttachmentRoutes {
  /// In base 64, three bytes are four characters; with room for the rest of the body.
  static final int MAX_BODY_BYTES = Attachment.MAX_BYTES / 3 * 4 + 4_096;

  private final String centre;
  private final ArticleStore articles;
  private final AttachmentStore attachments;
  private final ArticleAccess access;
  private final Guard guard;
  private final WorkerExecutor readers;
  private final InstantSource clock;

  /// What is read and written, and who may.
  record Stores(
      ArticleStore articles,
      AttachmentStore attachments,
      ArticleAccess access,
      WorkerExecutor readers) {}

  AttachmentRoutes(String centre, Stores stores, Guard guard, InstantSource clock) {
    this.access = stores.access();
    this.centre = centre;
    this.articles = stores.articles();
    this.attachments = stores.attachments();
    this.readers = stores.readers();
    this.guard = guard;
    this.clock = clock;
  }

  void mount(Router router) {
    var all = guard.only(Role.values());
    router.get("/api/v1/articles/:article/attachments").handler(this::list);
    router.get("/api/v1/articles/:article/attachments/:file").handler(this::shown);
    router.get("/api/v1/editor/articles/:article/attachments").handler(all).handler(this::all);
    router
        .get("/api/v1/editor/articles/:article/attachments/:file")
        .handler(all)
        .handler(this::any);
    router.post("/api/v1/editor/articles/:article/attachments").handler(all).handler(this::add);
    router
        .delete("/api/v1/editor/articles/:article/attachments/:file")
        .handler(all)
        .handler(this::remove);
  }

  private void list(RoutingContext context) {
    String id = Body.path(context, "article");
    read(context, () -> listed(access.forCustomers(articles.find(centre, id))));
  }

  private void all(RoutingContext context) {
    String id = Body.path(context, "article");
    Set<String> closed = access.closed(context);
    read(context, () -> listed(access.forReader(articles.find(centre, id), closed)));
  }

  private JsonObject listed(Article article) {
    return new JsonObject()
        .put(
            "attachments",
            Wire.array(attachments.of(centre, article.id()), AttachmentRoutes::json));
  }

  private void shown(RoutingContext context) {
    file(context, access::forCustomers);
  }

  private void any(RoutingContext context) {
    Set<String> closed = access.closed(context);
    file(context, article -> access.forReader(article, closed));
  }

  /// @param readable gives the article back, or refuses it
  private void file(RoutingContext context, Function<@Nullable Article, Article> readable) {
    String article = Body.path(context, "article");
    String id = Body.path(context, "file");
    readers
        .executeBlocking(
            () ->
                attachments
                    .find(centre, readable.apply(articles.find(centre, article)).id(), id)
                    .orElseThrow(() -> Problem.notFound("there is no such attachment")),
            false)
        .onFailure(context::fail)
        .onSuccess(held -> send(context, held));
  }

  private static void send(RoutingContext context, AttachmentStore.Held held) {
    Attachment attachment = held.attachment();
    String name = URLEncoder.encode(attachment.name(), StandardCharsets.UTF_8).replace("+", "%20");
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, attachment.type())
        .putHeader(
            "Content-Disposition",
            (attachment.shown() ? "inline" : "attachment") + "; filename*=UTF-8''" + name)
        // Whatever a browser makes of it, it runs nothing and reaches nothing of ours.
        .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
        // It is asked again each time: an article may be taken back.
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .end(Buffer.buffer(held.content()));
  }

  private void add(RoutingContext context) {
    String id = Body.path(context, "article");
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("name", "type", "content"));
    String name = Body.text(body, "name", Attachment.MAX_NAME);
    String type = Body.text(body, "type", 100);
    byte[] content = content(body);
    Attachment.problemOf(name, type, content)
        .ifPresent(problem -> {
          throw Problem.fields(400, "invalid-body", "Invalid body", Map.of("file", problem));
        });
    Account account = Guard.signedIn(context).account();
    var attachment =
        new Attachment(
            UUID.randomUUID().toString(),
            name,
            type,
            content.length,
            clock.millis(),
            account.login());
    readers
        .executeBlocking(() -> access.forWriter(articles.find(centre, id), account), false)
        .compose(article ->
            Future.fromCompletionStage(
                attachments.add(centre, article.id(), attachment, content), Vertx.currentContext()))
        .onFailure(context::fail)
        .onSuccess(added -> {
          if (added) {
            Reply.json(context, 201, json(attachment));
          } else {
            context.fail(
                Problem.of(409, "conflict", "Conflict", "an article has up to " + Attachment.MOST));
          }
        });
  }

  private static byte[] content(JsonObject body) {
    @Nullable String text = body.getValue("content") instanceof String given ? given : null;
    try {
      if (text != null && text.length() <= MAX_BODY_BYTES) {
        return Base64.getDecoder().decode(text);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw Problem.fields(
        400, "invalid-body", "Invalid body", Map.of("content", "must be the file in base 64"));
  }

  private void remove(RoutingContext context) {
    String id = Body.path(context, "article");
    String file = Body.path(context, "file");
    Account account = Guard.signedIn(context).account();
    readers
        .executeBlocking(() -> access.forWriter(articles.find(centre, id), account), false)
        .compose(article ->
            Future.fromCompletionStage(
                attachments.remove(centre, article.id(), file, account.login(), clock.millis()),
                Vertx.currentContext()))
        .onFailure(context::fail)
        .onSuccess(removed -> {
          if (removed) {
            Reply.nothing(context);
          } else {
            context.fail(Problem.notFound("there is no such attachment"));
          }
        });
  }

  private static JsonObject json(Attachment attachment) {
    return new JsonObject()
        .put("id", attachment.id())
        .put("name", attachment.name())
        .put("type", attachment.type())
        .put("size", attachment.size())
        .put("addedAt", attachment.addedAt());
  }

  private void read(RoutingContext context, Callable<JsonObject> question) {
    readers
        .executeBlocking(question, false)
        .onFailure(context::fail)
        .onSuccess(json -> Reply.json(context, 200, json));
  }
}
