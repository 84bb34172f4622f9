package dev.rapport.gateway.unit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.OfferId;
import dev.rapport.routing.RoutingCore;
import dev.rapport.storage.ContactRow;
import dev.rapport.storage.SqlContacts;
import dev.rapport.storage.SqlEventLog;
import dev.rapport.storage.Store;
import dev.rapport.storage.StoreCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What decides and what lasts, in a real process that is killed with signal 9 again and again:
/// while it commits, keeps a snapshot, closes, or recovers from the kill before. With the twenty of
/// the whole application in `KillLoopTest`, 150 in the test command. `-Dkills=500` for more,
/// `-Dseed=` for the same plan of moments again.
final class KilledUnitTest {
  private static final int KILLS = Integer.getInteger("kills", 130);
  private static final int STORES = 2;
  private static final int LAST_WORDS = 4_000;
  private static final long SEED = Long.getLong("seed", 20_261_123L);

  @TempDir private Path home;

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  @DisplayName(
      "P1 P2 P3 P4 P18 P20: kill -9 at any moment loses nothing that was said, doubles nothing, and"
          + " leaves each contact one fate")
  void whatWasSaidSurvivesBeingKilled() throws Exception {
    var java = new QuickJava(home);
    // One that nobody kills, from which the others begin quickly.
    new UnitLives(java, Files.createDirectory(home.resolve("unharmed")), SEED).finish();
    try (ExecutorService side = Executors.newFixedThreadPool(STORES)) {
      List<Future<Void>> lives = new ArrayList<>();
      for (int i = 0; i < STORES; i++) {
        Path folder = Files.createDirectory(home.resolve("centre" + i));
        var own = new UnitLives(java, folder, SEED + i);
        int kills = KILLS / STORES + (i < KILLS % STORES ? 1 : 0);
        lives.add(side.submit(() -> liveAndDie(folder, own, kills)));
      }
      for (Future<Void> life : lives) {
        life.get();
      }
    }
  }

  private static @Nullable Void liveAndDie(Path folder, UnitLives lives, int kills)
      throws Exception {
    for (int kill = 0; kill < kills; kill++) {
      lives.liveAndDie();
    }
    lives.finish();
    System.out.printf("killed unit: seed %d, %d kills, %s%n", SEED, kills, lives);
    assertThat(lives.contradictions()).as("seed %d; %s", SEED, lastWords(folder)).isEmpty();
    Path data = folder.resolve("data");
    assertThat(StoreCheck.of(data).damage()).as("chain, snapshots and rows").isEmpty();
    try (Store store = Store.open(data)) {
      var log = new Log(new SqlEventLog(store, UnitProcess.CENTRE), lives.states());
      assertThat(log.words)
          .as("P1 P20: what was told is what lasts")
          .containsAllEntriesOf(lives.told());
      assertThat(log.states).as("P20: each replay").containsAllEntriesOf(lives.states());
      assertThat(log.early).as("P18: nothing that is due comes early or twice").isEmpty();
      assertThat(log.expired).as("offers that ran out").isPositive();
      assertThat(log.wrappedUp).as("wrap-ups that ran out").isPositive();
      Set<String> taken = new HashSet<>(lives.contacts().values());
      assertThat(taken).as("P4: a mail each").hasSameSizeAs(lives.contacts().keySet());
      assertThat(log.arrived).as("P1 P3").containsExactlyInAnyOrderElementsOf(taken);
      assertThat(log.ended).as("P2: one fate").containsExactlyInAnyOrderElementsOf(taken);
      var contacts = new SqlContacts(store);
      assertThat(rows(contacts)).as("P3 P4").isEqualTo(taken.size());
      for (String contact : taken) {
        assertThat(contacts.find(UnitProcess.CENTRE, contact))
            .as("P1")
            .hasValueSatisfying(
                row -> assertThat(row).returns(ContactRow.ENDED, ContactRow::state).isNotNull());
      }
    }
    return null;
  }

  private static String lastWords(Path folder) throws IOException {
    String errors = Files.readString(folder.resolve("errors"));
    return errors.substring(Math.max(0, errors.length() - LAST_WORDS));
  }

  private static int rows(SqlContacts contacts) {
    return contacts.counts(UnitProcess.CENTRE, 0).byChannel().values().stream()
        .flatMap(byFate -> byFate.values().stream())
        .mapToInt(Integer::intValue)
        .sum();
  }

  /// The log from its first event to its last, its chain checked while it is read.
  private static final class Log {
    private final RoutingCore core = new RoutingCore();
    private final Map<Long, String> words = new HashMap<>();
    private final Map<Long, String> states = new HashMap<>();
    private final List<String> arrived = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final List<String> early = new ArrayList<>();
    private final Map<OfferId, Long> offers = new HashMap<>();
    private final Map<ContactId, Long> wrapUps = new HashMap<>();
    private int expired;
    private int wrappedUp;

    Log(SqlEventLog log, Map<Long, String> asked) {
      states.put(0L, core.stateHash());
      log.replay(
          0,
          (sequence, at, event) -> {
            core.apply(event, at);
            words.put(sequence, UnitProcess.said(event));
            if (asked.containsKey(sequence)) {
              states.put(sequence, core.stateHash());
            }
            note(at, event);
          });
    }

    private void note(long at, Event event) {
      switch (event) {
        case Event.Arrived e -> arrived.add(e.contact().value());
        case Event.Offered e -> offers.put(e.offer(), e.expiresAt());
        case Event.OfferExpired e -> {
          expired++;
          due(at, offers.remove(e.offer()), e);
        }
        case Event.Finished e -> wrapUps.put(e.contact(), e.wrapUpUntil());
        case Event.Ended e -> {
          ended.add(e.contact().value());
          if (e.disposition() == null) {
            wrappedUp++;
            due(at, wrapUps.remove(e.contact()), e);
          }
        }
        default -> {}
      }
    }

    private void due(long at, @Nullable Long until, Event event) {
      if (until == null || at < until) {
        early.add(at + " and not " + until + ": " + event);
      }
    }
  }
}
