package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which of these do you mean: asked and understood in a chat.
final class AskedBackTest {
  private static final String QUESTION = "xylophone permit";
  private static final String ASKED = "Which of these do you mean?";

  @TempDir private static Path data;
  private static RunningRapport rapport;

  @BeforeAll
  static void start() {
    rapport = RunningRapport.start(data).answering();
    for (String of : List.of("lending", "cleaning", "shipping")) {
      var article =
          new JsonObject()
              .put("title", "The " + of + " rules")
              .put("body", "A xylophone needs " + of + ".")
              .put("language", "en")
              .put("state", "published");
      var created =
          rapport
              .call("POST", "/api/v1/editor/articles")
              .as(rapport.token("sofia"))
              .json(article)
              .send();
      assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    }
    Patience.until(
        "the question can be read in several ways", () -> decided(QUESTION).equals("ask_back"));
  }

  @AfterAll
  static void stop() {
    rapport.close();
  }

  private static JsonObject ask(String question) {
    String q = URLEncoder.encode(question, StandardCharsets.UTF_8);
    return new JsonObject(rapport.call("GET", "/api/v1/answers?q=" + q).send().body());
  }

  private static String decided(String question) {
    JsonObject found = ask(question);
    return found.getString("decision");
  }

  private static List<String> titles(JsonObject message) {
    return message.getJsonArray("answers").stream()
        .map(answer -> ((JsonObject) answer).getString("title"))
        .toList();
  }

  private static Visitor visitor() {
    Visitor visitor = rapport.visitor();
    visitor.hello(new JsonObject());
    return visitor;
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "the second one please", "TITLE"})
  void theChoiceIsOfferedAndMayHelp(String said) {
    try (Visitor visitor = visitor()) {
      visitor.say(QUESTION);
      visitor.status("answering");
      JsonObject asked = visitor.message("assistant", ASKED);
      List<String> titles = titles(asked);
      assertThat(titles).hasSizeBetween(2, 3);
      IntStream.range(0, titles.size())
          .forEach(i ->
              assertThat(asked.getString("text")).contains("\n" + (i + 1) + ". " + titles.get(i)));
      visitor.say(said.equals("TITLE") ? titles.get(1) : said);
      JsonObject offered = visitor.message("assistant", "This may answer your question:");
      assertThat(titles(offered)).containsExactly(titles.get(1));
      visitor.send(new JsonObject().put("type", "helped"));
      assertThat(visitor.status("ended").getString("fate")).isEqualTo("self_served");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"neither", "none of these", "no, the licence of my drum", "I want a human"})
  void whateverElseIsSaidIsForAPerson(String said) {
    try (Visitor visitor = visitor()) {
      visitor.say(QUESTION);
      visitor.message("assistant", ASKED);
      visitor.say(said);
      visitor.status("waiting");
    }
  }

  @Test
  void itIsAskedOnce() {
    try (Visitor visitor = visitor()) {
      visitor.say(QUESTION);
      visitor.message("assistant", ASKED);
      visitor.say("1");
      visitor.message("assistant", "This may answer your question:");
      visitor.say("2");
      visitor.status("waiting");
    }
  }

  @Test
  void whoAsksTheSearchForAPersonIsToldWhereThereIsOne() {
    JsonObject found = ask("I want to talk to a person");
    assertThat(found.getBoolean("person")).isTrue();
    assertThat(found.getString("decision")).isEqualTo("hand_over");
    assertThat(found.getBoolean("offer")).isFalse();
    assertThat(ask("saddle height").getBoolean("person")).isFalse();
    String gaps = rapport.get("sofia", "/api/v1/editor/gaps").encode();
    assertThat(gaps).doesNotContain("talk to a person");
  }

  @Test
  void aWishInTheSubjectOfAFormIsOne() {
    var form =
        new JsonObject()
            .put("subject", "Please let me speak to a human")
            .put("message", "How high should my saddle be?");
    assertThat(rapport.form(form).getString("state")).isEqualTo("waiting");
  }
}
