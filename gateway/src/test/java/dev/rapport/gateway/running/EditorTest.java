package dev.rapport.gateway.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.knowledge.ArticleLimits;
import dev.rapport.knowledge.editing.Attachment;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
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
    assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
    // On a starved machine the first searches may meet their time limit.
    Patience.until("the article is found", () -> answers().encode().contains(id));
    JsonObject found = answers();
    assertThat(found.getString("decision")).isNotEqualTo("hand_over");

    var judgement =
        new JsonObject()
            .put("question", found.getString("question"))
            .put("article", saved.getString("id"))
            .put("helpful", true);
    var judged = rapport.call("POST", "/api/v1/answers/judgements").json(judgement).send();
    assertThat(judged.statusCode()).isEqualTo(204);
  }

  @Test
  void anAgentPublishesNothingByADateAndArchivesNothing() {
    JsonObject saved = new JsonObject(send("ben", "POST", EDITOR, draft("review")).body());
    String care = EDITOR + "/" + saved.getString("id") + "/care";
    for (String date : List.of("validFrom", "validUntil")) {
      assertThat(send("ben", "PUT", care, new JsonObject().put(date, 1)).statusCode())
          .isEqualTo(403);
    }
    long far = 4_000_000_000_000L;
    JsonObject dated = new JsonObject().put("validUntil", far);
    assertThat(send("sofia", "PUT", care, dated).statusCode()).isEqualTo(204);
    JsonObject owned = dated.copy().put("owner", "ben").put("reviewAt", far);
    assertThat(send("ben", "PUT", care, owned).statusCode()).isEqualTo(204);
    assertThat(send("ben", "PUT", care, new JsonObject().put("owner", "ben")).statusCode())
        .isEqualTo(403);
    JsonObject read = rapport.get("ben", EDITOR + "/" + saved.getString("id"));
    assertThat(read.getString("owner")).isEqualTo("ben");
    assertThat(read.getLong("validUntil")).isEqualTo(far);
  }

  @Test
  void aTranslationIsOfAnArticleAndSaysWhenItIsBehind() {
    JsonObject original = new JsonObject(send("sofia", "POST", EDITOR, draft("review")).body());
    JsonObject saved =
        new JsonObject(send("sofia", "POST", EDITOR, draft("review").put("language", "de")).body());
    String of = EDITOR + "/" + original.getString("id");
    String path = EDITOR + "/" + saved.getString("id");
    var care =
        new JsonObject()
            .put("translationOf", original.getString("id"))
            .put("translatedRevision", original.getLong("revision"));
    assertThat(
            send("ben", "PUT", path + "/care", care.copy().put("translationOf", "none"))
                .statusCode())
        .isEqualTo(404);
    assertThat(send("ben", "PUT", path + "/care", care).statusCode()).isEqualTo(204);
    assertThat(translation(of).getBoolean("stale")).isFalse();
    assertThat(rapport.get("ben", path).getBoolean("stale")).isFalse();
    JsonObject newer =
        draft("review").put("body", "With wax.").put("revision", original.getLong("revision"));
    assertThat(send("sofia", "PUT", of, newer).statusCode()).isEqualTo(200);
    assertThat(translation(of).getBoolean("stale")).isTrue();
    assertThat(rapport.get("ben", path).getBoolean("stale")).isTrue();
  }

  private static JsonObject translation(String of) {
    return rapport.get("ben", of).getJsonArray("translations").getJsonObject(0);
  }

  @Test
  void anArticleMayBeAsLongAsAnImportedOne() {
    JsonObject saved = new JsonObject(send("ben", "POST", EDITOR, draft("draft")).body());
    String path = EDITOR + "/" + saved.getString("id");
    JsonObject longer =
        draft("draft")
            .put("format", "markdown")
            .put("body", "word ".repeat(ArticleLimits.MAX_BODY / 5))
            .put("revision", saved.getLong("revision"));
    HttpResponse<String> changed = send("ben", "PUT", path, longer);
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    JsonObject tooLong = longer.copy().put("body", "x".repeat(ArticleLimits.MAX_BODY + 1));
    assertThat(send("ben", "PUT", path, tooLong).statusCode()).isEqualTo(400);
    JsonObject muchTooLong = longer.copy().put("body", "x".repeat(ArticleLimits.MAX_BODY * 4));
    assertThat(send("ben", "PUT", path, muchTooLong).statusCode()).isEqualTo(413);
  }

  @Test
  void aFileIsGivenAsWhatItIsToThoseWhoMayReadItsArticle() {
    JsonObject saved = new JsonObject(send("sofia", "POST", EDITOR, draft("published")).body());
    String of = "/api/v1/articles/" + saved.getString("id") + "/attachments";
    String editing = EDITOR + "/" + saved.getString("id") + "/attachments";
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3};
    JsonObject file = file("wachs größe.png", "image/png", png);
    assertThat(send("ben", "POST", editing, file).statusCode()).isEqualTo(403);
    HttpResponse<String> added = send("sofia", "POST", editing, file);
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    String id = new JsonObject(added.body()).getString("id");
    HttpResponse<String> given = rapport.call("GET", of + "/" + id).send();
    assertThat(given.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(given.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(given.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("sandbox");
    assertThat(rapport.call("GET", of).send().body()).contains(id);
    for (JsonObject wrong :
        List.of(
            file("a.png", "image/png", "<script>".getBytes(UTF_8)),
            file("a.svg", "image/svg+xml", "<svg/>".getBytes(UTF_8)),
            file("../a.png", "image/png", png),
            file("a.png", "image/png", new byte[0]),
            new JsonObject().put("name", "a.png").put("type", "image/png").put("content", "%"))) {
      assertThat(send("sofia", "POST", editing, wrong).statusCode()).isEqualTo(400);
    }
    JsonObject large = file("a.csv", "text/csv", new byte[Attachment.MAX_BYTES + 8_000]);
    assertThat(send("sofia", "POST", editing, large).statusCode()).isEqualTo(413);
    JsonObject back = draft("archived").put("revision", saved.getLong("revision"));
    assertThat(send("sofia", "PUT", EDITOR + "/" + saved.getString("id"), back).statusCode())
        .isEqualTo(200);
    assertThat(rapport.call("GET", of + "/" + id).send().statusCode()).isEqualTo(404);
    assertThat(rapport.call("GET", of).send().statusCode()).isEqualTo(404);
  }

  private static JsonObject saved(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
    return new JsonObject(response.body());
  }

  @Test
  void versionsAreComparedLineByLineAndBroughtBack() {
    JsonObject first = draft("draft").put("format", "markdown").put("body", "One.\n\nTwo.");
    JsonObject one = saved(send("ben", "POST", EDITOR, first));
    String path = EDITOR + "/" + one.getString("id");
    JsonObject second = first.copy().put("body", "One.\n\nThree.").put("title", "Waxing");
    JsonObject two =
        saved(send("ben", "PUT", path, second.put("revision", one.getLong("revision"))));
    String between = "/diff?from=" + one.getLong("revision") + "&to=" + two.getLong("revision");
    assertThat(
            rapport.get("ben", path + between).getJsonArray("lines").stream()
                .map(line -> (JsonObject) line)
                .map(line -> line.getString("kind") + " " + line.getString("text")))
        .containsExactlyInAnyOrder(
            "removed How do I wax the saddle?",
            "added Waxing",
            "kept ",
            "kept One.",
            "kept ",
            "removed Two.",
            "added Three.");
    assertThat(rapport.call("GET", path + "/diff?from=1&to=999999").as(rapport.token("ben")).send())
        .extracting(HttpResponse::statusCode)
        .isEqualTo(404);

    JsonObject back =
        new JsonObject()
            .put("version", one.getLong("revision"))
            .put("revision", two.getLong("revision"));
    JsonObject three = saved(send("ben", "POST", path + "/restore", back));
    JsonObject read = rapport.get("ben", path);
    assertThat(read.getString("title")).isEqualTo("How do I wax the saddle?");
    assertThat(read.getString("body")).isEqualTo("One.\n\nTwo.");
    assertThat(read.getString("html")).contains("<p>Two.</p>");
    assertThat(read.getLong("revision")).isEqualTo(three.getLong("revision"));
    assertThat(rapport.get("ben", path + "/versions").getJsonArray("versions")).hasSize(3);
    assertThat(send("ben", "POST", path + "/restore", back).statusCode()).isEqualTo(409);
  }

  @Test
  void aCategoryIsTheSamePathHoweverItIsWritten() {
    for (String written : new String[] {"Care / Saddles", "/Care//Saddles/", " Care/ Saddles "}) {
      JsonObject one = saved(send("ben", "POST", EDITOR, draft("draft").put("category", written)));
      assertThat(rapport.get("ben", EDITOR + "/" + one.getString("id")).getString("category"))
          .isEqualTo("Care/Saddles");
    }
    JsonObject none = saved(send("ben", "POST", EDITOR, draft("draft").put("category", " // ")));
    assertThat(rapport.get("ben", EDITOR + "/" + none.getString("id")).getString("category"))
        .isNull();
    JsonObject published = draft("published").put("category", "Velo /  Polish");
    String id = saved(send("sofia", "POST", EDITOR, published)).getString("id");
    Patience.until("it is found in its category", () -> found("wax&category=/Velo/Polish/", id));
  }

  @Test
  void whatWasDoneToAnArticleIsToldOverHttp() {
    JsonObject one = saved(send("ben", "POST", EDITOR, draft("review")));
    String path = EDITOR + "/" + one.getString("id");
    long before = rapport.get("ben", "/api/v1/editor/events").getLong("newest");
    JsonObject dated =
        new JsonObject()
            .put("validFrom", 4_000_000_000_000L)
            .put("revision", one.getLong("revision"));
    assertThat(send("sofia", "PUT", path + "/care", dated).statusCode()).isEqualTo(204);
    assertThat(rapport.get("ben", path).getBoolean("approved")).isTrue();
    JsonObject change =
        draft("review").put("body", "Waxy.").put("revision", one.getLong("revision"));
    saved(send("ben", "PUT", path, change));
    assertThat(rapport.get("ben", path).getBoolean("approved")).as("nobody read it").isFalse();
    assertThat(send("sofia", "PUT", path + "/care", dated).statusCode())
        .as("an older revision was read")
        .isEqualTo(409);

    JsonObject trail = rapport.get("ben", path + "/events?after=0");
    assertThat(
            trail.getJsonArray("events").stream()
                .map(event -> (JsonObject) event)
                .map(event ->
                    event.getString("kind")
                        + " "
                        + event.getString("author")
                        + " "
                        + event.getJsonArray("what").getList()))
        .containsExactly("created ben []", "cared_for sofia [validFrom]", "changed ben [body]");
    JsonObject news = rapport.get("ben", "/api/v1/editor/events?after=" + before);
    assertThat(news.getJsonArray("events").size()).isGreaterThanOrEqualTo(2);
    assertThat(news.getLong("newest")).isGreaterThanOrEqualTo(before + 2);
  }

  @Test
  void whatIsNotValidYetOrNoMoreIsNotThereForCustomers() {
    String unlike = "Velocipede varnishing";
    JsonObject published = draft("published").put("title", unlike);
    JsonObject one = saved(send("sofia", "POST", EDITOR, published));
    String id = one.getString("id");
    Patience.until("it is found", () -> found("velocipede+varnishing", id));
    JsonObject later = new JsonObject().put("validFrom", 4_000_000_000_000L);
    assertThat(send("sofia", "PUT", EDITOR + "/" + id + "/care", later).statusCode())
        .isEqualTo(204);
    assertThat(rapport.call("GET", "/api/v1/articles/" + id).send().statusCode()).isEqualTo(404);
    assertThat(rapport.call("GET", "/api/v1/articles/" + id + "/attachments").send().statusCode())
        .isEqualTo(404);
    Patience.until("it is no longer found", () -> !found("velocipede+varnishing", id));
    assertThat(rapport.get("ben", EDITOR + "/" + id).getString("state")).isEqualTo("published");
    assertThat(send("sofia", "PUT", EDITOR + "/" + id + "/care", new JsonObject()).statusCode())
        .isEqualTo(204);
    assertThat(rapport.call("GET", "/api/v1/articles/" + id).send().statusCode()).isEqualTo(200);
    Patience.until("it is found again", () -> found("velocipede+varnishing", id));
  }

  private static boolean found(String words, String id) {
    return rapport.call("GET", "/api/v1/answers?q=" + words).send().body().contains(id);
  }

  private static JsonObject file(String name, String type, byte[] content) {
    return new JsonObject()
        .put("name", name)
        .put("type", type)
        .put("content", Base64.getEncoder().encodeToString(content));
  }

  private static JsonObject answers() {
    return new JsonObject(rapport.call("GET", "/api/v1/answers?q=wax+the+saddle").send().body());
  }
}
