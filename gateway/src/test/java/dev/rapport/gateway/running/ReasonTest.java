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

  @Test
  @DisplayName("P38: pages she looked at are told, bounded and as plain words, to whoever may know")
  void pagesOfTheOwnSiteAreTheReasonToo() {
    try (RunningRapport rapport = RunningRapport.start(data.resolve("pages"));
        Desk ben = rapport.desk("ben");
        Visitor visitor = rapport.visitor()) {
      visitor.hello(new JsonObject().put("email", "harriet.boone@example.org"));
      for (int page = 0; page < 30; page++) {
        visitor.send(page("https://Shop.example/saddles/" + page + "?session=s3cret#top", ""));
      }
      visitor.send(page("javascript:alert(1)", "no page"));
      visitor.await("nack");
      visitor.sayToPerson("Hello");
      visitor.send(page("http://shop.example:8080/bells", "Bells <b>that</b>\n ring"));
      String contact = rapport.newest("chat").getString("id");
      ben.accept(contact);
      String harriet = rapport.contact(contact).getString("customer");
      String view = "/api/v1/customers/" + harriet + "/view?contact=" + contact;
      assertThat(reason(rapport.get("ben", view)).getJsonArray("steps")).isEmpty();
      rapport
          .call("POST", "/api/v1/contacts/" + contact + "/identity")
          .as(rapport.token("ben"))
          .json(new JsonObject().put("customer", harriet).put("how", "named her bicycle"))
          .send();
      Patience.until(
          "the page is kept",
          () -> reason(rapport.get("ben", view)).getJsonArray("steps").encode().contains("bells"));
      JsonArray steps = reason(rapport.get("ben", view)).getJsonArray("steps");
      assertThat(steps).hasSize(10);
      assertThat(steps.encode())
          .contains("http://shop.example:8080/bells", "https://shop.example/saddles/")
          .doesNotContain("s3cret", "javascript");
      assertThat(steps.stream().map(JsonObject.class::cast).map(step -> step.getString("words")))
          .contains("Bells <b>that</b> ring");
    }
  }

  private static JsonObject page(String address, String title) {
    return new JsonObject().put("type", "page").put("address", address).put("title", title);
  }

  private static JsonObject reason(JsonObject view) {
    return view.getJsonObject("tiles").getJsonObject("reason");
  }

  private static void post(RunningRapport rapport, String path, JsonObject body) {
    var answer = rapport.call("POST", path).json(body).send();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }
}
