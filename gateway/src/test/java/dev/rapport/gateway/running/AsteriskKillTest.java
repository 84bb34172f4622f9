package dev.rapport.gateway.running;

import static dev.rapport.gateway.running.Telephones.AGENT;
import static dev.rapport.gateway.running.Telephones.CALLER;
import static dev.rapport.gateway.running.Telephones.contact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.sip.SoftCall;
import dev.rapport.channels.sip.SoftPhone;
import dev.rapport.gateway.together.RealRedis;
import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The calls are at a real Asterisk, and go on when the gateway that has them is killed: another
/// finds them again, or the same one when it is back.
final class AsteriskKillTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final double SUPERVISOR = 1_700;
  private static final double MUSIC = 440;

  @TempDir private Path home;
  private final LinkedBlockingQueue<SoftCall> rings = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<SoftCall> atSupervisor = new LinkedBlockingQueue<>();
  private SoftPhone customers;
  private SoftPhone agent;
  private SoftPhone supervisor;
  private RealAsterisk asterisk;

  @BeforeEach
  void start() throws IOException {
    Path folder = RealAsterisk.folder("AsteriskKillTest");
    customers = Telephones.open(CALLER);
    agent = Telephones.open(AGENT);
    supervisor = Telephones.open(SUPERVISOR);
    agent.whenCalled(rings::add);
    supervisor.whenCalled(atSupervisor::add);
    asterisk =
        new RealAsterisk(
            folder,
            agent.address().getPort(),
            supervisor.address().getPort(),
            customers.address().getPort());
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : new AutoCloseable[] {asterisk, customers, agent, supervisor}) {
      if (one != null) {
        one.close();
      }
    }
  }

  private UnaryOperator<String> settings(String more) {
    String phone =
        """
        phone:
          enabled: true
          number: "+441174960999"
          asterisk: {url: "%s", password: a password}
          phones:
            - {agent: ben, address: PJSIP/201}
            - {agent: sofia, address: PJSIP/300}
        """
            .formatted(asterisk.url());
    return text -> RunningRapport.withPhone(text, phone) + more;
  }

  private SoftCall call(String number) {
    return customers.call(
        new InetSocketAddress(LOOPBACK, asterisk.sipPort()),
        SoftPhone.From.number(number),
        "support",
        SoftCall.Listener.NONE);
  }

  private static void hears(SoftCall call, double hertz) {
    Patience.until("heard at " + hertz, () -> Telephones.share(call, hertz) > 0.3);
  }

  private static void done(Desk desk, String type, String contact) {
    JsonObject answer = desk.command(new JsonObject().put("type", type).put("contact", contact));
    assertThat(answer.getString("type")).as(answer.encode()).isEqualTo("done");
  }

  private static void stands(Desk desk, String contact, String state) {
    desk.await(
        state, f -> contact.equals(f.getString("contact")) && state.equals(f.getString("state")));
  }

  /// What the board calls `listens` and the telephone hears.
  private void listen(RunningRapport at, String contact) {
    var answer =
        at.call("POST", "/api/v1/contacts/" + contact + "/commands")
            .as(at.token("sofia"))
            .json(new JsonObject().put("command", "listen").put("why", "training"))
            .send();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    SoftCall hers = Telephones.next(atSupervisor);
    hers.answer();
    hears(hers, CALLER);
    hears(hers, AGENT);
  }

  @Test
  @DisplayName("P1 P2 P9: the gateway with the calls is killed, and the other has them, each once")
  void theOtherGatewayHasTheCalls() throws IOException {
    try (EmbeddedPostgres postgres = TogetherTest.postgres();
        RealRedis redis = RealRedis.start()) {
      UnaryOperator<String> settings = shared(postgres, redis);
      Path first = home.resolve("a");
      RunningRapport.furnish(first, settings);
      try (GatewayProcess leader = new GatewayProcess(first);
          RunningRapport other =
              RunningRapport.besideFurnished(first, home.resolve("b"), settings);
          Desk ben = other.desk("ben")) {
        SoftCall talking = call("+441174960000");
        String held = contact(ben.await("screen_pop"));
        SoftCall atBen = Telephones.next(rings);
        atBen.answer();
        stands(ben, held, "talking");
        hears(talking, AGENT);
        listen(other, held);
        SoftCall waiting = call("+441174960001");
        hears(waiting, MUSIC);
        done(ben, "hold", held);
        stands(ben, held, "held");
        hears(talking, MUSIC);

        leader.kill();
        Patience.until("the other leads", () -> leads(other));
        Patience.until("it has the calls", () -> resumes(ben, held));
        hears(talking, AGENT);
        hears(atBen, CALLER);
        hears(waiting, MUSIC);
        finish(ben, held);
        String next = offered(ben, held);
        Telephones.next(rings).answer();
        stands(ben, next, "talking");
        hears(waiting, AGENT);
        finish(ben, next);
        assertThat(rings).as("each rang once").isEmpty();
        for (String contact : new String[] {held, next}) {
          assertThat(other.contact(contact).getString("fate")).isEqualTo("handled");
        }
        assertThat(other.get("sofia", "/api/v1/contacts?channel=phone").getJsonArray("contacts"))
            .as("each call claimed once")
            .hasSize(2);
      }
    }
  }

  private UnaryOperator<String> shared(EmbeddedPostgres postgres, RealRedis redis) {
    return settings(
        """
        storage: postgresql://postgres:postgres@127.0.0.1:%d/postgres
        carrier: {url: "%s"}
        """
            .formatted(postgres.getPort(), redis.url()));
  }

  @Test
  @DisplayName("P9 P11: of two gateways at one Asterisk one lets telephones ring")
  void oneGatewayLetsTelephonesRing() throws IOException {
    try (EmbeddedPostgres postgres = TogetherTest.postgres();
        RealRedis redis = RealRedis.start()) {
      UnaryOperator<String> settings = shared(postgres, redis);
      try (RunningRapport leader = RunningRapport.calledTogether(home.resolve("a"), settings);
          RunningRapport other = RunningRapport.calledBeside(leader, home.resolve("b"), settings);
          Visitor visitor = other.visitor();
          Desk ben = other.desk("ben").away()) {
        visitor.hello(new JsonObject());
        visitor.sayToPerson("My wheel is bent");
        visitor.send(new JsonObject().put("type", "ask_callback").put("number", "0117 496 0020"));
        String back =
            visitor
                .await("to be called", f -> "callback".equals(f.getString("way")))
                .getString("contact");
        ben.available();
        Telephones.next(rings);
        ben.decline(back);
        ben.of("offer_ended", back);
        SoftCall caller = call("+441174960000");
        String contact = offered(ben, back);
        Telephones.next(rings).answer();
        stands(ben, contact, "talking");
        hears(caller, AGENT);
        finish(ben, contact);
        assertThat(rings).as("each rang once").isEmpty();
      }
    }
  }

  private static boolean leads(RunningRapport at) {
    return at.call("GET", "/health/ready").send().body().contains("leads; ");
  }

  /// A moment after it leads it finds the call at the Asterisk.
  private static boolean resumes(Desk desk, String contact) {
    var resume = new JsonObject().put("type", "resume").put("contact", contact);
    return "done".equals(desk.command(resume).getString("type"));
  }

  private static void finish(Desk desk, String contact) {
    done(desk, "finish", contact);
    desk.complete(contact);
  }

  /// The contact of the next screen pop.
  private static String offered(Desk desk, String before) {
    return contact(
        desk.await(
            "the next",
            f -> "screen_pop".equals(f.getString("type")) && !before.equals(Desk.contact(f))));
  }

  @Test
  @DisplayName("P1 P2 P9: a gateway alone is killed and started again, and its calls went on")
  void theSameGatewayFindsItsCallsAgain() throws IOException {
    RunningRapport.furnish(home, settings(""));
    try (GatewayProcess gateway = new GatewayProcess(home)) {
      SoftCall talking;
      SoftCall waiting;
      String contact;
      try (Desk ben = gateway.desk("ben")) {
        talking = call("+441174960000");
        contact = contact(ben.await("screen_pop"));
        Telephones.next(rings).answer();
        stands(ben, contact, "talking");
        waiting = call("+441174960001");
        hears(waiting, MUSIC);
        done(ben, "hold", contact);
        stands(ben, contact, "held");
        gateway.kill();
      }
      hears(talking, MUSIC);
      hears(waiting, MUSIC);
      SoftCall meanwhile = call("+441174960002");
      gateway.start();
      hears(meanwhile, MUSIC);
      meanwhile.hangUp();
      try (Desk ben = gateway.desk("ben")) {
        Patience.until("it has the calls", () -> resumes(ben, contact));
        hears(talking, AGENT);
        finish(ben, contact);
        String next = offered(ben, contact);
        Telephones.next(rings).answer();
        stands(ben, next, "talking");
        hears(waiting, AGENT);
        finish(ben, next);
        assertThat(rings).as("each rang once").isEmpty();
      }
    }
  }
}
