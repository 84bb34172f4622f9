package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Far more comes than may: several times what one address is allowed, all at once.
final class OverloadTest {
  private static final int ALLOWED = 300;
  private static final int FLOOD = 5 * ALLOWED;
  private static final int SENDERS = 16;

  @TempDir private Path data;

  @Test
  @DisplayName(
      "P24: a flood is refused at the edge; what was accepted is there once, and is worked on")
  void aFloodIsRefusedAndWhatWasAcceptedIsUnharmed()
      throws IOException, InterruptedException, ExecutionException {
    try (RunningRapport rapport =
        RunningRapport.withLimits(
            data, "requestsPerMinute: " + ALLOWED + ", visitorsPerAddress: 10")) {
      String supervisor = rapport.token("sofia");
      Desk ben = rapport.desk("ben");
      Visitor visitor = rapport.visitor();
      visitor.hello(new JsonObject().put("name", "Harriet"));
      String contact = visitor.sayToPerson("My saddle came loose").getString("contact");
      ben.accept(contact);

      List<HttpResponse<String>> answers = new ArrayList<>();
      try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
        List<Future<HttpResponse<String>>> flood = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
          flood.add(senders.submit(form(rapport, i)));
        }
        // Beside it, whoever is served is served.
        visitor.say("Are you there?");
        ben.await("the question", f -> f.encode().contains("Are you there?"));
        ben.reply(contact, "I am");
        visitor.message("agent", "I am");
        for (Future<HttpResponse<String>> one : flood) {
          answers.add(one.get());
        }
      }
      ben.finish(contact);
      assertThat(ben.complete(contact).getString("fate")).isEqualTo("handled");

      List<String> accepted = new ArrayList<>();
      for (HttpResponse<String> answer : answers) {
        if (answer.statusCode() == 202) {
          accepted.add(new JsonObject(answer.body()).getString("contact"));
        } else {
          assertThat(answer.statusCode()).as(answer.body()).isIn(429, 503);
          assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        }
      }
      // More than a minute's allowance when the flood takes long: it grows again meanwhile.
      assertThat(accepted).isNotEmpty().hasSizeLessThan(FLOOD).doesNotHaveDuplicates();
      accepted.add(contact);
      assertThat(contacts(rapport, supervisor)).containsExactlyInAnyOrderElementsOf(accepted);
    }
  }

  private static Callable<HttpResponse<String>> form(RunningRapport rapport, int number) {
    return () ->
        rapport
            .call("POST", "/api/v1/forms")
            .json(new JsonObject().put("message", "Flood " + number).put("person", true))
            .send();
  }

  /// Read from another address, which has sent nothing yet.
  private static List<String> contacts(RunningRapport rapport, String token)
      throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    try (HttpClient elsewhere =
        HttpClient.newBuilder().localAddress(InetAddress.getByName("127.0.0.9")).build()) {
      String before = "";
      while (true) {
        URI page =
            URI.create(
                "http://127.0.0.1:%d/api/v1/contacts?limit=100%s"
                    .formatted(rapport.httpPort(), before));
        HttpResponse<String> answer =
            elsewhere.send(
                HttpRequest.newBuilder(page).header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> found =
            new JsonObject(answer.body())
                .getJsonArray("contacts").stream()
                    .map(card -> ((JsonObject) card).getString("id"))
                    .toList();
        if (found.isEmpty()) {
          return ids;
        }
        ids.addAll(found);
        before = "&before=" + found.getLast();
      }
    }
  }
}
