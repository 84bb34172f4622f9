package dev.rapport.gateway.running;

import static dev.rapport.gateway.running.Telephones.AGENT;
import static dev.rapport.gateway.running.Telephones.CALLER;
import static dev.rapport.gateway.running.Telephones.contact;
import static dev.rapport.gateway.running.Telephones.share;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.sip.SoftCall;
import dev.rapport.channels.sip.SoftPhone;
import dev.rapport.gateway.running.Telephones.Seat;
import dev.rapport.gateway.together.RealRedis;
import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls are with the gateway that leads, and the desks of those who have them at another.
final class PhoneTogetherTest {
  private static final LinkedBlockingQueue<SoftCall> CALLED = new LinkedBlockingQueue<>();

  @TempDir private static Path home;
  private static SoftPhone customers;
  private static EmbeddedPostgres postgres;
  private static RealRedis redis;
  private static RunningRapport leader;
  private static RunningRapport other;

  private Telephones phones;

  @BeforeAll
  static void start() throws IOException {
    postgres = TogetherTest.postgres();
    redis = RealRedis.start();
    customers = Telephones.open(CALLER);
    customers.whenCalled(CALLED::add);
    String via = "  via: \"sip:127.0.0.1:" + customers.address().getPort() + "\"\n  phones:\n";
    String more =
        """
        storage: postgresql://postgres:postgres@127.0.0.1:%d/postgres
        carrier: {url: "%s"}
        """
            .formatted(postgres.getPort(), redis.url());
    UnaryOperator<String> changed = text -> text.replace("  phones:\n", via) + more;
    leader = RunningRapport.calledTogether(home.resolve("a"), changed);
    other = RunningRapport.calledBeside(leader, home.resolve("b"), changed);
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable one : new AutoCloseable[] {other, leader, redis, postgres, customers}) {
      if (one != null) {
        one.close();
      }
    }
  }

  @BeforeEach
  void telephones() {
    phones = new Telephones(leader, other, customers);
    CALLED.clear();
  }

  @AfterEach
  void everybodyLeaves() {
    phones.close();
  }

  private static JsonObject command(Desk desk, String type, String contact) {
    return desk.command(new JsonObject().put("type", type).put("contact", contact));
  }

  private static void done(Desk desk, String type, String contact) {
    JsonObject answer = command(desk, type, contact);
    assertThat(answer.getString("type")).as(answer.encode()).isEqualTo("done");
  }

  private static long times(Seat seat, String contact, String state) {
    return seat.desk.frames().stream()
        .filter(f -> "call".equals(f.getString("type")) && contact.equals(f.getString("contact")))
        .filter(f -> state.equals(f.getString("state")))
        .count();
  }

  private static void toldTwice(Seat seat, String contact, String state) {
    Patience.until(state + " again", () -> times(seat, contact, state) == 2);
  }

  /// A caller and the agent who picked up.
  private final class Talk {
    final Seat seat;
    final SoftCall caller;
    final SoftCall atAgent;
    final String contact;

    Talk(String agent, String number) {
      seat = phones.seat(agent);
      caller = phones.call(number);
      contact = contact(seat.pop());
      atAgent = seat.rings();
      seat.call(contact, "ringing");
      atAgent.answer();
      seat.call(contact, "talking");
      assertThat(share(caller, AGENT)).isGreaterThan(0.8);
    }
  }

  @Test
  void aDeskPutsACallOnHoldThatIsWithAnotherGateway() {
    Talk talk = new Talk("ben", "+441174960001");
    Seat ana = phones.restingSeat("ana");
    assertThat(command(ana.desk, "hold", talk.contact).getString("code")).isEqualTo("no_call");
    done(talk.seat.desk, "hold", talk.contact);
    talk.seat.call(talk.contact, "held");
    Patience.until("the caller hears music", () -> share(talk.caller, AGENT) < 0.2);
    done(talk.seat.desk, "resume", talk.contact);
    toldTwice(talk.seat, talk.contact, "talking");
    Patience.until("the caller hears Ben", () -> share(talk.caller, AGENT) > 0.8);
    var hungUp = Telephones.end(talk.caller);
    done(talk.seat.desk, "finish", talk.contact);
    assertThat(Telephones.next(hungUp)).isZero();
    talk.seat.desk.complete(talk.contact);
    Schemas schemas = new Schemas();
    talk.seat.desk.frames().forEach(frame -> schemas.check("desk", frame));
  }

  @Test
  void aDeskAsksAColleagueAndHandsTheCallOn() {
    Talk talk = new Talk("ben", "+441174960002");
    Seat ana = phones.seat("ana");
    JsonObject ask = new JsonObject().put("type", "consult").put("contact", talk.contact);
    talk.seat.desk.command(ask.put("agent", "ana").put("why", "a wheel"));
    assertThat(ana.pop().getString("questionAbout")).isEqualTo(talk.contact);
    ana.rings().answer();
    talk.seat.call(talk.contact, "held");
    done(talk.seat.desk, "end_consult", talk.contact);
    toldTwice(talk.seat, talk.contact, "talking");
    Patience.until("the caller hears Ben", () -> share(talk.caller, AGENT) > 0.8);

    JsonObject on = new JsonObject().put("type", "transfer").put("contact", talk.contact);
    talk.seat.desk.command(on.put("agent", "ana").put("why", "a wheel"));
    ana.rings().answer();
    ana.desk.of("assigned", talk.contact);
    ana.call(talk.contact, "talking");
    done(ana.desk, "hold", talk.contact);
    ana.call(talk.contact, "held");
    assertThat(command(talk.seat.desk, "hold", talk.contact).getString("code"))
        .isEqualTo("no_call");
    talk.caller.hangUp();
    ana.desk.of("wrap_up", talk.contact);
    ana.desk.complete(talk.contact);
  }

  @Test
  @DisplayName("P11: a customer is called back once, by the gateway that has the calls")
  void aCustomerIsCalledBackOnce() {
    try (Visitor visitor = other.visitor()) {
      visitor.hello(new JsonObject());
      visitor.sayToPerson("My wheel is bent");
      visitor.status("waiting");
      visitor.send(new JsonObject().put("type", "ask_callback").put("number", "0117 496 0020"));
      JsonObject status = visitor.await("to be called", f -> "callback".equals(f.getString("way")));
      String contact = status.getString("contact");
      Seat ben = phones.seat("ben");
      assertThat(contact(ben.pop())).isEqualTo(contact);
      ben.rings().answer();
      SoftCall atVisitor = Telephones.next(CALLED);
      atVisitor.answer();
      ben.call(contact, "talking");
      done(ben.desk, "hold", contact);
      ben.call(contact, "held");
      atVisitor.hangUp();
      ben.desk.of("wrap_up", contact);
      ben.desk.complete(contact);
      assertThat(CALLED).as("called once").isEmpty();
      assertThat(ben.ringing).as("rang once").isEmpty();
    }
  }
}
