package dev.rapport.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real process is killed with signal 9 at seeded random moments while forms, chats and mails
/// come in and agents work; then everything is counted. More kills by hand: `-Dkills=150`, as
/// `docs/guides/replay-a-seed.md` has it.
final class KillLoopTest {
  private static final int KILLS = Integer.getInteger("kills", 20);
  private static final long SEED = Long.getLong("seed", 20_261_122L);
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

  @TempDir private Path home;

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  @DisplayName("P1 P2 P4: nothing acknowledged is lost or doubled by kill -9, each has one fate")
  void nothingAcknowledgedIsLostOrDoubledByKills() throws IOException {
    try (var loop = Loop.open();
        var run = KillRun.open(loop, Application.launcher(), home, SEED)) {
      var random = new Random(SEED);
      for (int kill = 0; kill < KILLS; kill++) {
        run.liveAndDie(random);
      }
      run.finish(LONG_ENOUGH);
      List<StubbornInput> inputs = run.inputs();
      List<JsonObject> cards = run.contacts();
      System.out.printf(
          "kill loop: seed %d, %d kills, %d inputs, %d contacts, refused %s, errors %s%n",
          SEED, KILLS, inputs.size(), cards.size(), run.ledger().refusals(), run.ledger().errors());
      nothingAcknowledgedIsMissing(inputs, cards);
      nothingIsThereTwice(inputs, cards);
      eachHasOneFate(cards, run);
      noMessageIsThereTwice(loop, run, cards);
    }
  }

  private static void nothingAcknowledgedIsMissing(
      List<StubbornInput> inputs, List<JsonObject> cards) {
    var listed = cards.stream().map(card -> card.getString("id")).collect(Collectors.toSet());
    assertThat(inputs).allMatch(StubbornInput::acknowledged);
    assertThat(inputs).extracting(StubbornInput::contradiction).containsOnlyNulls();
    for (StubbornInput input : inputs) {
      if (input.contact() != null) {
        assertThat(listed).as(input.name()).contains(input.contact());
      }
    }
  }

  private static void nothingIsThereTwice(List<StubbornInput> inputs, List<JsonObject> cards) {
    assertThat(cards).doesNotHaveDuplicates().hasSize(inputs.size());
    Map<String, Long> bySubject = new HashMap<>();
    cards.forEach(
        card -> bySubject.merge(String.valueOf(card.getString("subject")), 1L, Long::sum));
    for (StubbornInput input : inputs) {
      if (!(input instanceof StubbornChat)) {
        assertThat(bySubject).containsEntry(input.name(), 1L);
      }
    }
  }

  private static void eachHasOneFate(List<JsonObject> cards, KillRun run) {
    assertThat(cards)
        .allSatisfy(card -> {
          assertThat(card.getString("state")).as(card.getString("id")).isEqualTo("ended");
          assertThat(card.getString("fate")).isNotNull();
        });
    assertThat(run.ledger().contradictoryFates()).isZero();
  }

  private static void noMessageIsThereTwice(Loop loop, KillRun run, List<JsonObject> cards) {
    List<JsonArray> all =
        loop.await(
            "reading the messages",
            LONG_ENOUGH,
            () -> {
              List<JsonArray> read = new ArrayList<>();
              Future<Void> reading = Future.succeededFuture();
              for (JsonObject card : cards) {
                reading =
                    reading
                        .compose(_ -> run.supervisor().messages(card.getString("id")))
                        .map(messages -> {
                          read.add(messages);
                          return null;
                        });
              }
              return reading.map(read);
            });
    for (JsonArray messages : all) {
      var texts = new HashSet<String>();
      for (Object each : messages) {
        JsonObject message = (JsonObject) each;
        String who = message.getString("author");
        if (who.equals("customer") || who.equals("agent")) {
          assertThat(texts.add(who + message.getString("text"))).as(message.encode()).isTrue();
        }
      }
    }
  }
}
