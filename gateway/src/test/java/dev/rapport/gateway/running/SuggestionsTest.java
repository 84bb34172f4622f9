package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What helps an agent with a contact: suggestions, citations, and a draft of what was learnt.
final class SuggestionsTest {
  @TempDir private static Path data;
  private static RunningRapport rapport;

  @BeforeAll
  static void start() {
    rapport = RunningRapport.start(data).answering();
  }

  @AfterAll
  static void stop() {
    rapport.close();
  }

  private static String arrived(String text) {
    return rapport
        .form(new JsonObject().put("message", text).put("person", true))
        .getString("contact");
  }

  @Test
  void anArticleIsSuggestedAndCited() {
    try (Desk ben = rapport.desk("ben")) {
      String contact = arrived("What is the right saddle height for me?");
      ben.accept(contact);
      String path = "/api/v1/contacts/" + contact;
      JsonObject suggested = rapport.get("ben", path + "/suggestions");
      JsonObject best = suggested.getJsonArray("answers").getJsonObject(0);
      assertThat(best.getString("title")).containsIgnoringCase("saddle");
      var article = new JsonObject().put("article", best.getString("article"));
      var cited =
          rapport.call("POST", path + "/citations").as(rapport.token("ben")).json(article).send();
      assertThat(new JsonObject(cited.body()).getString("text"))
          .startsWith(best.getString("excerpt").strip().substring(0, 20))
          .endsWith(": /articles/" + best.getString("article"));
      var forged =
          rapport
              .call("POST", path + "/citations")
              .as(rapport.token("ben"))
              .header("X-Forwarded-Host", "evil.example")
              .json(article)
              .send();
      assertThat(forged.body()).isEqualTo(cited.body());
      var others = rapport.call("GET", path + "/suggestions").as(rapport.token("cleo")).send();
      assertThat(others.statusCode()).isEqualTo(404);
      ben.complete(contact);
    }
  }

  @Test
  void aSolvedContactBecomesADraftWithoutPersonalData() {
    String contact;
    try (Desk ben = rapport.desk("ben")) {
      contact =
          rapport
              .form(
                  new JsonObject()
                      .put("message", "Hello\nWhy does my left pedal click? It is AF-20391.")
                      .put("email", "petra.gross@mail.example")
                      .put("name", "Petra Gross")
                      .put("person", true))
              .getString("contact");
      ben.accept(contact);
      ben.reply(contact, "Hi Petra,\n\nGrease the thread and tighten it.\n\nBest wishes\nBen");
      ben.complete(contact);
    }
    var draft =
        rapport
            .call("POST", "/api/v1/contacts/" + contact + "/draft")
            .as(rapport.token("ben"))
            .send();
    assertThat(draft.statusCode()).as(draft.body()).isEqualTo(201);
    String id = new JsonObject(draft.body()).getString("id");
    JsonObject article = rapport.get("ben", "/api/v1/editor/articles/" + id);
    assertThat(article.getString("state")).isEqualTo("draft");
    assertThat(article.getString("body")).isEqualTo("Grease the thread and tighten it.");
    assertThat(article.getString("title"))
        .isEqualTo("Why does my left pedal click? It is [number].");
  }

  @Test
  void aDraftNeedsAReply() {
    String contact;
    try (Desk ben = rapport.desk("ben")) {
      contact = arrived("Why do my pedals click?");
      ben.accept(contact);
      ben.complete(contact);
    }
    var draft =
        rapport
            .call("POST", "/api/v1/contacts/" + contact + "/draft")
            .as(rapport.token("ben"))
            .send();
    assertThat(draft.statusCode()).isEqualTo(409);
  }
}
