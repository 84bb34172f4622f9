package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.gateway.together.RealRedis;
import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Two gateways of one centre that serve at once, on a real PostgreSQL and a real Redis. The first
/// to start leads.
@TestMethodOrder(MethodOrderer.MethodName.class)
final class TogetherTest {
  @TempDir private static Path home;
  private static EmbeddedPostgres postgres;
  private static RealRedis redis;
  private static RunningRapport leader;
  private static RunningRapport other;

  private final List<FrameSocket> sockets = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    postgres = postgres();
    redis = RealRedis.start();
    String more =
        """
        storage: postgresql://postgres:postgres@127.0.0.1:%d/postgres
        carrier: {url: "%s"}
        """
            .formatted(postgres.getPort(), redis.url());
    leader = RunningRapport.together(home.resolve("a"), more).answering();
    other = RunningRapport.beside(leader, home.resolve("b"), more).answering();
  }

  static EmbeddedPostgres postgres() throws IOException {
    try {
      return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    } catch (IOException | RuntimeException e) {
      Assumptions.assumeTrue(false, "no PostgreSQL here: " + e);
      throw e;
    }
  }

  @AfterAll
  static void stop() throws IOException {
    for (AutoCloseable one : new AutoCloseable[] {other, leader, redis, postgres}) {
      try {
        if (one != null) {
          one.close();
        }
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  @AfterEach
  void everybodyLeaves() {
    for (FrameSocket socket : sockets) {
      if (socket instanceof Desk desk) {
        desk.away();
      }
      socket.close();
    }
  }

  private Desk desk(RunningRapport at, String login) {
    Desk desk = at.desk(login);
    sockets.add(desk);
    return desk;
  }

  private Visitor visitor(RunningRapport at) {
    Visitor visitor = at.visitor();
    sockets.add(visitor);
    visitor.hello(new JsonObject().put("name", "Harriet").put("email", "harriet@example.org"));
    return visitor;
  }

  /// A whole chat, from the first word to its one fate.
  private void chat(RunningRapport visitors, RunningRapport agents, String agent) {
    Desk desk = desk(agents, agent);
    chat(visitor(visitors), desk);
    desk.away();
  }

  private static String chat(Visitor visitor, Desk desk) {
    String contact = visitor.sayToPerson("My saddle came loose").getString("contact");
    JsonObject pop = desk.of("screen_pop", contact);
    assertThat(pop.getLong("n")).isLessThan(desk.of("offer", contact).getLong("n"));
    desk.accept(contact);
    visitor.status("talking");
    String question = "Which model is " + contact + "?";
    long seq = desk.reply(contact, question).getLong("seq");
    assertThat(visitor.message("agent", question).getLong("seq")).isEqualTo(seq);
    String answer = "A Heron, " + contact;
    visitor.say(answer);
    desk.await("the answer", f -> f.encode().contains(answer));
    desk.finish(contact);
    assertThat(desk.complete(contact).getString("fate")).isEqualTo("handled");
    visitor.await(
        "its end",
        f -> "ended".equals(f.getString("state")) && contact.equals(f.getString("contact")));
    assertThat(times(desk, "offer", contact)).as("offered once").isEqualTo(1);
    assertThat(times(desk, "ended", contact)).as("one fate").isEqualTo(1);
    return contact;
  }

  private static long times(Desk desk, String type, String contact) {
    return desk.frames().stream()
        .filter(f -> type.equals(f.getString("type")) && contact.equals(Desk.contact(f)))
        .count();
  }

  @Test
  @DisplayName("P2 P5 P10: a visitor at one gateway and an agent at another; either way round")
  void aVisitorHereAndAnAgentThere() {
    chat(leader, other, "ben");
    chat(other, leader, "ana");
    chat(other, other, "ben");
  }

  @Test
  void everyGatewayShowsTheSameBoard() {
    Desk ben = desk(other, "ben");
    try (FrameSocket board = leader.board("sofia");
        FrameSocket second = other.board("sofia")) {
      String contact = visitor(leader).sayToPerson("Hello").getString("contact");
      ben.accept(contact);
      board.await("it on the leader's board", f -> onBoard(f, "ben", contact));
      second.await("it on the other's board", f -> onBoard(f, "ben", contact));
      ben.finish(contact);
      ben.complete(contact);
    }
    assertThat(today(other).getInteger("chat")).isEqualTo(today(leader).getInteger("chat"));
  }

  private static JsonObject today(RunningRapport at) {
    return at.get("sofia", "/api/v1/board").getJsonObject("today").getJsonObject("arrived");
  }

  private static boolean onBoard(JsonObject board, String agent, String contact) {
    return board.getJsonArray("agents").stream()
        .map(JsonObject.class::cast)
        .filter(a -> agent.equals(a.getString("id")))
        .anyMatch(a -> a.encode().contains(contact));
  }

  @Test
  @DisplayName("P16: of two desks of one agent at two gateways one goes, and the agent stays")
  void oneOfTwoDesksGoes() {
    Desk here = leader.desk("ben");
    Desk there = desk(other, "ben");
    here.close();
    chat(visitor(leader), there);
  }

  @Test
  @DisplayName("P4: mails and forms come in at any gateway")
  void mailsAndFormsComeInAnywhere() {
    Desk cleo = desk(leader, "cleo");
    String taken =
        other.mail(
            "callum.ashdown@example.com",
            """
            From: Callum Ashdown <callum.ashdown@example.com>
            To: help@alderfinch.example
            Message-ID: <where-is-it@example.com>
            Subject: My order

            The parcel has not come.
            """);
    assertThat(taken).startsWith("250");
    String mail = Desk.contact(cleo.await("screen_pop"));
    cleo.accept(mail);
    cleo.reply(mail, "It is in Bath.");
    assertThat(leader.relay.next().data()).contains("It is in Bath.");
    cleo.complete(mail);
    String form =
        other
            .form(
                new JsonObject()
                    .put("message", "Where is my parcel")
                    .put("email", "priya.raman@example.net")
                    .put("person", true))
            .getString("contact");
    cleo.accept(form);
    cleo.complete(form);
    assertThat(other.contact(form).getString("fate")).isEqualTo("handled");
  }

  @Test
  @DisplayName("P28: Redis is wiped, killed, comes back: contacts go on")
  void redisIsLost() {
    Desk ben = desk(other, "ben");
    Visitor visitor = visitor(leader);
    chat(visitor, ben);
    assertThat(redis.say("FLUSHALL")).startsWith("+OK");
    chat(visitor(leader), ben);
    redis.kill();
    chat(visitor(leader), ben);
    chat(visitor(other), ben);
    redis.run();
    chat(visitor(leader), ben);
    Patience.until("Redis carries again", () -> carries(leader) && carries(other));
    chat(visitor(leader), ben);
  }

  @Test
  @DisplayName("P28: Redis stands still for a while: nothing is lost, nothing is decided twice")
  void redisStandsStill() {
    Desk ben = desk(other, "ben");
    redis.signal("STOP");
    try {
      chat(visitor(leader), ben);
    } finally {
      redis.signal("CONT");
    }
    chat(visitor(leader), ben);
    Patience.until("Redis carries again", () -> carries(leader) && carries(other));
  }

  @Test
  void aLogoutClosesTheSocketsOfEveryGateway() {
    String token = leader.freshToken("ben");
    try (Desk desk = new Desk(other.client, other.socket("/api/v1/desk"), token)) {
      desk.hello();
      assertThat(leader.call("DELETE", "/api/v1/session").as(token).send().statusCode())
          .isEqualTo(204);
      assertThat(desk.closeCode()).isEqualTo(4401);
    }
  }

  /// The last in order: afterwards nobody of this address can log in for some seconds.
  @Test
  void wrongPasswordsAtOneGatewayCountAtTheOther() {
    Patience.until("Redis carries", () -> carries(leader) && carries(other));
    assertThat(logIn(other, RunningRapport.PASSWORD)).isEqualTo(200);
    for (int i = 0; i < 10; i++) {
      assertThat(logIn(leader, "wrong")).isEqualTo(401);
    }
    Patience.until("counted", () -> logIn(other, RunningRapport.PASSWORD) == 429);
  }

  private static int logIn(RunningRapport at, String password) {
    return at.call("POST", "/api/v1/session")
        .json(new JsonObject().put("login", "ben").put("password", password))
        .send()
        .statusCode();
  }

  static boolean carries(RunningRapport at) {
    String health = at.call("GET", "/health/ready").send().body();
    return health.contains("Redis carries");
  }
}
