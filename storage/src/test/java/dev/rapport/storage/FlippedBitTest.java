package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.routing.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Single bits of the database file, turned over while it is closed. `-Dflips=10000` for more,
/// `-Dseed=` for the same bits again.
class FlippedBitTest {
  private static final int FLIPS = Integer.getInteger("flips", 40);
  private static final int ROUNDS = 5;

  @TempDir Path directory;

  @Test
  @DisplayName("P21: after any flipped bit the log is either refused or exactly what was written")
  void aFlippedBitNeverGivesAnotherLog() throws IOException {
    long seed = Long.getLong("seed", 20_261_122L);
    Random random = new Random(seed);
    Path data = directory.resolve("data");
    byte[] sound = write(data);
    int refused = 0;
    for (int flip = 0; flip < FLIPS; flip++) {
      byte[] damaged = sound.clone();
      int at = random.nextInt(damaged.length);
      damaged[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      Files.write(data.resolve("rapport.db"), damaged);
      Files.deleteIfExists(data.resolve("rapport.db-wal"));
      Files.deleteIfExists(data.resolve("rapport.db-shm"));
      if (!readsAsWritten(data, "byte " + at + ", seed " + seed)) {
        refused++;
      }
    }
    assertThat(refused).as("some flips must have been noticed").isPositive();
  }

  private static byte[] write(Path data) throws IOException {
    try (Store store = Store.open(StoreSettings.in(data).withReserveBytes(0))) {
      SqlEventLog log = new SqlEventLog(store, EventLogContract.CENTRE);
      for (int round = 0; round < ROUNDS; round++) {
        log.append(SomeEvents.ALL, EventLogContract.AT + round).join();
      }
    }
    return Files.readAllBytes(data.resolve("rapport.db"));
  }

  /// False when the store or the log was refused with one of the errors made for it.
  private static boolean readsAsWritten(Path data, String where) {
    try (Store store = Store.open(StoreSettings.in(data).withReserveBytes(0))) {
      List<EventLogContract.Read> read =
          EventLogContract.read(new SqlEventLog(store, EventLogContract.CENTRE), 0);
      assertThat(read.size()).as(where).isEqualTo(ROUNDS * SomeEvents.ALL.size());
      for (int i = 0; i < read.size(); i++) {
        Event written = SomeEvents.ALL.get(i % SomeEvents.ALL.size());
        assertThat(read.get(i).event().equals(written)).as(where).isTrue();
      }
      return true;
    } catch (DamagedLog | StoreStopped | DataAccessException e) {
      return false;
    }
  }
}
