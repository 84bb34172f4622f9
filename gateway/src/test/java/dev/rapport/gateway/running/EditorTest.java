package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Articles from a draft to an answer, over HTTP.
final class EditorTest {
  private static final String EDITOR = "/api/v1/editor/articles";

  @TempDir private static Path data;
  private static RunningRapport rapport;

  @BeforeAll
  static void start() {
    rapport = RunningRapport.start(data);
  }

  @AfterAll
  static void stop() {
    rapport.close();
  }

  private static HttpResponse<String> send(
      String who, String method, String path, JsonObject body) {
    return rapport.call(method, path).as(rapport.token(who)).json(body).send();
  }

  private static JsonObject draft(String state) {
    return new JsonObject()
        .put("title", "How do I wax the saddle?")
        .put("body", "<p>With <b>beeswax</b>, twice a year.</p><script>x()</script>")
        .put("format", "html")
        .put("language", "en")
        .put("state", state);
  }

  @Test
  void anArticleGoesFromADraftToAnAnswerAndIsJudged() {
    HttpResponse<String> created = send("ben", "POST", EDITOR, draft("review"));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    JsonObject saved = new JsonObject(created.body());
    String id = saved.getString("id");
    String path = EDITOR + "/" + id;
    JsonObject read = rapport.get("ben", path);
    assertThat(read.getString("body")).isEqualTo("With **beeswax**, twice a year.");

    JsonObject publish = draft("published").put("revision", saved.getLong("revision"));
    assertThat(send("ben", "PUT", path, publish).statusCode()).isEqualTo(403);
    assertThat(send("sofia", "PUT", path, publish).statusCode()).isEqualTo(200);
    assertThat(send("sofia", "PUT", path, publish).statusCode()).isEqualTo(409);

    HttpResponse<String> again =
        rapport.call("POST", "/api/v1/editor/reindex").as(rapport.token("adam")).send();
    assertThat(again.statusCode()).isEqualTo(200);
    // On a starved machine the first searches may meet their time limit.
    Patience.until("the article is found", () -> answers().encode().contains(id));
    JsonObject found = answers();
    assertThat(found.getString("decision")).isNotEqualTo("hand_over");

    var judgement =
        new JsonObject()
            .put("question", "wax the saddle")
            .put("article", saved.getString("id"))
            .put("helpful", true);
    var judged = rapport.call("POST", "/api/v1/answers/judgements").json(judgement).send();
    assertThat(judged.statusCode()).isEqualTo(204);
  }

  private static JsonObject answers() {
    return new JsonObject(rapport.call("GET", "/api/v1/answers?q=wax+the+saddle").send().body());
  }
}
