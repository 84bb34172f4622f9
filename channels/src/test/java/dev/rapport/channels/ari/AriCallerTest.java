package dev.rapport.channels.ari;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.Wait;
import dev.rapport.channels.phone.PhoneEvent.CallerIdentity;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who calls, from what Asterisk says when it is asked.
final class AriCallerTest {
  private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
  private final Vertx vertx = Vertx.vertx();
  private HttpServer asterisk;

  @AfterEach
  void stop() {
    Wait.until(vertx.close());
    loop.shutdownNow();
  }

  private CallerIdentity caller(Map<String, String> variables) {
    asterisk =
        Wait.until(
            vertx
                .createHttpServer()
                .requestHandler(asked -> {
                  String said = variables.getOrDefault(asked.getParam("variable"), "");
                  asked.response().end(new JsonObject().put("value", said).encode());
                })
                .listen(0, "127.0.0.1"));
    URI address = URI.create("http://127.0.0.1:" + asterisk.actualPort());
    var settings = new AriSettings(address, "u", "p", "rapport", Map.of(), "", "", "", "en");
    var link = new AriLink(settings, loop, new Nobody());
    var channel =
        new JsonObject()
            .put("id", "1.2")
            .put("caller", new JsonObject().put("number", "+441174960000").put("name", "H"))
            .put("dialplan", new JsonObject().put("exten", "support"));
    return AriCaller.read(link, channel)
        .toCompletableFuture()
        .orTimeout(30, TimeUnit.SECONDS)
        .join()
        .caller();
  }

  private static final class Nobody implements AriLink.Peer {
    @Override
    public void event(JsonObject event) {}

    @Override
    public void linked() {}

    @Override
    public void lost(String detail) {}
  }

  @ParameterizedTest
  @CsvSource({
    "success, A, A",
    "success, B, B",
    "Verification passed, A, A",
    "Verification mismatch, A, ",
    "cert_not_trusted, A, ",
    "'', '', ",
    "success, Z, ",
  })
  void onlyAnAttestationThatHoldsIsTakenOver(String verdict, String level, String taken) {
    var variables =
        Map.of("STIR_SHAKEN(0,verify_result)", verdict, "STIR_SHAKEN(0,attestation)", level);
    assertThat(caller(variables).attestation()).isEqualTo(taken);
  }

  @Test
  void aWithheldNumberAndWhereTheCallWasForwardedAreKept() {
    CallerIdentity caller =
        caller(
            Map.of(
                "CALLERID(pres)",
                "prohib_passed_screen",
                "REDIRECTING(from-num)",
                "+441174960111"));
    assertThat(caller.withheld()).isTrue();
    assertThat(caller.number()).isEqualTo("+441174960000");
    assertThat(caller.diverted()).isEqualTo("+441174960111");
  }
}
