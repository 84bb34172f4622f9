package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.sip.SoftCall;
import dev.rapport.channels.sip.SoftPhone;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent whose telephone is not registered works with everything but calls.
final class WithoutTelephoneTest {
  private static final String HARRIET = "+441174960000";

  @TempDir private Path data;
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

  @Test
  @DisplayName("P1: a registered telephone rings after a restart, before it has registered again")
  void aTelephoneIsKnownAfterARestart() {
    var ringing = new LinkedBlockingQueue<SoftCall>();
    SoftPhone telephone = Telephones.open(Telephones.AGENT);
    telephone.whenCalled(ringing::add);
    var server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), rapport.phonePort());
    assertThat(Telephones.await(telephone.register(server, "ben", "ring-ben"))).isTrue();
    phones.close();
    rapport.close();
    rapport = RunningRapport.start(data);
    phones = new Telephones(rapport);
    try (Desk ben = rapport.desk("ben");
        telephone) {
      assertThat(unreached(ben.await("snapshot"))).isEmpty();
      phones.call(HARRIET);
      Telephones.next(ringing).answer();
      ben.await("assigned");
    }
  }
}
