package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Queues, agents and contacts as supervisors and agents really change them, over the interfaces.
final class QueueRulesTest {
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

  private static HttpResponse<String> send(String method, String path, JsonObject body) {
    return rapport.call(method, path).as(rapport.token("sofia")).json(body).send();
  }

  private static HttpResponse<String> command(String path, String command, JsonObject more) {
    return send("POST", path + "/commands", more.put("command", command).put("why", "as agreed"));
  }

  private static String form(String words) {
    return rapport
        .form(new JsonObject().put("message", words).put("person", true))
        .getString("contact");
  }

  @Test
  void aQueueIsClosedWhileItRunsAndSaysWhy() {
    JsonObject week = new JsonObject().put("mon", "09:00-12:00, 13:00-17:00");
    JsonObject hours = new JsonObject().put("zone", "Europe/Zurich").put("week", week);
    JsonObject board =
        new JsonObject().put("name", "The board").put("hours", hours).put("whenClosed", "callback");
    assertThat(send("PUT", "/api/v1/queues/board", board).statusCode()).isEqualTo(200);
    String path = "/api/v1/queues/board/hours?at=";
    JsonObject noon = rapport.get("sofia", path + "2026-11-23T11:30:00Z");
    assertThat(noon.getBoolean("open")).isFalse();
    assertThat(noon.getString("why"))
        .isEqualTo(
            "closed at 12:30 on Monday 2026-11-23, open 09:00-12:00 and 13:00-17:00;"
                + " opens 13:00 (Europe/Zurich)");
    assertThat(rapport.get("sofia", path + "2026-11-23T08:00:00Z").getBoolean("open")).isTrue();
  }

  @Test
  void aQueueIsReadChangedAndPutBackWithWhoAndWhy() {
    JsonObject read = rapport.get("sofia", "/api/v1/queues/board");
    JsonObject queue = read.getJsonObject("queue");
    JsonObject change =
        queue.copy().put("targetSeconds", 45).put("policy", "strict").put("why", "a busy day");
    change.put("plan", read.getLong("plan")).put("inFlight", "keep");
    assertThat(send("PUT", "/api/v1/queues/board", change).statusCode()).isEqualTo(200);
    JsonObject after = rapport.get("sofia", "/api/v1/queues/board");
    assertThat(after.getJsonObject("queue"))
        .isEqualTo(queue.copy().put("targetSeconds", 45).put("policy", "strict"));
    assertThat(send("PUT", "/api/v1/queues/board", change).body()).contains("plan-old");
    assertThat(send("PUT", "/api/v1/queues/board", queue.copy()).statusCode()).isEqualTo(200);
    assertThat(rapport.call("GET", "/api/v1/queues/board").as(rapport.token("ana")).send())
        .extracting(HttpResponse::statusCode)
        .isEqualTo(403);
  }

  @Test
  void aWrongChangeIsRefusedInWords() {
    JsonObject circle = new JsonObject().put("whenFull", "queue nowhere");
    HttpResponse<String> answer = send("PUT", "/api/v1/queues/board", circle);
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("overflows to the unknown queue nowhere");
    assertThat(send("PUT", "/api/v1/queues/board", new JsonObject().put("hurs", 1)).body())
        .contains("did you mean 'hours'");
    assertThat(send("PUT", "/api/v1/queues/none", new JsonObject()).statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("P17: consult and hand over at the desk")
  void anAgentAsksAColleagueAndHandsOver() {
    try (Desk cleo = rapport.desk("cleo")) {
      String contact = form("Where is my parcel?");
      cleo.accept(contact);
      try (Desk ana = rapport.desk("ana")) {
        JsonObject ask = new JsonObject().put("type", "consult").put("contact", contact);
        cleo.command(ask.put("agent", "ana").put("why", "do you know?"));
        String question = cleo.of("consult", contact).getString("question");
        ana.accept(question);
        cleo.await("accepted", frame -> "accepted".equals(frame.getString("state")));
        cleo.command(new JsonObject().put("type", "hand_over").put("contact", contact));
        cleo.of("released", contact);
        ana.of("assigned", contact);
        ana.complete(contact);
      }
    }
  }

  @Test
  void aSupervisorGivesAContactToAnAgent() {
    try (Desk ben = rapport.desk("ben")) {
      String contact = form("Hello");
      ben.of("offer", contact);
      JsonObject to = new JsonObject().put("agent", "ben");
      HttpResponse<String> answer = command("/api/v1/contacts/" + contact, "assign", to);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      ben.of("assigned", contact);
      ben.complete(contact);
      assertThat(
              command(
                      "/api/v1/agents/ben",
                      "change",
                      new JsonObject().put("skills", new JsonObject().put("service", 70)))
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void nothingIsStuckAndJumpsAreSummed() {
    assertThat(rapport.get("sofia", "/api/v1/stuck").getJsonArray("stuck")).isEmpty();
    assertThat(rapport.get("sofia", "/api/v1/jumps").getInteger("passedOver")).isNotNegative();
  }
}
