package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Labelled questions and judgements teach, over HTTP.
final class LabelsTest {
  private static final String LABELS = "/api/v1/editor/labels";
  private static final int BATCH = 50;

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

  private static JsonObject get(String query) {
    return new JsonObject(rapport.call("GET", "/api/v1/answers" + query).send().body());
  }

  private static HttpResponse<String> label(String as, JsonArray labels) {
    return rapport
        .call("POST", LABELS)
        .as(rapport.token(as))
        .json(new JsonObject().put("labels", labels))
        .send();
  }

  private static JsonObject one(String question, String... articles) {
    return new JsonObject()
        .put("question", question)
        .put("articles", new JsonArray(List.of(articles)));
  }

  private static @Nullable JsonObject english() {
    return rapport.get("sofia", "/api/v1/editor/lessons").getJsonArray("languages").stream()
        .map(JsonObject.class::cast)
        .filter(language -> language.getString("language").equals("en"))
        .findFirst()
        .orElse(null);
  }

  private static boolean isTaught(int labels) {
    JsonObject english = english();
    return english != null && english.getInteger("labels") >= labels;
  }

  @Test
  void whatNothingAnswersTeachesNotToAnswer() {
    JsonObject before = get("?q=saddle+height");
    assertThat(before.getJsonArray("answers")).isNotEmpty();
    assertThat(before.getString("decision")).isIn("answer", "suggest");
    assertThat(english().getString("why")).contains("the usual ones are in force");
    for (int batch = 0; batch < 3; batch++) {
      JsonArray labels = new JsonArray();
      for (int i = 0; i < BATCH; i++) {
        labels.add(one("saddle height of my bike number " + (batch * BATCH + i)));
      }
      HttpResponse<String> kept = label("sofia", labels);
      assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
      assertThat(new JsonObject(kept.body()).getInteger("added")).isEqualTo(BATCH);
    }
    Patience.until("the labels are learnt", () -> isTaught(3 * BATCH));
    JsonObject english = english();
    assertThat(english.getBoolean("learnt")).isTrue();
    assertThat(english.getValue("answerFrom")).as("everything was wrong").isNull();
    assertThat(english.getString("why")).contains("nothing is answered directly");
    assertThat(get("?q=saddle+height").getString("decision")).isEqualTo("hand_over");

    JsonArray listed = rapport.get("sofia", LABELS + "?limit=1000").getJsonArray("labels");
    for (Object label : listed) {
      String path = LABELS + "/" + ((JsonObject) label).getString("label");
      assertThat(rapport.call("DELETE", path).as(rapport.token("sofia")).send().statusCode())
          .isEqualTo(204);
      assertThat(rapport.call("DELETE", path).as(rapport.token("sofia")).send().statusCode())
          .isEqualTo(404);
    }
    Patience.until("they are unlearnt", () -> !isTaught(1));
    assertThat(get("?q=saddle+height").getString("decision")).isNotEqualTo("hand_over");
  }

  @Test
  void labelsAreReadStrictly() {
    JsonArray unknown = new JsonArray().add(one("where?", "no-such-article"));
    assertThat(label("sofia", unknown).body()).contains("there is no article 'no-such-article'");
    for (Object wrong :
        new Object[] {
          1,
          new JsonObject().put("question", "q"),
          one("").put("articles", new JsonArray()),
          one("q").put("articles", "a"),
          one("q").put("more", 1),
          one("q".repeat(1_001))
        }) {
      assertThat(label("sofia", new JsonArray().add(wrong)).statusCode())
          .as("%s", wrong)
          .isEqualTo(400);
    }
    assertThat(label("sofia", new JsonArray()).statusCode()).isEqualTo(400);
    assertThat(label("ben", new JsonArray().add(one("q"))).statusCode()).isEqualTo(403);
    assertThat(rapport.call("GET", "/api/v1/editor/lessons").send().statusCode()).isEqualTo(401);
  }

  private static int judge(@Nullable String as, String question, String article) {
    var body =
        new JsonObject().put("question", question).put("article", article).put("helpful", false);
    return as == null
        ? rapport.call("POST", "/api/v1/answers/judgements").json(body).send().statusCode()
        : rapport
            .call("POST", "/api/v1/editor/judgements")
            .as(rapport.token(as))
            .json(body)
            .send()
            .statusCode();
  }

  @Test
  void customersJudgeWhatTheyWereShownAndAgentsAlsoByWords() {
    JsonObject found = get("?q=repair+a+puncture");
    String id = found.getString("question");
    String article = found.getJsonArray("answers").getJsonObject(0).getString("article");
    assertThat(judge(null, id, article)).isEqualTo(204);
    assertThat(judge(null, id, article)).as("again").isEqualTo(204);
    assertThat(judge(null, id, "another")).isEqualTo(404);
    assertThat(judge(null, "repair a puncture", article)).as("by words").isEqualTo(404);
    assertThat(judge("ben", "repair a puncture", article)).isEqualTo(204);
    assertThat(judge("ben", "repair a puncture", article)).as("again").isEqualTo(204);
    Patience.until(
        "both are learnt, each once",
        () -> rapport.get("sofia", "/api/v1/editor/lessons").getInteger("judgements") == 2);
  }
}
