package dev.rapport.gateway.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.customers.Identifier;
import dev.rapport.customers.Identifier.Kind;
import dev.rapport.customers.sources.HoldingSource.SourceFailed;
import dev.rapport.customers.sources.Whom;
import dev.rapport.customers.view.Holding;
import dev.rapport.gateway.settings.SourceSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpHoldingsTest {
  private static final Whom ANA =
      new Whom(
          "main",
          "c1",
          List.of(
              new Identifier(Kind.EXTERNAL_ID, "crm:47 11/a"),
              new Identifier(Kind.EXTERNAL_ID, "other:9"),
              new Identifier(Kind.EMAIL, "ana@example.org")));

  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private final Vertx vertx = Vertx.vertx();
  private HttpServer server;
  private volatile int status = 200;
  private volatile String body = "[]";
  private volatile boolean silent;

  @BeforeEach
  void start() {
    server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(request -> {
                  asked.add(request.uri() + " " + request.getHeader("Authorization"));
                  if (!silent) {
                    request
                        .response()
                        .setStatusCode(status)
                        .putHeader("Location", "http://127.0.0.1:1/")
                        .end(body);
                  }
                })
                .listen(0, "127.0.0.1"));
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private HttpHoldings shop(String path, int timeoutMs) {
    String url = "http://127.0.0.1:" + server.actualPort() + path;
    return new HttpHoldings(
        new SourceSettings.Http("shop", url, "crm", "Bearer s3cret", timeoutMs, 60),
        HttpHoldings.client());
  }

  @Test
  void theNumberOfTheRegisterIsAskedForAndTheAnswerReadNewestFirst() {
    body =
        """
        {"items": [
          {"id": 1, "title": "Boots", "at": "2026-01-02", "more": {"x": 1}},
          {"id": "2", "title": "Socks", "kind": "product", "state": "held", "at": 1800000000000}
        ]}
        """;
    assertThat(shop("/c/{id}/orders", 2_000).holdings(ANA))
        .containsExactly(
            new Holding("shop", "2", "product", "Socks", "held", 1_800_000_000_000L),
            new Holding("shop", "1", "order", "Boots", "", 1_767_312_000_000L));
    assertThat(asked).containsExactly("/c/47%2011%2Fa/orders Bearer s3cret");
  }

  @Test
  void anAddressMayHaveTheEmailInstead() {
    shop("/orders?of={email}", 2_000).holdings(ANA);
    assertThat(asked).containsExactly("/orders?of=ana%40example.org Bearer s3cret");
  }

  @Test
  void whoHasNoNumberThereIsNotAskedFor() {
    assertThat(shop("/{id}", 2_000).holdings(new Whom("main", "c2", List.of()))).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void aCustomerTheSourceDoesNotKnowHasNothing() {
    status = 404;
    assertThat(shop("/{id}", 2_000).holdings(ANA)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | | answered 500",
        "302 | | answered 302",
        "200 | no json | gave no JSON",
        "200 | {\"a\": 1} | gave no list of items",
        "200 | [1] | gave something that is no object",
        "200 | [{\"id\": \"1\"}] | gave a thing without id or title",
        "200 | [{\"id\": \"1\", \"title\": \"x\", \"at\": \"soon\"}] | gave 'soon', which is no"
            + " date",
      })
  void anAnswerWithoutSenseIsAFailureWithItsReason(int code, String answer, String reason) {
    status = code;
    body = answer == null ? "" : answer;
    assertThatThrownBy(() -> shop("/{id}", 2_000).holdings(ANA))
        .isInstanceOf(SourceFailed.class)
        .hasMessage(reason);
  }

  @Test
  void anAnswerLongerThanItMayBeIsNotReadToItsEnd() {
    body = "[" + " ".repeat(HttpHoldings.MAX_BYTES) + "]";
    assertThatThrownBy(() -> shop("/{id}", 5_000).holdings(ANA))
        .hasMessage("gave more than 256 KiB");
  }

  @Test
  void aSourceThatIsSilentIsGivenUp() {
    silent = true;
    assertThatThrownBy(() -> shop("/{id}", 50).holdings(ANA))
        .hasMessage("did not answer within 50 ms");
  }

  @Test
  void aSourceThatIsNotThereCannotBeReached() {
    HttpHoldings shop = shop("/{id}", 2_000);
    await(server.close());
    assertThatThrownBy(() -> shop.holdings(ANA)).hasMessage("cannot be reached");
  }
}
