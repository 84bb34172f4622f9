package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.sip.SoftCall;
import dev.rapport.channels.sip.SoftPhone;
import dev.rapport.gateway.together.RealRedis;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What has come to the agent's desk is looked at in the moment in which the telephone rings, on
/// the telephone's own thread.
final class PopBeforeRingTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int CALLS = 25;

  private final SoftPhone customers = Telephones.open(Telephones.CALLER);
  private final SoftPhone agents = Telephones.open(Telephones.AGENT);

  @AfterEach
  void hangUp() {
    customers.close();
    agents.close();
  }

  private record Ringing(SoftCall call, boolean popped) {}

  private static boolean popped(RawDesk desk, String number) {
    return desk.read().stream()
        .anyMatch(f -> "screen_pop".equals(f.getString("type")) && f.encode().contains(number));
  }

  /// Calls one after the other, at the gateway that has the telephones.
  private void callsRingAfterTheirScreenPops(RunningRapport calls, RawDesk desk) {
    var ringing = new LinkedBlockingQueue<Ringing>();
    agents.whenCalled(call -> ringing.add(new Ringing(call, popped(desk, call.caller()))));
    for (int i = 0; i < CALLS; i++) {
      String number = "+4411749610%02d".formatted(i);
      SoftCall caller =
          customers.call(
              new InetSocketAddress(LOOPBACK, calls.phonePort()),
              SoftPhone.From.number(number),
              "support",
              SoftCall.Listener.NONE);
      Ringing rings = Telephones.next(ringing);
      assertThat(rings.popped()).as("the screen pop of call %d had come", i).isTrue();
      var ended = Telephones.end(rings.call());
      caller.hangUp();
      assertThat(Telephones.next(ended)).isEqualTo(487);
    }
    assertThat(rungFirst(calls)).isZero();
  }

  /// What the process itself knows of telephones that rang too early.
  private static double rungFirst(RunningRapport at) {
    return at.call("GET", "/metrics")
        .as(at.token("adam"))
        .send()
        .body()
        .lines()
        .filter(line -> line.startsWith("rapport_phone_rung_first"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Test
  void aTelephoneThatRegistersRingsAfterTheScreenPop(@TempDir Path data) {
    try (RunningRapport rapport = RunningRapport.start(data)) {
      var server = new InetSocketAddress(LOOPBACK, rapport.phonePort());
      assertThat(Telephones.await(agents.register(server, "ben", "ring-ben"))).isTrue();
      try (RawDesk desk = new RawDesk(rapport, "ben")) {
        callsRingAfterTheirScreenPops(rapport, desk);
      }
    }
  }

  @Test
  void aTelephoneAtAnAddressRingsAfterTheScreenPop(@TempDir Path data) {
    try (RunningRapport rapport = RunningRapport.reaching(data, "ben", agents.address().getPort());
        RawDesk desk = new RawDesk(rapport, "ben")) {
      callsRingAfterTheirScreenPops(rapport, desk);
    }
  }

  @Test
  void aTelephoneRingsAfterTheScreenPopAtAnotherGateway(@TempDir Path home) throws IOException {
    try (EmbeddedPostgres postgres = TogetherTest.postgres();
        RealRedis redis = RealRedis.start()) {
      String more =
          """
          storage: postgresql://postgres:postgres@127.0.0.1:%d/postgres
          carrier: {url: "%s"}
          """
              .formatted(postgres.getPort(), redis.url());
      try (RunningRapport leader = RunningRapport.calledTogether(home.resolve("a"), more);
          RunningRapport other = RunningRapport.calledBeside(leader, home.resolve("b"), more)) {
        var server = new InetSocketAddress(LOOPBACK, leader.phonePort());
        assertThat(Telephones.await(agents.register(server, "ben", "ring-ben"))).isTrue();
        // By PostgreSQL alone a word may take longer than a telephone is kept from ringing.
        Patience.until(
            "Redis carries", () -> TogetherTest.carries(leader) && TogetherTest.carries(other));
        try (RawDesk desk = new RawDesk(other, "ben")) {
          callsRingAfterTheirScreenPops(leader, desk);
        }
      }
    }
  }
}
