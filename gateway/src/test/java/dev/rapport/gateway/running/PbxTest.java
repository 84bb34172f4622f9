package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A PBX that keeps its own queue: it asks where calls belong, and tells what becomes of them.
final class PbxTest {
  private static final String HARRIET = "441174960000";

  @TempDir private static Path data;
  private static RunningRapport rapport;

  @BeforeAll
  static void start() {
    rapport = RunningRapport.with(data, PbxPeer.SETTINGS);
  }

  @AfterAll
  static void stop() {
    rapport.close();
  }

  private static String heard(String form) {
    return PbxPeer.heard(rapport, form);
  }

  private static void fate(String contact, String fate) {
    Patience.until(
        contact + " is " + fate, () -> fate.equals(rapport.contact(contact).getString("fate")));
  }

  @Test
  @DisplayName("P38: a PBX is told where a call belongs and nothing about the person")
  void aPbxAsksWhereACallBelongs() {
    JsonObject question = new JsonObject().put("from", HARRIET).put("to", "support");
    var answer = rapport.call("POST", "/api/v1/pbx/route").as(PbxPeer.TOKEN).json(question).send();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    new Schemas()
        .check(
            Contract.operations().stream()
                .filter(o -> o.id().equals("pbxRoute"))
                .findFirst()
                .orElseThrow(),
            answer);
    JsonObject route = new JsonObject(answer.body());
    assertThat(route.getString("recognition")).isEqualTo("known");
    assertThat(route.getString("queue")).isEqualTo("support");
    assertThat(route.getBoolean("open")).isTrue();
    assertThat(answer.body()).doesNotContain("Harriet", "Boone", "@");
    var stranger =
        rapport
            .call("POST", "/api/v1/pbx/route")
            .as(PbxPeer.TOKEN)
            .json(new JsonObject().put("from", "anonymous"))
            .send();
    assertThat(new JsonObject(stranger.body()).getString("recognition")).isEqualTo("unknown");
  }

  @Test
  void whoDoesNotSignIsNotHeard() {
    String body = "event=newCall&callId=forged&from=" + HARRIET + "&to=support&direction=in";
    String form = PbxPeer.FORM;
    String path = PbxPeer.EVENTS;
    assertThat(rapport.call("POST", path).body(form, body).send().statusCode()).isEqualTo(401);
    assertThat(rapport.call("POST", path).as(PbxPeer.TOKEN).body(form, body).send().statusCode())
        .isEqualTo(401);
    long old = Instant.now().getEpochSecond() - 400;
    assertThat(PbxPeer.signed(rapport, path, body, old).send().statusCode()).isEqualTo(401);
    assertThat(
            rapport
                .call("POST", "/api/v1/pbx/route")
                .as("another token, as long")
                .json(new JsonObject())
                .send()
                .statusCode())
        .isEqualTo(401);
    assertThat(PbxPeer.tell(rapport, "event=newCall&from=1").statusCode()).isEqualTo(400);
    assertThat(PbxPeer.tell(rapport, "event=dance&callId=x").statusCode()).isEqualTo(400);
    assertThat(PbxPeer.tell(rapport, "event=newCall&callId=o1&direction=out&from=1").statusCode())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("P4: each word twice is one contact, shown to whoever answered")
  void aCallOfThePbxIsShownToTheAgentWhoAnswered() {
    try (Desk ben = rapport.desk("ben")) {
      String arrival =
          "event=newCall&callId=c1&from=" + HARRIET + "&to=support&direction=in&user%5B%5D=201";
      String contact = heard(arrival);
      assertThat(heard(arrival)).isEqualTo(contact);
      assertThat(rapport.contact(contact).getString("state")).isEqualTo("answering");
      assertThat(ben.frames()).noneMatch(f -> "offer".equals(f.getString("type")));
      // Who it is stands there while it rings, before anybody picks up.
      assertThat(ben.await("screen_pop").encode()).contains("Harriet Boone", contact);
      assertThat(ben.of("call", contact).getString("state")).isEqualTo("ringing");

      assertThat(heard("event=answer&callId=c1&user=Ben+Okoye&userId=201")).isEqualTo(contact);
      ben.of("assigned", contact);
      heard("event=answer&callId=c1&user=Ben+Okoye&userId=201");

      heard("event=hangup&callId=c1&cause=normalClearing");
      heard("event=hangup&callId=c1&cause=normalClearing");
      ben.of("wrap_up", contact);
      ben.complete(contact);
      fate(contact, "handled");
    }
  }

  @Test
  void wordsInAnyOrderComeToTheSameEnd() {
    assertThat(heard("event=hangup&callId=c2&cause=cancel")).isNull();
    String abandoned = heard("event=newCall&callId=c2&from=" + HARRIET + "&to=support");
    fate(abandoned, "abandoned");

    assertThat(heard("event=answer&callId=c3&user=somebody")).isNull();
    String elsewhere = heard("event=newCall&callId=c3&from=anonymous&to=support");
    assertThat(rapport.contact(elsewhere).getString("state")).isEqualTo("answering");
    heard("event=hangup&callId=c3");
    fate(elsewhere, "closed_by_rule");
  }

  @Test
  void whoeverDidNotPickUpSeesItNoLonger() {
    try (Desk ben = rapport.desk("ben");
        Desk ana = rapport.desk("ana")) {
      String contact = heard("event=newCall&callId=c5&from=" + HARRIET + "&to=support");
      heard("event=ringing&callId=c5&user%5B%5D=201&user%5B%5D=ana");
      ben.of("screen_pop", contact);
      ana.of("screen_pop", contact);
      heard("event=answer&callId=c5&user=ana");
      ana.of("assigned", contact);
      assertThat(ben.of("released", contact).getString("why")).contains("colleague");
      heard("event=hangup&callId=c5");
      ana.of("wrap_up", contact);
      ana.complete(contact);

      String abandoned = heard("event=newCall&callId=c6&from=1&to=support&user=ben");
      ben.of("screen_pop", abandoned);
      heard("event=hangup&callId=c6");
      assertThat(ben.of("released", abandoned).getString("why")).contains("hung up");
      fate(abandoned, "abandoned");
      for (Desk desk : List.of(ana, ben)) {
        desk.away();
      }
    }
  }

  @Test
  void aCallThatThePbxTransferredIsWithTheOtherAgent() {
    try (Desk ben = rapport.desk("ben");
        Desk ana = rapport.desk("ana")) {
      String contact = heard("event=newCall&callId=c4&from=" + HARRIET + "&to=support");
      heard("event=answer&callId=c4&user=ben&at=1000");
      ben.of("assigned", contact);
      heard("event=answer&callId=c4&user=ana&at=2000");
      ana.of("assigned", contact);
      ben.of("released", contact);
      heard("event=answer&callId=c4&user=ben&at=1000");
      heard("event=hangup&callId=c4");
      ana.of("wrap_up", contact);
      ana.complete(contact);
      for (Desk desk : List.of(ana, ben)) {
        desk.away();
      }
    }
  }

  @Test
  @DisplayName("P2: what rang before a restart is known to ring after it")
  void whatRingsIsKnownAgainAfterARestart() {
    String contact = heard("event=newCall&callId=c7&from=1&to=support&user=ben");
    rapport.restart();
    try (Desk ben = rapport.desk("ben")) {
      heard("event=hangup&callId=c7");
      assertThat(ben.of("released", contact).getString("why")).contains("hung up");
      fate(contact, "abandoned");
      ben.away();
    }
  }
}
