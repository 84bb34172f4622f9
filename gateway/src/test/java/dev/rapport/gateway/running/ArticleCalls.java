package dev.rapport.gateway.running;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// Sound bodies of the operations on an article that was written for them.
final class ArticleCalls {
  private static final String EDITOR = "/api/v1/editor/articles";

  private final RunningRapport rapport;
  private final String article;
  private final long first;

  /// Another article, which stays as it is.
  private final String found;

  ArticleCalls(RunningRapport rapport) {
    this.rapport = rapport;
    var created =
        rapport.call("POST", EDITOR).as(rapport.token("adam")).json(text("published")).send();
    if (created.statusCode() != 201) {
      throw new AssertionError(created.statusCode() + " " + created.body());
    }
    JsonObject saved = new JsonObject(created.body());
    article = saved.getString("id");
    first = saved.getLong("revision");
    found =
        new JsonObject(rapport.call("GET", "/api/v1/answers?q=saddle+height").send().body())
            .getJsonArray("answers")
            .getJsonObject(0)
            .getString("article");
  }

  /// The article's id.
  String article() {
    return article;
  }

  /// What names its only version twice.
  String versions() {
    return "?from=" + first + "&to=" + first;
  }

  /// The body of an operation, or null when it has none here.
  @Nullable JsonObject body(String operation) {
    return switch (operation) {
      case "judgeAnswer", "judgeAnswerAsAgent" ->
          new JsonObject()
              .put("question", "saddle height")
              .put("article", found)
              .put("helpful", true);
      case "openedAnswer" ->
          new JsonObject().put("question", "wax the saddle").put("article", article);
      case "createArticle" -> text("draft");
      case "changeArticle" -> text("draft").put("revision", revision());
      case "careForArticle" -> new JsonObject().put("owner", "ben");
      case "restoreArticle" -> new JsonObject().put("version", first).put("revision", revision());
      default -> null;
    };
  }

  private long revision() {
    return rapport.get("adam", EDITOR + "/" + article).getLong("revision");
  }

  private static JsonObject text(String state) {
    return new JsonObject()
        .put("title", "How do I wax the saddle?")
        .put("body", "With beeswax, twice a year.")
        .put("language", "en")
        .put("state", state);
  }
}
