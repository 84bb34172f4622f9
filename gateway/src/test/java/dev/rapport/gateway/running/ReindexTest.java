package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The indexes are built anew while a centre serves, and again after it was stopped in between.
final class ReindexTest {
  private static final String REINDEX = "/api/v1/editor/reindex";

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

  private static JsonObject ask() {
    var asked = rapport.call("POST", REINDEX).as(rapport.token("adam")).send();
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    return new JsonObject(asked.body());
  }

  @Test
  void itIsAskedForDoneAndTold() {
    Patience.until("articles are found", () -> answers("saddle+height").contains("saddle"));
    String id = ask().getString("id");
    Patience.until("it is done", () -> isDone(id));
    JsonObject done = rapport.get("adam", REINDEX);
    assertThat(done.getInteger("articles")).isPositive();
    assertThat(done.getInteger("passages")).as("there is no sentence model").isNull();
    assertThat(answers("saddle+height")).contains("saddle");
    assertThat(data.resolve("index").resolve("current")).content().isNotEqualTo("1");
    var agent = rapport.call("POST", REINDEX).as(rapport.token("ben")).send();
    assertThat(agent.statusCode()).isEqualTo(403);
  }

  @Test
  void whatIsPublishedWhileItIsDoneAgainAndAgainIsFound() {
    for (int i = 0; i < 5; i++) {
      JsonObject asked = ask();
      JsonObject article =
          new JsonObject()
              .put("title", "Penny farthing number " + i)
              .put("body", "It has a wheel of size " + i + ".")
              .put("language", "en")
              .put("state", "published");
      var saved =
          rapport
              .call("POST", "/api/v1/editor/articles")
              .as(rapport.token("sofia"))
              .json(article)
              .send();
      String id = new JsonObject(saved.body()).getString("id");
      Patience.until("it is found", () -> answers("penny+farthing+number").contains(id));
      Patience.until("it is done", () -> isDone(asked.getString("id")));
      assertThat(answers("penny+farthing+number")).contains(id);
    }
  }

  private static boolean isDone(String id) {
    JsonObject state = rapport.get("adam", REINDEX);
    assertThat(state.getString("phase")).isIn(Set.of("asked", "running", "done"));
    return id.equals(state.getString("id")) && "done".equals(state.getString("phase"));
  }

  private static String answers(String words) {
    return rapport.call("GET", "/api/v1/answers?q=" + words).send().body();
  }
}
