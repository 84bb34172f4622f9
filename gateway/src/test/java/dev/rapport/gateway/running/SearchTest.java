package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a customer's search does beside finding, over HTTP.
final class SearchTest {
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

  private static JsonObject get(String path) {
    return new JsonObject(rapport.call("GET", "/api/v1/answers" + path).send().body());
  }

  @Test
  void aMistypedQuestionIsAnsweredAsItWasMeant() {
    JsonObject found = get("?q=sadle+height");
    assertThat(found.getString("meant")).isEqualTo("saddle height");
    JsonObject best = found.getJsonArray("answers").getJsonObject(0);
    JsonArray first = best.getJsonArray("highlights").getJsonArray(0);
    String marked = best.getString("excerpt").substring(first.getInteger(0), first.getInteger(1));
    assertThat(marked).containsIgnoringCase("saddle");
  }

  @Test
  void whatIsTypedIsCompleted() {
    assertThat(get("/completions?q=punct").encode()).containsIgnoringCase("puncture");
    assertThat(get("/completions?q=qqqq").getJsonArray("completions")).isEmpty();
  }

  @Test
  void articlesAreCountedWhereTheyAre() {
    assertThat(get("/facets").getJsonArray("categories")).isNotNull();
  }

  @Test
  void synonymsCountFromTheNextQuestionOn() {
    assertThat(get("?q=velocipede").getJsonArray("answers")).isEmpty();
    var group =
        new JsonObject()
            .put("language", "en")
            .put("words", new JsonArray(List.of("bicycle", "velocipede")));
    String path = "/api/v1/editor/synonyms/bikes";
    var saved = rapport.call("PUT", path).as(rapport.token("sofia")).json(group).send();
    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(204);
    assertThat(get("?q=velocipede").getJsonArray("answers")).isNotEmpty();
    assertThat(rapport.get("sofia", "/api/v1/editor/synonyms").getJsonArray("groups")).hasSize(1);
    var removed = rapport.call("DELETE", path).as(rapport.token("sofia")).send();
    assertThat(removed.statusCode()).isEqualTo(204);
    assertThat(get("?q=velocipede").getJsonArray("answers")).isEmpty();
  }

  @Test
  void whatWasTypedOnTheWayIsNoQuestionOfItsOwn() {
    String typed = get("?q=penny+farthing").getString("question");
    get("?q=penny+farthing+licence&refines=" + typed);
    String gaps = rapport.get("sofia", "/api/v1/editor/gaps").encode();
    assertThat(gaps).contains("penny farthing licence").doesNotContain("\"penny farthing\"");
  }

  @Test
  void aContactIsJoinedWithTheQuestionsBeforeIt() {
    String question = get("?q=unicycle+licence").getString("question");
    String contact =
        rapport
            .form(new JsonObject().put("message", "About unicycles").put("person", true))
            .getString("contact");
    try (Desk ben = rapport.desk("ben")) {
      ben.accept(contact);
      ben.complete(contact);
    }
    var body =
        new JsonObject().put("questions", new JsonArray(List.of(question))).put("contact", contact);
    var joined = rapport.call("POST", "/api/v1/answers/followed").json(body).send();
    assertThat(joined.statusCode()).isEqualTo(204);
    JsonArray gaps = rapport.get("sofia", "/api/v1/editor/gaps").getJsonArray("gaps");
    JsonObject gap =
        gaps.stream()
            .map(JsonObject.class::cast)
            .filter(g -> g.getJsonArray("examples").contains("unicycle licence"))
            .findFirst()
            .orElseThrow();
    assertThat(gap.getInteger("contacts")).isEqualTo(1);
    JsonObject spared = rapport.get("sofia", "/api/v1/editor/deflection");
    assertThat(spared.getValue("share")).isNull();
  }
}
