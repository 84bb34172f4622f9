package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.sip.SoftCall;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent whose telephone is not registered works with everything but calls.
final class WithoutTelephoneTest {
  private static final String HARRIET = "+441174960000";

  @TempDir private static Path data;
  private RunningRapport rapport;
  private Telephones phones;

  @BeforeEach
  void start() {
    rapport = RunningRapport.start(data);
    phones = new Telephones(rapport);
  }

  @AfterEach
  void stop() {
    phones.close();
    rapport.close();
  }

  private static JsonArray unreached(JsonObject frame) {
    return frame.getJsonArray("unreached");
  }

  @Test
  @DisplayName("P12: a call waits for somebody it can reach, and the desk is told why it is quiet")
  void aCallWaitsForATelephone() {
    try (Desk ana = rapport.desk("ana")) {
      assertThat(unreached(ana.await("snapshot"))).containsExactly("phone");
      SoftCall caller = phones.call(HARRIET);
      Telephones.hears(caller);
      Telephones.Seat ben = phones.seat("ben");
      ben.rings().answer();
      ben.desk.await("assigned");

      // Every frame to her comes in order: what was not offered before this never was.
      Telephones.Seat own = phones.seat("ana");
      JsonObject reach = ana.await("reach");
      new Schemas().check("desk", reach);
      assertThat(unreached(reach)).isEmpty();
      phones.call("+441174960001");
      own.rings().answer();
      assertThat(ana.await("offer").getLong("n")).isGreaterThan(reach.getLong("n"));
    }
  }
}
