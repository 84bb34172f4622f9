package dev.rapport.gateway.http;

import dev.rapport.gateway.flow.Librarian;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.knowledge.Answer;
import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleRenderer;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.Facets;
import dev.rapport.knowledge.Narrowing;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/// Answers, articles, and the topics a form may name.
final class KnowledgeRoutes {
  private static final int MAX_QUESTION = 4_000;
  private static final int MAX_ID = 64;
  private static final ArticleRenderer RENDERER = new ArticleRenderer();

  private final String centre;
  private final List<Settings.Queue> queues;
  private final Librarian librarian;
  private final ArticleStore articles;
  private final ArticleAccess access;
  private final WorkerExecutor readers;

  KnowledgeRoutes(
      String centre,
      List<Settings.Queue> queues,
      Librarian librarian,
      ArticleStore articles,
      ArticleAccess access,
      WorkerExecutor readers) {
    this.centre = centre;
    this.queues = queues;
    this.librarian = librarian;
    this.articles = articles;
    this.access = access;
    this.readers = readers;
  }

  void mount(Router router) {
    router.get("/api/v1/answers").handler(this::answers);
    router.get("/api/v1/answers/completions").handler(this::completions);
    router.get("/api/v1/answers/facets").handler(this::facets);
    router.get("/api/v1/articles/:article").handler(this::article);
    router.get("/api/v1/topics").handler(this::topics);
  }

  private void answers(RoutingContext context) {
    String question = question(context);
    Narrowing within = narrowing(context);
    int limit = Body.number(context, "limit", 5, 1, 20);
    String refines = Body.parameter(context, "refines", MAX_ID);
    readers
        .executeBlocking(() -> librarian.find(question, within, limit, refines), false)
        .onFailure(context::fail)
        .onSuccess(found ->
            Reply.json(
                context,
                200,
                new JsonObject()
                    .put("question", found.question())
                    .put("decision", found.decision())
                    .put("person", found.person())
                    .put("offer", found.offer())
                    .put("meant", found.meant())
                    .put("answers", Wire.array(found.answers(), KnowledgeRoutes::answer))));
  }

  private static String question(RoutingContext context) {
    String question = Body.parameter(context, "q", MAX_QUESTION);
    if (question == null || question.isBlank()) {
      throw Problem.fields(
          400,
          "invalid-parameter",
          "Invalid parameter",
          Map.of("q", "must be 1 to " + MAX_QUESTION + " characters"));
    }
    return question;
  }

  private static Narrowing narrowing(RoutingContext context) {
    return new Narrowing(
        Body.parameter(context, "category", 200), Body.parameter(context, "product", 100));
  }

  /// An answer with where the question's words stand in its excerpt.
  static JsonObject answer(Answer answer) {
    return new JsonObject()
        .put("article", answer.articleId())
        .put("title", answer.title())
        .put("excerpt", answer.excerpt().text())
        .put(
            "highlights",
            Wire.array(
                answer.excerpt().matches(), m -> new JsonArray().add(m.start()).add(m.end())))
        .put("language", answer.language())
        .put("confidence", answer.confidence());
  }

  private void completions(RoutingContext context) {
    String typed = question(context);
    int limit = Body.number(context, "limit", 8, 1, 20);
    readers
        .executeBlocking(() -> librarian.completions(typed, limit), false)
        .onFailure(context::fail)
        .onSuccess(found ->
            Reply.json(
                context,
                200,
                new JsonObject()
                    .put(
                        "completions",
                        Wire.array(
                            found,
                            one ->
                                new JsonObject()
                                    .put("article", one.articleId())
                                    .put("text", one.text())))));
  }

  private void facets(RoutingContext context) {
    String question = Body.parameter(context, "q", MAX_QUESTION);
    Narrowing within = narrowing(context);
    readers
        .executeBlocking(() -> librarian.facets(question == null ? "" : question, within), false)
        .onFailure(context::fail)
        .onSuccess(facets ->
            Reply.json(
                context,
                200,
                new JsonObject()
                    .put("categories", Wire.array(facets.categories(), KnowledgeRoutes::count))
                    .put("products", Wire.array(facets.products(), KnowledgeRoutes::count))));
  }

  private static JsonObject count(Facets.Count count) {
    return new JsonObject().put("value", count.value()).put("articles", count.articles());
  }

  private void article(RoutingContext context) {
    String id = Body.path(context, "article");
    readers
        .executeBlocking(() -> article(access.forCustomers(articles.find(centre, id))), false)
        .onFailure(context::fail)
        .onSuccess(article -> Reply.json(context, 200, article));
  }

  private static JsonObject article(Article article) {
    return new JsonObject()
        .put("id", article.id())
        .put("title", article.text().title())
        .put("html", RENDERER.toHtml(article.text().body()))
        .put("language", article.text().language())
        .put("tags", new JsonArray(article.text().tags()))
        .put("updatedAt", article.updatedAt());
  }

  private void topics(RoutingContext context) {
    Reply.json(
        context,
        200,
        new JsonObject()
            .put(
                "topics",
                Wire.array(
                    queues.stream().filter(Settings.Queue::open).toList(),
                    queue -> new JsonObject().put("id", queue.id()).put("name", queue.name()))));
  }
}
