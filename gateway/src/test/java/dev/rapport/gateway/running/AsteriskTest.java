package dev.rapport.gateway.running;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.rapport.gateway.running.Telephones.AGENT;
import static dev.rapport.gateway.running.Telephones.CALLER;
import static dev.rapport.gateway.running.Telephones.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.rapport.channels.media.Wav;
import dev.rapport.channels.sip.SoftCall;
import dev.rapport.channels.sip.SoftPhone;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A call through a real Asterisk and a whole gateway: queued, popped before it rings, talked,
/// recorded, and heard by a supervisor who pressed the button on the board in a real browser.
final class AsteriskTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final double SUPERVISOR = 1_700;
  private static final String HARRIET = "+441174960000";

  /// Samples in a tenth of a second.
  private static final int TENTH = 800;

  @TempDir private static Path data;
  private static SoftPhone customers;
  private static SoftPhone agent;
  private static SoftPhone supervisor;
  private static RealAsterisk asterisk;
  private static RunningRapport rapport;
  private static Browsing browsing;

  @BeforeAll
  static void start() throws Exception {
    Path folder = RealAsterisk.folder("AsteriskTest");
    Path chromium = Browsing.chromium("AsteriskTest");
    customers = Telephones.open(CALLER);
    agent = Telephones.open(AGENT);
    supervisor = Telephones.open(SUPERVISOR);
    asterisk = new RealAsterisk(folder, port(agent), port(supervisor), port(customers));
    rapport =
        RunningRapport.calledBy(
            data,
            """
            phone:
              enabled: true
              number: "+441174960999"
              asterisk: {url: "%s", password: a password}
              recording: {enabled: true, queues: [support], announce: true}
              phones:
                - {agent: ben, address: PJSIP/201}
                - {agent: sofia, address: PJSIP/300}
            """
                .formatted(asterisk.url()));
    rapport.token("sofia");
    browsing = Browsing.of(rapport, chromium);
  }

  private static int port(SoftPhone phone) {
    return phone.address().getPort();
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable one :
        new AutoCloseable[] {browsing, rapport, asterisk, customers, agent, supervisor}) {
      if (one != null) {
        one.close();
      }
    }
  }

  private record Ringing(SoftCall call, boolean popped) {}

  @Test
  void aCallIsTalkedRecordedAndHeardByASupervisor() throws Exception {
    var rings = new LinkedBlockingQueue<Ringing>();
    var atSupervisor = new LinkedBlockingQueue<SoftCall>();
    supervisor.whenCalled(atSupervisor::add);
    SoftCall caller;
    String contact;
    try (RawDesk ben = new RawDesk(rapport, "ben")) {
      agent.whenCalled(call -> rings.add(new Ringing(call, popped(ben))));
      caller =
          customers.call(
              new InetSocketAddress(LOOPBACK, asterisk.sipPort()),
              SoftPhone.From.number(HARRIET),
              "support",
              SoftCall.Listener.NONE);
      Ringing ringing = Telephones.next(rings);
      assertThat(ringing.popped()).as("the screen pop had come").isTrue();
      ringing.call().answer();
      ben.await("talking", f -> "talking".equals(f.getString("state")));
      contact = rapport.newest("phone").getString("id");
      Page live = listen(atSupervisor, contact);
      hangsUp(live);
      caller.hangUp();
      ben.await("wrap-up", f -> "wrap_up".equals(f.getString("type")));
    }
    assertThat(browsing.faults()).isEmpty();
    bothVoices(recording(contact));
  }

  private static boolean popped(RawDesk desk) {
    return desk.read().stream()
        .anyMatch(f -> "screen_pop".equals(f.getString("type")) && f.encode().contains(HARRIET));
  }

  /// By the button on the board, and by her own telephone.
  private static Page listen(LinkedBlockingQueue<SoftCall> atSupervisor, String contact) {
    Page live = browsing.page("/live");
    Browsing.logIn(live, "sofia");
    button(live, "Talking").click();
    live.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Look and act"))
        .first()
        .click();
    live.locator("#act-why").fill("training");
    button(live, "Listen").click();
    SoftCall hers = Telephones.next(atSupervisor);
    hers.answer();
    assertThat(chip(live)).containsText("sofia listens");
    Browsing.shoot(live, "live-listen");
    heard(hers, CALLER);
    heard(hers, AGENT);
    assertThat(hears(contact)).contains("sofia");
    return live;
  }

  private static Locator button(Page live, String name) {
    return live.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator chip(Page live) {
    return live.locator(".agent")
        .filter(new Locator.FilterOptions().setHasText("Ben Okoye"))
        .locator(".chips");
  }

  private static String hears(String contact) {
    return rapport.get("sofia", "/api/v1/board").getJsonArray("agents").stream()
        .map(JsonObject.class::cast)
        .flatMap(a -> a.getJsonArray("contacts").stream())
        .map(JsonObject.class::cast)
        .filter(c -> contact.equals(c.getString("contact")))
        .map(c -> c.getJsonArray("heardBy").encode())
        .findFirst()
        .orElse("");
  }

  /// The supervisor's telephone goes, as one that breaks does: the board hears of it.
  private static void hangsUp(Page live) {
    button(live, "Hang up").click();
    assertThat(chip(live)).not().containsText("listens");
  }

  private static void heard(SoftCall call, double hertz) {
    Patience.until("heard at " + hertz, () -> share(call, hertz) > 0.3);
  }

  private static double share(SoftCall call, double hertz) {
    call.record(400);
    long from = await(call.counts())[1];
    Patience.until("some sound came", () -> await(call.counts())[1] >= from + 22);
    return Pitch.share(await(call.recorded()), hertz);
  }

  /// The recording beside the contact, once it is there.
  private static byte[] recording(String contact) throws Exception {
    Patience.until("the recording is kept", () -> recordingItem(contact) != null);
    String path = "/api/v1/contacts/" + contact + "/recordings/" + recordingItem(contact);
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rapport.httpPort() + path))
            .header("Authorization", "Bearer " + rapport.token("sofia"))
            .build();
    var answer = rapport.client.send(request, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static String recordingItem(String contact) {
    return rapport
        .get("sofia", "/api/v1/contacts/" + contact + "/messages")
        .getJsonArray("messages")
        .stream()
        .map(JsonObject.class::cast)
        .filter(m -> m.getString("text", "").startsWith("Recording of the call"))
        .map(m -> m.getString("id"))
        .findFirst()
        .orElse(null);
  }

  private static void bothVoices(byte[] wav) throws Exception {
    short[] sound = Wav.read(wav);
    assertThat(mean(sound, CALLER)).isGreaterThan(0.2);
    assertThat(mean(sound, AGENT)).isGreaterThan(0.2);
    assertThat(mean(sound, SUPERVISOR)).as("who listens is not heard").isLessThan(0.1);
  }

  /// Of a tenth of a second each: over longer a tone that was interrupted cancels itself.
  private static double mean(short[] sound, double hertz) {
    return IntStream.range(0, sound.length / TENTH)
        .mapToObj(i -> Arrays.copyOfRange(sound, i * TENTH, (i + 1) * TENTH))
        .mapToDouble(part -> Pitch.share(part, hertz))
        .average()
        .orElse(0);
  }
}
