package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What must not come in by socket or mail is refused, and whoever comes next is served.
final class BadFramesTest {
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

  @Test
  void aFrameOfTwoMegabytesClosesTheSocket() {
    String text = new JsonObject().put("type", "say").put("text", "x".repeat(2 << 20)).encode();
    Visitor visitor = rapport.visitor();
    visitor.hello(new JsonObject());
    visitor.text(text);
    assertThat(visitor.closeCode()).isEqualTo(1009);
    Desk desk = rapport.desk("ben");
    desk.text(text);
    assertThat(desk.closeCode()).isEqualTo(1009);
  }

  @Test
  void aMalformedFrameOfADeskIsRefusedAndTheTwentyFirstClosesIt() {
    Desk desk = rapport.desk("ben");
    List<String> frames =
        List.of(
            "no json",
            "[]",
            "{\"type\":\"juggle\",\"id\":\"1\"}",
            "{\"type\":\"accept\",\"id\":\"1\",\"offer\":\"seven\"}",
            "{\"type\":\"accept\",\"id\":\"1\",\"offer\":1,\"colour\":\"red\"}",
            "{\"type\":\"reply\",\"id\":\"1\",\"contact\":\"c\",\"text\":\"\"}",
            "{\"type\":\"presence\",\"id\":\"1\",\"presence\":\"asleep\"}");
    for (int i = 0; i < 20; i++) {
      desk.text(frames.get(i % frames.size()));
    }
    desk.await("twenty refusals", _ -> refusals(desk) == 20);
    desk.text("one more");
    assertThat(desk.closeCode()).isEqualTo(1008);
  }

  private static long refusals(Desk desk) {
    return desk.frames().stream().filter(f -> "malformed".equals(f.getString("code"))).count();
  }

  @Test
  void aDeskThatDoesNotSayHelloFirstIsClosed() {
    Desk desk = rapport.bareDesk("ben");
    desk.text("{\"type\":\"accept\",\"id\":\"1\",\"offer\":1}");
    assertThat(desk.closeCode()).isEqualTo(1008);
  }

  @Test
  void aCommandAboutAContactOfNobodyIsRefused() {
    try (Desk desk = rapport.desk("ben")) {
      for (String type : List.of("reply", "finish", "complete")) {
        var command = new JsonObject().put("type", type).put("contact", "no-such-contact");
        JsonObject answer = desk.command(type.equals("reply") ? command.put("text", "x") : command);
        assertThat(answer.getString("type")).as(type).isEqualTo("refused");
      }
      var accept = new JsonObject().put("type", "accept").put("offer", 999_999);
      assertThat(desk.command(accept).getString("type")).isEqualTo("refused");
      desk.away();
    }
  }

  @Test
  void anAgentCannotTouchAContactOfAnother() {
    try (Desk ben = rapport.desk("ben");
        Desk cleo = rapport.desk("cleo")) {
      String contact =
          rapport
              .form(new JsonObject().put("message", "Hello").put("person", true))
              .getString("contact");
      ben.accept(contact);
      for (String type : List.of("reply", "finish", "complete")) {
        var command = new JsonObject().put("type", type).put("contact", contact);
        JsonObject answer = cleo.command(type.equals("reply") ? command.put("text", "x") : command);
        assertThat(answer.getString("type")).as(type).isEqualTo("refused");
      }
      assertThat(rapport.contact(contact).getString("state")).isEqualTo("assigned");
      ben.complete(contact);
      ben.away();
    }
  }

  @Test
  void aMailThatCannotBeReadIsSetAsideWithItsBytesAndTheNextIsTaken() {
    try (MailPeer peer = new MailPeer(rapport.smtpPort())) {
      String broken = "Subject: nobody wrote this\n\nHello\n";
      assertThat(peer.deliver("", RunningRapport.MAILBOX, broken)).startsWith("250");
      assertThat(
              peer.deliver(
                  "a@example.org",
                  RunningRapport.MAILBOX,
                  "From: a@example.org\nSubject: fine\n\nHello\n"))
          .startsWith("250");
    }
    JsonObject list = rapport.get("sofia", "/api/v1/set-aside");
    assertThat(list.getInteger("count")).isEqualTo(1);
    JsonObject item = list.getJsonArray("items").getJsonObject(0);
    assertThat(item.getString("reason")).contains("no sender");
    HttpResponse<String> raw =
        rapport
            .call("GET", "/api/v1/set-aside/" + item.getString("id") + "/raw")
            .as(rapport.token("sofia"))
            .send();
    assertThat(raw.body()).contains("Subject: nobody wrote this");
    assertThat(rapport.newest("email").getString("subject")).isEqualTo("fine");
  }

  @Test
  void aMailOfThirtyMegabytesOrForAnotherDomainIsRefused() {
    try (MailPeer peer = new MailPeer(rapport.smtpPort())) {
      assertThat(peer.command("MAIL FROM:<a@example.org> SIZE=31457280")).startsWith("552");
      assertThat(peer.deliver("a@example.org", "x@elsewhere.example", "Subject: x\n\nx\n"))
          .startsWith("550");
    }
  }

  @Test
  @DisplayName("P4: the same mail delivered again is the same contact")
  void theSameMailAgainIsOneContact() {
    String mail = "From: b@example.org\nMessage-ID: <twice@example.org>\nSubject: twice\n\nHi\n";
    assertThat(rapport.mail("b@example.org", mail)).startsWith("250");
    assertThat(rapport.mail("b@example.org", mail)).startsWith("250");
    assertThat(
            rapport.get("sofia", "/api/v1/contacts?channel=email").getJsonArray("contacts").stream()
                .filter(c -> "twice".equals(((JsonObject) c).getString("subject"))))
        .hasSize(1);
  }
}
