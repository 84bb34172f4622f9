package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A carrier's proxy in front: Kamailio stays in the way of every request of a dialog
/// (Record-Route), and says who calls (P-Asserted-Identity), which a trunk is believed.
final class KamailioTest {
  private static final double CALLER = 700;
  private static final double BEN = 1_100;
  private static final String HARRIET = "+441174960000";

  /// What callers say of themselves is taken away, and what the proxy knows put there instead.
  private static final String CONFIG =
      """
      debug=0
      log_stderror=yes
      children=2
      tcp_children=1
      listen=udp:127.0.0.1:PROXY
      listen=tcp:127.0.0.1:PROXY
      loadmodule "tm.so"
      loadmodule "sl.so"
      loadmodule "rr.so"
      loadmodule "pv.so"
      loadmodule "textops.so"
      loadmodule "siputils.so"
      loadmodule "maxfwd.so"
      request_route {
        if (!mf_process_maxfwd_header("10")) {
          sl_send_reply("483", "Too Many Hops");
          exit;
        }
        if (has_totag()) {
          if (loose_route()) {
            t_relay();
          } else if (!is_method("ACK")) {
            sl_send_reply("404", "Not here");
          } else if (t_check_trans()) {
            t_relay();
          }
          exit;
        }
        if (is_method("CANCEL")) {
          if (t_check_trans()) {
            t_relay();
          }
          exit;
        }
        if (!is_method("INVITE")) {
          sl_send_reply("405", "Only calls");
          exit;
        }
        record_route();
        remove_hf("P-Asserted-Identity");
        append_hf("P-Asserted-Identity: <sip:HARRIET@127.0.0.1>\\r\\n");
        $du = "sip:127.0.0.1:RAPPORT";
        t_relay();
      }
      """;

  @TempDir private static Path data;
  private static Path baresip;
  private static RunningRapport rapport;
  private static Peer kamailio;
  private static int proxy;

  @TempDir private Path telephones;
  private Baresip caller;
  private Baresip phone;
  private Desk ben;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    baresip = Installed.BARESIP.orSkip("KamailioTest");
    Path program = Installed.KAMAILIO.orSkip("KamailioTest");
    rapport = RunningRapport.start(data);
    proxy = Peer.freePort();
    Path config = folder.resolve("kamailio.cfg");
    Files.writeString(
        config,
        CONFIG
            .replace("PROXY", String.valueOf(proxy))
            .replace("RAPPORT", String.valueOf(rapport.phonePort()))
            .replace("HARRIET", HARRIET));
    kamailio =
        new Peer(
            folder,
            List.of(
                program.toString(),
                "-DD",
                "-E",
                "-f",
                config.toString(),
                "-Y",
                folder.toString(),
                "-P",
                folder.resolve("pid").toString()));
    kamailio.connect(proxy).close();
  }

  @AfterAll
  static void stop() {
    if (kamailio != null) {
      kamailio.close();
    }
    if (rapport != null) {
      rapport.close();
    }
  }

  @BeforeEach
  void telephones() {
    String own = "<sip:4711@127.0.0.1>;regint=0";
    caller = new Baresip(baresip, telephones.resolve("caller"), CALLER, own);
    String account = "<sip:ben@127.0.0.1:%d>;auth_user=ben;auth_pass=ring-ben;regint=600";
    phone =
        new Baresip(baresip, telephones.resolve("ben"), BEN, account.formatted(rapport.phonePort()))
            .registered();
    ben = rapport.desk("ben");
  }

  @AfterEach
  void everybodyLeaves() {
    ben.away();
    ben.close();
    phone.close();
    caller.close();
  }

  /// A call by way of the proxy that Ben has answered.
  private String talks() {
    caller.dial("sip:support@127.0.0.1:" + proxy);
    JsonObject pop = ben.await("screen_pop");
    String contact = pop.getJsonObject("contact").getString("id");
    assertThat(pop.encode()).contains("Harriet Boone").doesNotContain("4711");
    assertThat(phone.await("CALL_INCOMING").getString("peeruri")).contains(HARRIET.substring(1));
    phone.command("accept", "");
    ben.of("assigned", contact);
    hearsBen();
    Patience.until("Ben hears the caller", () -> phone.share(CALLER) > 0.9);
    return contact;
  }

  private void hearsBen() {
    Patience.until("the caller hears Ben", () -> caller.share(BEN) > 0.9);
  }

  private void ended(String contact) {
    ben.of("wrap_up", contact);
    ben.complete(contact);
    assertThat(rapport.contact(contact).getString("fate")).isEqualTo("handled");
  }

  @Test
  @DisplayName("P38: the number is the one that the trunk asserts, and the caller hangs up")
  void aCallerIsWhoTheTrunkSays() {
    String contact = talks();
    phone.command("hold", "");
    Patience.until("the caller hears music", () -> caller.share(BEN) < 0.1);
    phone.command("resume", "");
    hearsBen();
    caller.command("hangup", "");
    phone.await("CALL_CLOSED");
    ended(contact);
  }

  @Test
  void theAgentHangsUpByWayOfTheProxy() {
    String contact = talks();
    phone.command("hangup", "");
    caller.await("CALL_CLOSED");
    ended(contact);
  }

  @Test
  void aCallerWhoGivesUpBeforeAnybodyAnswersIsAbandoned() {
    caller.dial("sip:support@127.0.0.1:" + proxy);
    String contact = ben.await("screen_pop").getJsonObject("contact").getString("id");
    phone.await("CALL_INCOMING");
    caller.command("hangup", "");
    phone.await("CALL_CLOSED");
    Patience.until(
        "it is abandoned", () -> "abandoned".equals(rapport.contact(contact).getString("fate")));
  }
}
