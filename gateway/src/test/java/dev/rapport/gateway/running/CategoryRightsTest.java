package dev.rapport.gateway.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is closed to somebody is as if it were not there, by whatever way they ask.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CategoryRightsTest {
  private static final String EDITOR = "/api/v1/editor/articles";
  private static final String RULES =
      """
      categories:
        - {category: staff, readers: [agent, supervisor], editors: [supervisor]}
        - {category: staff/pay, readers: ["login:ana"]}
      """;

  @TempDir private static Path data;
  private RunningRapport rapport;

  /// Public by their visibility; a rule closes each to somebody.
  private String staff;

  private String pay;
  private String file;

  @BeforeAll
  void threeArticles() {
    rapport = RunningRapport.with(data, RULES);
    String open = publish("How long does a zeppelin last?", "Ten years.", "products");
    staff = publish("What do zeppelin mechanics wear?", "A quixotic helmet.", "staff");
    pay = publish("What is a zeppelin mechanic paid?", "A wyvern each month.", "staff/pay");
    var added =
        rapport
            .call("POST", EDITOR + "/" + pay + "/attachments")
            .as(rapport.token("adam"))
            .json(
                new JsonObject()
                    .put("name", "pay.csv")
                    .put("type", "text/csv")
                    .put("content", Base64.getEncoder().encodeToString("a;b".getBytes(UTF_8))))
            .send();
    file = new JsonObject(added.body()).getString("id");
    Patience.until("the article is found", () -> answers("zeppelin").contains(open));
    assertThat(answers("zeppelin")).contains(open);
  }

  @AfterAll
  void stop() {
    rapport.close();
  }

  private String publish(String title, String body, String category) {
    HttpResponse<String> saved = send("adam", "POST", EDITOR, text(title, body, category));
    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(201);
    return new JsonObject(saved.body()).getString("id");
  }

  private static JsonObject text(String title, String body, String category) {
    return new JsonObject()
        .put("title", title)
        .put("body", body)
        .put("language", "en")
        .put("category", category)
        .put("state", "published");
  }

  private HttpResponse<String> send(String who, String method, String path, JsonObject body) {
    return rapport.call(method, path).as(rapport.token(who)).json(body).send();
  }

  private String answers(String question) {
    return rapport.call("GET", "/api/v1/answers?q=" + question).send().body();
  }

  private int status(String who, String path) {
    return rapport.call("GET", path).as(rapport.token(who)).send().statusCode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/answers?q=zeppelin+mechanics+helmet",
        "/api/v1/answers?q=quixotc",
        "/api/v1/answers?q=mechanics&category=staff",
        "/api/v1/answers/completions?q=what+do+zeppelin",
        "/api/v1/answers/facets",
        "/api/v1/answers/facets?q=zeppelin"
      })
  void aCustomerFindsNothingOfAClosedCategory(String path) {
    HttpResponse<String> answer = rapport.call("GET", path).send();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .doesNotContain(staff, pay, "helmet", "quixotic", "wyvern", "mechanic\"", "staff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/attachments"})
  void aCustomerCannotOpenWhatIsClosed(String part) {
    for (String id : new String[] {staff, pay}) {
      int status = rapport.call("GET", "/api/v1/articles/" + id + part).send().statusCode();
      assertThat(status).isEqualTo(404);
    }
    assertThat(
            rapport
                .call("GET", "/api/v1/articles/" + pay + "/attachments/" + file)
                .send()
                .statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/versions", "/attachments", "/attachments/FILE"})
  void onlyThoseNamedReadACategoryInTheEditor(String part) {
    String path = EDITOR + "/" + pay + part.replace("FILE", file);
    Map.of("ana", 200, "ben", 404, "sofia", 404, "adam", 200)
        .forEach((who, expected) -> assertThat(status(who, path)).as(who).isEqualTo(expected));
    assertThat(status("ben", EDITOR + "/" + staff)).isEqualTo(200);
  }

  @Test
  void aListLeavesOutWhatIsClosed() {
    String list = EDITOR + "?q=zeppelin";
    assertThat(rapport.get("ben", list).encode()).contains(staff).doesNotContain(pay);
    assertThat(rapport.get("ana", list).encode()).contains(staff, pay);
  }

  @Test
  void onlyEditorsOfACategoryChangeItsArticlesOrPutOneThere() {
    long revision = rapport.get("adam", EDITOR + "/" + staff).getLong("revision");
    JsonObject change =
        text("What do zeppelin mechanics wear?", "A quixotic helmet.", "staff")
            .put("state", "review")
            .put("revision", revision);
    assertThat(send("ben", "PUT", EDITOR + "/" + staff, change).statusCode()).isEqualTo(403);
    assertThat(
            send("ben", "PUT", EDITOR + "/" + staff + "/care", new JsonObject().put("owner", "b"))
                .statusCode())
        .isEqualTo(403);
    JsonObject draft = text("New", "New.", "staff/rules").put("state", "draft");
    assertThat(send("ben", "POST", EDITOR, draft).statusCode()).isEqualTo(403);
    assertThat(send("sofia", "POST", EDITOR, draft).statusCode()).isEqualTo(201);
    assertThat(send("sofia", "PUT", EDITOR + "/" + pay, change).statusCode()).isEqualTo(404);
    assertThat(
            send("ana", "PUT", EDITOR + "/" + pay, change.copy().put("category", "staff/pay"))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void suggestionsToAnAgentKeepToWhatHeMayRead() {
    JsonObject form = new JsonObject().put("message", "What is a zeppelin mechanic paid?");
    String contact = rapport.form(form.put("person", true)).getString("contact");
    try (Desk ben = rapport.desk("ben")) {
      ben.accept(contact);
      String suggested =
          rapport.get("ben", "/api/v1/contacts/" + contact + "/suggestions").encode();
      assertThat(suggested).contains(staff).doesNotContain(pay, "wyvern");
      HttpResponse<String> cited =
          send(
              "ben",
              "POST",
              "/api/v1/contacts/" + contact + "/citations",
              new JsonObject().put("article", staff));
      assertThat(cited.statusCode()).isEqualTo(404);
      ben.complete(contact);
    }
  }
}
