package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.customers.Money;
import dev.rapport.customers.value.Purchase;
import dev.rapport.storage.SqlPurchases;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a customer bought, and what we promised him, where it changes an agent's day.
final class WorthTest {
  private static final long DAY = 86_400_000L;

  @TempDir private static Path data;
  private static RunningRapport rapport;
  private static String priya;

  @BeforeAll
  static void priyaBuysMuch() {
    rapport = RunningRapport.start(data);
    priya =
        rapport
            .get("sofia", "/api/v1/customers?email=priya.raman@example.net")
            .getJsonArray("customers")
            .getJsonObject(0)
            .getString("id");
    rapport.restart(store ->
        Patience.await(
            new SqlPurchases(store)
                .save(RunningRapport.CENTRE, purchases(), 0.5)
                .toCompletableFuture()));
  }

  /// A wheel for a thousand, each week of a year.
  private static List<Purchase> purchases() {
    List<Purchase> purchases = new ArrayList<>();
    long now = System.currentTimeMillis();
    for (int week = 1; week <= 52; week++) {
      purchases.add(
          new Purchase(
              new Purchase.Key(priya, "shop", "w" + week),
              now - DAY * 7 * week,
              new Money(100_000, "EUR"),
              null,
              "a wheel"));
    }
    return purchases;
  }

  @AfterAll
  static void stop() {
    rapport.close();
  }

  private static long weightOf(String email) {
    try (Desk ben = rapport.desk("ben")) {
      String contact =
          rapport
              .form(
                  new JsonObject().put("message", "Goods").put("email", email).put("person", true))
              .getString("contact");
      ben.accept(contact);
      ben.complete(contact);
      return rapport
          .get("sofia", "/api/v1/contacts/" + contact + "/decisions")
          .getJsonArray("decisions")
          .getJsonObject(0)
          .getJsonObject("record")
          .getJsonObject("contactScore")
          .getLong("weightMicros");
    }
  }

  @Test
  void whoBuysMuchWeighsMoreInRoutingThanAStrangerAndNobodyWeighsLess() {
    long bought = weightOf("priya.raman@example.net");
    long stranger = weightOf("nobody.knows@example.net");
    assertThat(bought).isGreaterThan(2 * stranger);
    JsonObject value = rapport.get("sofia", "/api/v1/customers/" + priya + "/value");
    assertThat(value.getString("currency")).isEqualTo("EUR");
    JsonObject segments = rapport.get("sofia", "/api/v1/segments");
    assertThat(segments.getInteger("buyers")).isEqualTo(1);
    assertThat(segments.getJsonArray("segments").getJsonObject(0).getString("behaviour"))
        .isEqualTo("regular");
    assertThat(rapport.get("sofia", "/api/v1/segments/growing").getJsonArray("customers"))
        .isEmpty();
    assertThat(value.getJsonArray("drivers").encode()).contains("bought 52 times");
    assertThat(value.getJsonObject("costToServe").getString("currency")).isEqualTo("EUR");
  }

  @Test
  void whoOwesAPromiseHearsOfItBeforeItIsLateAndWhenItIs() {
    try (Desk ana = rapport.desk("ana")) {
      JsonObject promise =
          new JsonObject()
              .put("what", "call back about the saddle")
              .put("owner", "ana")
              .put("zone", "Europe/London")
              .put("dueAt", System.currentTimeMillis() + 2_000);
      var made =
          rapport
              .call("POST", "/api/v1/customers/" + priya + "/promises")
              .as(rapport.token("ana"))
              .json(promise)
              .send();
      assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
      String id = new JsonObject(made.body()).getString("id");
      JsonObject frame =
          ana.await(
              "the promise that is late",
              f ->
                  "promise".equals(f.getString("type"))
                      && id.equals(f.getString("promise"))
                      && "overdue".equals(f.getString("standing")));
      assertThat(frame.encode()).contains("call back about the saddle");
    }
  }
}
