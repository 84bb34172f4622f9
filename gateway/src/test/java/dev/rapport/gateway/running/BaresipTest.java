package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.media.Clip;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole calls between telephones that are not ours, through the whole process: what the caller
/// heard is told apart by its frequency.
final class BaresipTest {
  private static final double CALLER = 700;
  private static final double BEN = 1_100;
  private static final double ANA = 1_500;
  private static final String HARRIET = "+441174960000";

  @TempDir private static Path data;
  private static Path program;
  private static RunningRapport rapport;

  @TempDir private Path telephones;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private Baresip caller;

  @BeforeAll
  static void start() {
    program = Installed.BARESIP.orSkip("BaresipTest");
    rapport = RunningRapport.start(data);
  }

  @AfterAll
  static void stop() {
    if (rapport != null) {
      rapport.close();
    }
  }

  @BeforeEach
  void theCaller() {
    caller = telephone(CALLER, "<sip:%s@127.0.0.1>;regint=0".formatted(HARRIET), "caller");
  }

  @AfterEach
  void everybodyLeaves() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  private Baresip telephone(double hertz, String account, String name) {
    Baresip phone = new Baresip(program, telephones.resolve(name), hertz, account);
    open.push(phone);
    return phone;
  }

  /// An agent at a desk, with a telephone that is registered.
  private final class Seat {
    final Baresip phone;
    final Desk desk;

    Seat(String agent, double hertz) {
      String account = "<sip:%s@127.0.0.1:%d>;auth_user=%s;auth_pass=ring-%s;regint=600";
      String mine = account.formatted(agent, rapport.phonePort(), agent, agent);
      phone = telephone(hertz, mine, agent).registered();
      desk = rapport.desk(agent);
      open.push(() -> {
        desk.away();
        desk.close();
      });
    }

    /// Picks up; the contact that it is about.
    String answers() {
      String contact = desk.await("screen_pop").getJsonObject("contact").getString("id");
      JsonObject ringing = phone.await("CALL_INCOMING");
      assertThat(ringing.getString("peeruri")).contains(HARRIET.substring(1));
      phone.command("accept", "");
      desk.of("assigned", contact);
      return contact;
    }

    void completes(String contact) {
      desk.of("wrap_up", contact);
      desk.complete(contact);
      assertThat(rapport.contact(contact).getString("fate")).isEqualTo("handled");
    }
  }

  private void calls() {
    caller.dial("sip:support@127.0.0.1:" + rapport.phonePort());
    caller.await("CALL_ESTABLISHED");
  }

  private void hears(double hertz) {
    Patience.until("the caller hears " + hertz, () -> caller.share(hertz) > 0.9);
  }

  private void hearsMusic() {
    Patience.until("music", () -> caller.share(BEN) < 0.2 && caller.share(ANA) < 0.2);
  }

  /// Who was heard, one after the other: `music` for whatever is nobody's tone, greeting included.
  private List<String> heard() {
    short[] all = caller.heard();
    int window = Clip.RATE * 2 / 5;
    List<String> heard = new ArrayList<>();
    for (int at = 0; at + window <= all.length; at += window / 8) {
      short[] part = Arrays.copyOfRange(all, at, at + window);
      double ben = Pitch.share(part, BEN);
      double ana = Pitch.share(part, ANA);
      String now = ben > 0.8 ? "ben" : ana > 0.8 ? "ana" : ben + ana < 0.2 ? "music" : "";
      boolean sound = Arrays.stream(toInts(part)).anyMatch(s -> Math.abs(s) > 500);
      if (sound && !now.isEmpty() && (heard.isEmpty() || !heard.getLast().equals(now))) {
        heard.add(now);
      }
    }
    return heard;
  }

  private static int[] toInts(short[] samples) {
    int[] ints = new int[samples.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = samples[i];
    }
    return ints;
  }

  @Test
  @DisplayName("music, the agent, music on hold, the agent: heard by a telephone that is not ours")
  void whatACallerHears() {
    calls();
    hearsMusic();
    Seat ben = new Seat("ben", BEN);
    String contact = ben.answers();
    assertThat(ben.desk.await("screen_pop").encode()).contains("Harriet Boone");
    hears(BEN);
    Patience.until("Ben hears the caller", () -> ben.phone.share(CALLER) > 0.8);

    ben.phone.command("hold", "");
    hearsMusic();
    ben.phone.command("resume", "");
    hears(BEN);

    caller.command("hangup", "");
    ben.phone.await("CALL_CLOSED");
    ben.completes(contact);
    assertThat(heard()).containsExactly("music", "ben", "music", "ben");
  }

  @Test
  void aCallThatIsDeclinedGoesToTheNextAgentsTelephone() {
    calls();
    hearsMusic();
    Seat ben = new Seat("ben", BEN);
    String contact = ben.desk.await("screen_pop").getJsonObject("contact").getString("id");
    ben.phone.await("CALL_INCOMING");
    ben.phone.command("hangup", "");
    assertThat(ben.desk.of("offer_ended", contact).getString("outcome")).isEqualTo("declined");
    Seat ana = new Seat("ana", ANA);
    assertThat(ana.answers()).isEqualTo(contact);
    hears(ANA);
    ana.phone.command("hangup", "");
    caller.await("CALL_CLOSED");
    ana.completes(contact);
    assertThat(heard()).containsExactly("music", "ana");
  }

  @Test
  void aCallIsHandedOverAtTheTelephone() {
    calls();
    hearsMusic();
    Seat ben = new Seat("ben", BEN);
    String contact = ben.answers();
    hears(BEN);
    ben.phone.command("transfer", "sip:ana@127.0.0.1:" + rapport.phonePort());
    ben.desk.of("released", contact);
    ben.phone.await("CALL_CLOSED");
    hearsMusic();
    Seat ana = new Seat("ana", ANA);
    assertThat(ana.answers()).isEqualTo(contact);
    hears(ANA);
    caller.command("hangup", "");
    ana.phone.await("CALL_CLOSED");
    ana.completes(contact);
    assertThat(heard()).containsExactly("music", "ben", "music", "ana");
  }
}
