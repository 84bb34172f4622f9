package dev.rapport.gateway.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rapport.knowledge.learning.AnswerLabel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sound bodies of the operations on an article that was written for them.
final class ArticleCalls {
  private static final String EDITOR = "/api/v1/editor/articles";

  /// A group of words that mean the same, which is there.
  static final String SYNONYMS = "bikes";

  private static final String LABELLED = "who won the football?";

  /// The label of a question, which is there.
  static final String LABEL = new AnswerLabel(LABELLED, List.of()).id();

  private final RunningRapport rapport;
  private final String article;
  private final long first;

  /// Another article, which stays as it is.
  private final String found;

  /// The id of the question that found it.
  private final String question;

  ArticleCalls(RunningRapport rapport) {
    this.rapport = rapport;
    var created =
        rapport.call("POST", EDITOR).as(rapport.token("adam")).json(text("published")).send();
    if (created.statusCode() != 201) {
      throw new AssertionError(created.statusCode() + " " + created.body());
    }
    JsonObject saved = new JsonObject(created.body());
    article = saved.getString("id");
    rapport
        .call("PUT", "/api/v1/editor/synonyms/" + SYNONYMS)
        .as(rapport.token("adam"))
        .json(synonyms())
        .send();
    first = saved.getLong("revision");
    rapport.call("POST", "/api/v1/editor/labels").as(rapport.token("adam")).json(labels()).send();
    var answers =
        new JsonObject(rapport.call("GET", "/api/v1/answers?q=saddle+height").send().body());
    question = answers.getString("question");
    found = answers.getJsonArray("answers").getJsonObject(0).getString("article");
  }

  private static JsonObject labels() {
    var label = new JsonObject().put("question", LABELLED).put("articles", new JsonArray());
    return new JsonObject().put("labels", new JsonArray().add(label));
  }

  private static JsonObject synonyms() {
    return new JsonObject()
        .put("language", "en")
        .put("words", new JsonArray().add("bicycle").add("velocipede"));
  }

  private static JsonObject file() {
    return new JsonObject()
        .put("name", "wax.csv")
        .put("type", "text/csv")
        .put("content", Base64.getEncoder().encodeToString("wax;7".getBytes(UTF_8)));
  }

  /// The id of a file of the article.
  String attached() {
    var added =
        rapport
            .call("POST", EDITOR + "/" + article + "/attachments")
            .as(rapport.token("adam"))
            .json(file())
            .send();
    return new JsonObject(added.body()).getString("id");
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
      case "judgeAnswer" -> judgement(question);
      case "judgeAnswerAsAgent" -> judgement("saddle height");
      case "label" -> labels();
      case "openedAnswer" ->
          new JsonObject().put("question", "wax the saddle").put("article", article);
      case "createArticle" -> text("draft");
      case "changeArticle" -> text("draft").put("revision", revision());
      case "careForArticle" -> new JsonObject().put("owner", "ben");
      case "restoreArticle" -> new JsonObject().put("version", first).put("revision", revision());
      case "followedQuestions" ->
          new JsonObject().put("questions", new JsonArray().add("none")).put("contact", "none");
      case "labelQuestion" -> new JsonObject().put("question", "who won the football?");
      case "attach" -> file();
      case "saveSynonyms" -> synonyms();
      case "citeArticle" -> new JsonObject().put("article", found);
      default -> null;
    };
  }

  private JsonObject judgement(String of) {
    return new JsonObject().put("question", of).put("article", found).put("helpful", true);
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
