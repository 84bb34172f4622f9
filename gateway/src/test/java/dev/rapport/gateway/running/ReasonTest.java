package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a customer tried by herself is on the agent's screen.
final class ReasonTest {
  @TempDir private static Path data;

  @Test
  @DisplayName("P38: what she searched for, opened and was answered is told, to whoever may know")
  void whatSheTriedIsTheReasonAndItsWordsAreClosedUntilTheAgentMadeSure() {
    try (RunningRapport rapport = RunningRapport.start(data).answering();
        Desk ben = rapport.desk("ben")) {
      JsonObject searched =
          new JsonObject(rapport.call("GET", "/api/v1/answers?q=saddle+height").send().body());
      String question = searched.getString("question");
      JsonObject first = searched.getJsonArray("answers").getJsonObject(0);
      post(
          rapport,
          "/api/v1/answers/openings",
          new JsonObject().put("question", question).put("article", first.getString("article")));
      String contact =
          rapport
              .form(
                  new JsonObject()
                      .put("message", "Nobody answers me")
                      .put("email", "harriet.boone@example.org")
                      .put("person", true))
              .getString("contact");
      post(
          rapport,
          "/api/v1/answers/followed",
          new JsonObject().put("questions", new JsonArray().add(question)).put("contact", contact));
      ben.accept(contact);
      String harriet = rapport.contact(contact).getString("customer");
      String view = "/api/v1/customers/" + harriet + "/view?contact=" + contact;

      JsonObject closed = reason(rapport.get("ben", view));
      assertThat(closed.getInteger("tried")).isPositive();
      assertThat(closed.getJsonArray("steps")).isEmpty();

      var sure =
          rapport
              .call("POST", "/api/v1/contacts/" + contact + "/identity")
              .as(rapport.token("ben"))
              .json(new JsonObject().put("customer", harriet).put("how", "named her bicycle"))
              .send();
      assertThat(sure.statusCode()).isEqualTo(204);
      JsonArray steps = reason(rapport.get("ben", view)).getJsonArray("steps");
      JsonObject search =
          steps.stream()
              .map(JsonObject.class::cast)
              .filter(s -> s.getString("words").equals("saddle height"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(steps.encode()));
      assertThat(search.getString("opened")).isEqualTo(first.getString("title"));
      assertThat(search.getString("contact")).isEqualTo(contact);
    }
  }

  private static JsonObject reason(JsonObject view) {
    return view.getJsonObject("tiles").getJsonObject("reason");
  }

  private static void post(RunningRapport rapport, String path, JsonObject body) {
    var answer = rapport.call("POST", path).json(body).send();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }
}
