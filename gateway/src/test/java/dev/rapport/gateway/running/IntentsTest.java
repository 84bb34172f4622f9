package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a contact is about, guessed from its words, says where it goes.
final class IntentsTest {
  private static final String INTENTS =
      """
      intents:
        - name: card_lost
          queue: orders
          skills: {orders: 80}
          urgency: high
          questions:
            - I lost my card
            - my card was stolen
            - somebody took my purse with the card in it
            - please block my card
            - the card is gone
            - I cannot find my card anywhere
        - name: opening_times
          questions:
            - when do you open
            - are you open on Sundays
            - what are your opening hours
            - until when is the shop open
            - do you close for lunch
            - are you there at the weekend
        - name: pin
          queue: orders
          questions:
            - I forgot my PIN
            - how do I change the PIN
            - my PIN does not work
            - the machine refuses my PIN
      """;

  @TempDir private static Path data;
  private static RunningRapport rapport;

  @BeforeAll
  static void start() {
    rapport = RunningRapport.with(data, INTENTS);
    Patience.until("intents are learnt", () -> guess("my card is lost") != null);
  }

  @AfterAll
  static void stop() {
    rapport.close();
  }

  private static JsonObject guess(String text) {
    String q = URLEncoder.encode(text, StandardCharsets.UTF_8);
    return rapport.get("ben", "/api/v1/intents?q=" + q).getJsonObject("guess");
  }

  private static JsonObject arrived(String text) {
    String contact =
        rapport
            .form(new JsonObject().put("message", text).put("person", true))
            .getString("contact");
    return rapport.contact(contact);
  }

  @Test
  void wordsSayWhereAContactGoesThatNoRuleDecides() {
    assertThat(guess("help, my card was stolen today").getString("intent")).isEqualTo("card_lost");
    assertThat(arrived("help, my card was stolen today").getString("queue")).isEqualTo("orders");
  }

  @Test
  void noneOfTheseGoesToTheDefaultQueue() {
    assertThat(arrived("who won the football last night?").getString("queue")).isEqualTo("support");
  }

  @Test
  void anIntentAsksForItsSkills() {
    try (Desk cleo = rapport.desk("cleo")) {
      String card = arrived("I lost my card, please block it").getString("id");
      String pin = arrived("my PIN does not work").getString("id");
      // Cleo serves the queue with 60; the lost card wants 80.
      cleo.accept(pin);
      assertThat(rapport.contact(card).getString("state")).isEqualTo("waiting");
      cleo.complete(pin);
    }
  }

  @Test
  void whatPeopleSayAQuestionIsAboutMustBeAnIntent() {
    var wrong = new JsonObject().put("question", "my card melted").put("intent", "card_melted");
    var answer =
        rapport
            .call("POST", "/api/v1/intents/questions")
            .as(rapport.token("ben"))
            .json(wrong)
            .send();
    assertThat(answer.statusCode()).isEqualTo(400);
    var right =
        rapport
            .call("POST", "/api/v1/intents/questions")
            .as(rapport.token("ben"))
            .json(wrong.put("intent", "card_lost"))
            .send();
    assertThat(right.statusCode()).isEqualTo(204);
  }
}
