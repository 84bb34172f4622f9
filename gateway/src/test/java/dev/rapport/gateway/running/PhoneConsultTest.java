package dev.rapport.gateway.running;

import static dev.rapport.gateway.running.Telephones.share;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.sip.SoftCall;
import dev.rapport.gateway.running.Telephones.Seat;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A colleague is asked about a call by telephone: the two talk while the caller hears music.
final class PhoneConsultTest {
  @TempDir private static Path data;
  private static RunningRapport rapport;

  private Telephones phones;

  @BeforeAll
  static void start() {
    rapport = RunningRapport.start(data);
  }

  @AfterAll
  static void stop() {
    rapport.close();
  }

  @BeforeEach
  void telephones() {
    phones = new Telephones(rapport);
  }

  @AfterEach
  void everybodyLeaves() {
    phones.close();
  }

  private static String contact(JsonObject pop) {
    return pop.getJsonObject("contact").getString("id");
  }

  /// The caller talks to Ben, who asks Ana; both agents' phones are up.
  private final class Asked {
    final SoftCall caller;
    final Seat ben = phones.seat("ben");
    final Seat ana;
    final String contact;
    final SoftCall atBen;
    final SoftCall atAna;

    Asked(String number) {
      caller = phones.call(number);
      contact = contact(ben.pop());
      atBen = ben.rings();
      atBen.answer();
      ben.call(contact, "talking");
      ana = phones.seat("ana");
      JsonObject ask = new JsonObject().put("type", "consult").put("contact", contact);
      ben.desk.command(ask.put("agent", "ana").put("why", "a wheel"));
      assertThat(ana.pop().getString("questionAbout")).isEqualTo(contact);
      atAna = ana.rings();
      atAna.answer();
      ben.desk.await("accepted", frame -> "accepted".equals(frame.getString("state")));
      ben.call(contact, "held");
      Patience.until("the agents talk", () -> share(atAna, Telephones.AGENT) > 0.8);
    }
  }

  @Test
  @DisplayName("P17: a colleague is asked by telephone, and the caller is with one of the two")
  void theAgentsTalkAndTheCallerGoesBackOrOn() {
    Asked asked = new Asked("+441174960020");
    assertThat(share(asked.atBen, Telephones.AGENT)).isGreaterThan(0.8);
    assertThat(share(asked.caller, Telephones.AGENT)).as("music").isLessThan(0.2);

    JsonObject back = new JsonObject().put("type", "end_consult").put("contact", asked.contact);
    asked.ben.desk.command(back);
    Patience.until("the caller hears Ben again", () -> share(asked.caller, Telephones.AGENT) > 0.8);
    asked.caller.hangUp();
    asked.ben.desk.of("wrap_up", asked.contact);
    asked.ben.desk.complete(asked.contact);
  }

  @Test
  void handedOverTheColleagueHasTheCallerWithoutAnotherRing() {
    Asked asked = new Asked("+441174960021");
    var left = Telephones.end(asked.atBen);
    JsonObject over = new JsonObject().put("type", "hand_over").put("contact", asked.contact);
    asked.ben.desk.command(over);
    asked.ben.desk.of("released", asked.contact);
    assertThat(Telephones.next(left)).isZero();
    Patience.until("Ana hears the caller", () -> share(asked.atAna, Telephones.CALLER) > 0.8);
    assertThat(asked.ana.ringing).isEmpty();
    asked.caller.hangUp();
    asked.ana.desk.of("wrap_up", asked.contact);
    asked.ana.desk.complete(asked.contact);
  }
}
