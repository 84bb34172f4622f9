package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.Melody;
import dev.rapport.channels.sip.SoftCall;
import dev.rapport.channels.sip.SoftPhone;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A call from a telephone to an agent's telephone through the whole process: stored, recognised,
/// queued with music, popped on the desk, rung, bridged, wrapped up.
final class PhoneTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final String HARRIET = "+441174960000";
  private static final double CALLER = 700;
  private static final double AGENT = 1_100;

  @TempDir private static Path data;
  private static RunningRapport rapport;

  private final List<Desk> desks = new ArrayList<>();
  private final List<SoftPhone> phones = new ArrayList<>();
  private SoftPhone customers;

  @BeforeAll
  static void start() {
    rapport = RunningRapport.start(data);
  }

  @AfterAll
  static void stop() {
    rapport.close();
  }

  @BeforeEach
  void aTelephone() {
    customers = phone(CALLER);
  }

  @AfterEach
  void everybodyLeaves() {
    desks.forEach(Desk::away);
    desks.forEach(FrameSocket::close);
    phones.forEach(SoftPhone::close);
  }

  private SoftPhone phone(double hertz) {
    SoftPhone phone = await(SoftPhone.open(LOOPBACK, 20, Clip.of(Melody.tone(hertz, 1_000))));
    phones.add(phone);
    return phone;
  }

  /// An agent's desk and telephone; what rings there.
  private final class Seat {
    final Desk desk;
    final LinkedBlockingQueue<SoftCall> ringing = new LinkedBlockingQueue<>();

    Seat(String agent) {
      SoftPhone phone = phone(AGENT);
      phone.whenCalled(ringing::add);
      assertThat(await(phone.register(server(), agent, "ring-" + agent))).isTrue();
      desk = rapport.desk(agent);
      desks.add(desk);
    }

    SoftCall rings() {
      try {
        SoftCall call = ringing.poll(60, TimeUnit.SECONDS);
        assertThat(call).as("the telephone rings").isNotNull();
        return call;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    /// The contact that the next screen pop shows.
    JsonObject pop() {
      return desk.await("screen_pop");
    }
  }

  private static InetSocketAddress server() {
    return new InetSocketAddress(LOOPBACK, rapport.phonePort());
  }

  private static <T> T await(CompletionStage<T> stage) {
    return Patience.await(stage.toCompletableFuture());
  }

  private SoftCall call(String number) {
    return customers.call(
        server(),
        new SoftPhone.From(number, "Harriet", Map.of()),
        "support",
        SoftCall.Listener.NONE);
  }

  private static String contact(JsonObject pop) {
    return pop.getJsonObject("contact").getString("id");
  }

  private static double share(SoftCall call, double hertz) {
    call.record(400);
    long from = await(call.counts())[1];
    Patience.until("some sound came", () -> await(call.counts())[1] >= from + 22);
    return Pitch.share(await(call.recorded()), hertz);
  }

  private static JsonObject state(Desk desk, String contact, String state) {
    return desk.await(
        "call of " + contact + " " + state,
        f ->
            "call".equals(f.getString("type"))
                && contact.equals(f.getString("contact"))
                && state.equals(f.getString("state")));
  }

  @Test
  @DisplayName("P38: a caller is recognised by a number that proves nothing, and talks to an agent")
  void aCallReachesAnAgentsTelephone() {
    SoftCall caller = call(HARRIET);
    Patience.until("music is heard", () -> await(caller.counts())[1] > 20);
    Seat ben = new Seat("ben");
    JsonObject pop = ben.pop();
    String contact = contact(pop);
    assertThat(pop.getJsonObject("contact").getString("channel")).isEqualTo("phone");
    assertThat(pop.getJsonObject("recognition").getString("kind")).isEqualTo("known");
    assertThat(pop.encode()).contains("Harriet Boone", "claimed");

    SoftCall atBen = ben.rings();
    assertThat(atBen.caller()).isEqualTo(HARRIET);
    state(ben.desk, contact, "ringing");
    atBen.answer();
    ben.desk.of("assigned", contact);
    state(ben.desk, contact, "talking");
    assertThat(share(caller, AGENT)).isGreaterThan(0.8);
    assertThat(share(atBen, CALLER)).isGreaterThan(0.8);

    JsonObject hold = new JsonObject().put("type", "hold").put("contact", contact);
    assertThat(ben.desk.command(hold).getString("type")).isEqualTo("done");
    state(ben.desk, contact, "held");
    Patience.until("the caller hears music", () -> share(caller, AGENT) < 0.2);
    assertThat(standing(contact)).isEqualTo("held");
    JsonObject resume = new JsonObject().put("type", "resume").put("contact", contact);
    assertThat(ben.desk.command(resume).getString("type")).isEqualTo("done");
    Patience.until("the caller hears Ben", () -> share(caller, AGENT) > 0.8);

    caller.hangUp();
    ben.desk.of("wrap_up", contact);
    ben.desk.complete(contact);
    assertThat(rapport.contact(contact).getString("fate")).isEqualTo("handled");
    Schemas schemas = new Schemas();
    ben.desk.frames().forEach(frame -> schemas.check("desk", frame));
  }

  /// How Ben's call stands, on a page that he has just opened.
  private static String standing(String contact) {
    try (Desk anew = rapport.bareDesk("ben")) {
      anew.hello();
      JsonObject snapshot = anew.await("snapshot");
      new Schemas().check("desk", snapshot);
      JsonObject call = snapshot.getJsonArray("calls").getJsonObject(0);
      assertThat(call.getString("contact")).isEqualTo(contact);
      return call.getString("state");
    }
  }

  @Test
  void theDeskAnswersAndTheTelephoneIsConnectedWhenItIsPickedUp() {
    Seat ben = new Seat("ben");
    SoftCall caller = call("+441174960001");
    String contact = contact(ben.pop());
    SoftCall atBen = ben.rings();
    ben.desk.accept(contact);
    atBen.answer();
    state(ben.desk, contact, "talking");
    assertThat(share(caller, AGENT)).isGreaterThan(0.8);
    ben.desk.finish(contact);
    Patience.until("the caller is hung up", () -> await(caller.counts()).length == 2);
    ben.desk.complete(contact);
  }

  @Test
  @DisplayName("P10: whoever declines at the telephone passes the call on, and it keeps its place")
  void aDeclinedCallGoesToTheNextAgent() {
    Seat ana = new Seat("ana");
    SoftCall caller = call("+441174960002");
    String contact = contact(ana.pop());
    SoftCall atAna = ana.rings();
    Seat ben = new Seat("ben");
    atAna.decline(603);
    assertThat(ana.desk.of("offer_ended", contact).getString("outcome")).isEqualTo("declined");
    assertThat(contact(ben.pop())).isEqualTo(contact);
    ben.rings().answer();
    ben.desk.of("assigned", contact);
    state(ben.desk, contact, "talking");
    assertThat(share(caller, AGENT)).isGreaterThan(0.8);
    caller.hangUp();
    ben.desk.of("wrap_up", contact);
    ben.desk.complete(contact);
  }

  @Test
  void aCallerWhoHangsUpIsAbandonedAndTheTelephoneStopsRinging() {
    Seat ben = new Seat("ben");
    SoftCall caller = call("+441174960003");
    String contact = contact(ben.pop());
    SoftCall atBen = ben.rings();
    var ended = new LinkedBlockingQueue<Integer>();
    atBen.listen(
        new SoftCall.Listener() {
          @Override
          public void ended(int status) {
            ended.add(status);
          }
        });
    caller.hangUp();
    assertThat(ben.desk.of("offer_ended", contact).getString("outcome")).isEqualTo("withdrawn");
    Patience.until("the telephone is quiet", () -> !ended.isEmpty());
    Patience.until(
        "the contact is abandoned",
        () -> "abandoned".equals(rapport.contact(contact).getString("fate")));
  }

  @Test
  void aCallIsHandedOverByTelephoneToAnotherAgent() {
    Seat ben = new Seat("ben");
    SoftCall caller = call("+441174960004");
    String contact = contact(ben.pop());
    SoftCall atBen = ben.rings();
    atBen.answer();
    state(ben.desk, contact, "talking");
    Seat ana = new Seat("ana");
    atBen.transfer("ana");
    ben.desk.of("released", contact);
    assertThat(contact(ana.pop())).isEqualTo(contact);
    ana.rings().answer();
    state(ana.desk, contact, "talking");
    Patience.until("the caller hears Ana", () -> share(caller, AGENT) > 0.8);
    caller.hangUp();
    ana.desk.of("wrap_up", contact);
    ana.desk.complete(contact);
  }

  @Test
  void aCallThatIsGivenRingsAndOneThatIsTakenBackIsQuiet() {
    SoftCall caller = call("+441174960005");
    Patience.until("music is heard", () -> await(caller.counts())[1] > 20);
    String contact = rapport.newest("phone").getString("id");
    Seat ben = new Seat("ben");
    ben.desk.of("offer", contact);
    SoftCall offered = ben.rings();
    command(contact, new JsonObject().put("command", "assign").put("agent", "ben"));
    ben.desk.of("assigned", contact);
    SoftCall given = ben.rings();
    assertThat(given).isNotSameAs(offered);
    var ended = Telephones.end(given);
    command(contact, new JsonObject().put("command", "withdraw"));
    ben.desk.of("released", contact);
    assertThat(Telephones.next(ended)).isEqualTo(487);
    caller.hangUp();
    Patience.until(
        "the contact is abandoned",
        () -> "abandoned".equals(rapport.contact(contact).getString("fate")));
  }

  @Test
  @DisplayName("P17: consulted at the desk and handed over, the caller is with one of the two")
  void aColleagueIsAskedAndTakesTheCallOver() {
    Seat ben = new Seat("ben");
    SoftCall caller = call("+441174960006");
    String contact = contact(ben.pop());
    SoftCall atBen = ben.rings();
    var left = Telephones.end(atBen);
    atBen.answer();
    state(ben.desk, contact, "talking");
    Seat ana = new Seat("ana");
    JsonObject ask = new JsonObject().put("type", "consult").put("contact", contact);
    ben.desk.command(ask.put("agent", "ana").put("why", "a wheel"));
    String question = ben.desk.of("consult", contact).getString("question");
    ana.desk.accept(question);
    ben.desk.await("accepted", frame -> "accepted".equals(frame.getString("state")));
    assertThat(share(caller, AGENT)).as("still with Ben").isGreaterThan(0.8);
    ben.desk.command(new JsonObject().put("type", "hand_over").put("contact", contact));
    ben.desk.of("released", contact);
    SoftCall atAna = ana.rings();
    assertThat(Telephones.next(left)).isZero();
    atAna.answer();
    state(ana.desk, contact, "talking");
    assertThat(share(atAna, CALLER)).isGreaterThan(0.8);
    caller.hangUp();
    ana.desk.of("wrap_up", contact);
    ana.desk.complete(contact);
  }

  private static void command(String contact, JsonObject command) {
    var answer =
        rapport
            .call("POST", "/api/v1/contacts/" + contact + "/commands")
            .as(rapport.token("sofia"))
            .json(command.put("why", "as agreed"))
            .send();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
