package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real store of a centre that lived, damaged in every way there is; `-Dflips=10000` for more,
/// `-Dseed=` for the same places again.
class DamagedStoreTest {
  private static final int FLIPS = Integer.getInteger("flips", 24);
  private static final long SEED = Long.getLong("seed", 20_261_123L);
  private static final int STEPS = 400;
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private Path killed;
  private String stateHash;
  private long events;

  /// The files of a killed process: a part of the store is in its write-ahead log only.
  @BeforeEach
  void live() throws IOException {
    try (LivedCentre lived = new LivedCentre(folder.resolve("lived"), SEED)) {
      lived.live(STEPS / 2).snapshot().live(STEPS / 4).snapshot().live(STEPS / 4);
      killed = folder.resolve("killed");
      lived.copyTo(killed);
      stateHash = lived.core.stateHash();
      events = lived.last();
    }
  }

  /// What is behind this in the log is of an earlier round, and in the database since.
  private long liveBytes() throws IOException {
    return 32
        + (24 + 4096) * WalIndexFile.of(killed.resolve("rapport.db-shm")).orElseThrow().frames();
  }

  private Path copy(String name) throws IOException {
    Path to = Files.createDirectories(folder.resolve(name));
    try (var there = Files.walk(to)) {
      for (Path old : there.filter(Files::isRegularFile).toList()) {
        Files.delete(old);
      }
    }
    for (String end : List.of("", "-wal", "-shm")) {
      Path from = killed.resolve("rapport.db" + end);
      if (Files.exists(from)) {
        Files.copy(from, to.resolve("rapport.db" + end));
      }
    }
    return to;
  }

  /// As after a stop: everything is in the database itself.
  private Path stopped(String name) throws IOException, SQLException {
    Path to = copy(name);
    try (Connection connection = WritableDatabase.open(to.resolve("rapport.db"));
        Statement sql = connection.createStatement()) {
      sql.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    return to;
  }

  private static void sql(Path directory, String text) throws SQLException {
    try (Connection connection = WritableDatabase.open(directory.resolve("rapport.db"));
        Statement sql = connection.createStatement()) {
      sql.execute(text);
    }
  }

  private static int number(Path directory, String query) throws SQLException {
    try (Connection connection = WritableDatabase.open(directory.resolve("rapport.db"));
        Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery(query)) {
      return rows.getInt(1);
    }
  }

  private static void flip(Path file, long at, int bits) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      int was = bytes.read();
      bytes.seek(at);
      bytes.write(was ^ bits);
    }
  }

  private StoreReport.Centre centre(StoreReport report) {
    return report.centres().stream()
        .filter(c -> c.centre().equals(LivedCentre.CENTRE))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> fates(Path directory) throws SQLException {
    try (ReadOnlyDatabase database = ReadOnlyDatabase.open(directory.resolve("rapport.db"))) {
      Map<String, String> fates = new TreeMap<>();
      database
          .dsl()
          .selectFrom(CONTACT)
          .where(CONTACT.FATE.isNotNull())
          .forEach(row -> fates.put(row.getId(), row.getFate()));
      return fates;
    }
  }

  @Test
  @DisplayName("P21: a store that a kill left is sound, and looking at it changes nothing")
  void aKilledStoreIsSoundAndIsNotTouched() throws IOException {
    byte[] before = Files.readAllBytes(killed.resolve("rapport.db-wal"));
    byte[] index = Files.readAllBytes(killed.resolve("rapport.db-shm"));
    StoreReport report = StoreCheck.of(killed);
    assertThat(report.damage()).isEmpty();
    assertThat(centre(report).events()).isEqualTo(events);
    assertThat(centre(report).stateHash()).isEqualTo(stateHash);
    assertThat(Files.readAllBytes(killed.resolve("rapport.db-wal"))).isEqualTo(before);
    assertThat(Files.readAllBytes(killed.resolve("rapport.db-shm"))).isEqualTo(index);
    assertThat(StoreRepair.run(killed, CLOCK).done()).isEmpty();
  }

  @Test
  void aStoreThatIsServedCanBeLookedAt() {
    try (LivedCentre lived = new LivedCentre(folder.resolve("served"), SEED)) {
      lived.live(STEPS);
      StoreReport report = StoreCheck.of(folder.resolve("served"));
      assertThat(report.served()).isTrue();
      assertThat(report.damage()).isEmpty();
      assertThat(centre(report).stateHash()).isEqualTo(lived.core.stateHash());
      assertThatThrownBy(() -> StoreRepair.run(folder.resolve("served"), CLOCK))
          .isInstanceOf(StoreStopped.class);
    }
  }

  @Test
  @DisplayName("P21: any flipped byte of the write-ahead log is found, and stops the start")
  void anyFlippedByteOfTheWriteAheadLogIsFound() throws IOException {
    long length = liveBytes();
    for (int i = 0; i < FLIPS; i++) {
      Path damaged = copy("wal");
      // The header and the first frames are few bytes among many: some of them each time.
      long at = i % 4 == 0 ? random.nextInt(32 + 24) : random.nextLong(length);
      flip(damaged.resolve("rapport.db-wal"), at, 1 << random.nextInt(8));
      String where = "byte " + at + ", seed " + SEED;
      assertThat(StoreCheck.of(damaged).damage()).as(where).isNotEmpty();
      assertThatThrownBy(() -> Store.open(damaged))
          .as(where)
          .isInstanceOf(StoreStopped.class)
          .hasMessageContaining("rapport.db-wal");
      if (i < 4) {
        repairs(damaged, where);
      }
    }
  }

  @Test
  @DisplayName("P21: a write-ahead log cut anywhere is found, as is one that is gone")
  void aCutWriteAheadLogIsFound() throws IOException {
    long length = liveBytes();
    for (int i = 0; i < FLIPS / 2; i++) {
      Path damaged = copy("cut");
      long at = random.nextLong(length);
      try (RandomAccessFile bytes =
          new RandomAccessFile(damaged.resolve("rapport.db-wal").toFile(), "rw")) {
        bytes.setLength(at);
      }
      assertThat(StoreCheck.of(damaged).damage()).as("cut at %d, seed %d", at, SEED).isNotEmpty();
      assertThatThrownBy(() -> Store.open(damaged)).isInstanceOf(StoreStopped.class);
    }
    Path gone = copy("gone");
    Files.delete(gone.resolve("rapport.db-wal"));
    assertThatThrownBy(() -> Store.open(gone)).hasMessageContaining("missing");
    repairs(gone, "gone");
  }

  @Test
  @DisplayName("P21: a commit that a power failure tore is left out, and is no damage")
  void aTornLastCommitIsNoDamage() throws IOException {
    Path torn = copy("torn");
    Path wal = torn.resolve("rapport.db-wal");
    byte[] bytes = Arrays.copyOf(Files.readAllBytes(wal), (int) liveBytes());
    // A power failure takes the shared index with it; a frame and a half of the next commit follow.
    Files.delete(torn.resolve("rapport.db-shm"));
    int page = 24 + 4096;
    byte[] longer = Arrays.copyOf(bytes, bytes.length + page + page / 2);
    System.arraycopy(bytes, bytes.length - page, longer, bytes.length, page);
    longer[bytes.length + 100] ^= 1;
    Files.write(wal, longer);
    assertThat(StoreCheck.of(torn).damage()).isEmpty();
    try (Store store = Store.open(torn)) {
      assertThat(new SqlEventLog(store, LivedCentre.CENTRE).verify()).isEqualTo(events);
    }
  }

  @Test
  @DisplayName("P21: any changed byte of an event is named, and mended as its hash proves")
  void aChangedByteOfAnEventIsNamedAndMended() throws IOException, SQLException {
    List<String> columns =
        List.of("payload", "payload", "type", "hash", "prev_hash", "agent", "contact");
    Path sound = stopped("sound");
    for (int i = 0; i < FLIPS / 2; i++) {
      Path damaged = folder.resolve("event");
      Files.createDirectories(damaged);
      Files.copy(
          sound.resolve("rapport.db"),
          damaged.resolve("rapport.db"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      long event = 1 + random.nextLong(events);
      String column = columns.get(random.nextInt(columns.size()));
      int at = 1 + random.nextInt(2);
      sql(
          damaged,
          "UPDATE event SET %1$s = substr(%1$s, 1, %2$d - 1) || '#' || substr(%1$s, %2$d + 1)"
                  .formatted(column, at)
              + " WHERE seq = "
              + event
              + " AND "
              + column
              + " IS NOT NULL");
      StoreReport report = StoreCheck.of(damaged);
      if (report.sound()) {
        continue; // That event has no agent, or no contact.
      }
      assertThat(report.damage().getFirst().place())
          .as("%s of %d", column, event)
          .isIn(
              LogCheck.place(LivedCentre.CENTRE, event),
              LogCheck.place(LivedCentre.CENTRE, event + 1));
      StoreReport after = StoreRepair.run(damaged, CLOCK).after();
      assertThat(after.damage()).isEmpty();
      assertThat(centre(after).events()).isEqualTo(events);
      assertThat(centre(after).stateHash()).isEqualTo(stateHash);
    }
  }

  @Test
  @DisplayName("P21: a damaged stretch is cut off; who had ended stays ended, the rest is kept")
  void aDamagedStretchIsCutAndFatesAreKept() throws IOException, SQLException {
    Path damaged = stopped("stretch");
    Map<String, String> fates = fates(damaged);
    sql(damaged, "UPDATE event SET payload = 'nothing of what it was' WHERE seq = " + events / 2);
    sql(damaged, "DELETE FROM event WHERE seq = " + (events / 2 + 3));
    assertThatThrownBy(
            () -> {
              try (Store store = Store.open(damaged)) {
                new SqlEventLog(store, LivedCentre.CENTRE).verify();
              }
            })
        .isInstanceOf(DamagedLog.class)
        .hasMessageContaining("event " + events / 2);
    StoreRepair.Repaired repaired = StoreRepair.run(damaged, CLOCK);
    assertThat(repaired.before().damage()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(repaired.after().damage()).isEmpty();
    assertThat(fates(damaged)).containsAllEntriesOf(fates);
    assertThat(damaged.resolve("set-aside")).isNotEmptyDirectory();
    try (Store store = Store.open(damaged)) {
      int rows = store.read(dsl -> dsl.fetchCount(CONTACT));
      assertThat(rows).isPositive();
    }
  }

  @Test
  @DisplayName("P21: a row, an end or a snapshot that does not agree with the log is named, mended")
  void whatDoesNotAgreeWithTheLogIsNamed() throws IOException, SQLException {
    Map<String, String> changes =
        Map.of(
            "UPDATE contact SET state = 'waiting', fate = NULL WHERE id ="
                + " (SELECT id FROM contact WHERE fate IS NOT NULL LIMIT 1)",
            "state is waiting and should be ended",
            "UPDATE snapshot SET state = replace(state, 'sales', 'sbles')",
            "it is not what was written",
            "UPDATE log_end SET hash = 'x'",
            "it is not the one the log ended with",
            "DELETE FROM log_end",
            "the log has 0 events",
            "UPDATE contact SET agent = 'a9' WHERE agent IS NOT NULL",
            "agent is a9",
            "UPDATE contact SET centre = 'acma' WHERE id = (SELECT min(id) FROM contact)",
            "its row is missing",
            "DELETE FROM contact WHERE id = (SELECT max(id) FROM contact)",
            "its row is missing");
    for (var change : changes.entrySet()) {
      Path damaged = stopped("disagree");
      sql(damaged, change.getKey());
      assertThat(StoreCheck.of(damaged).damage())
          .as(change.getKey())
          .anyMatch(d -> d.what().contains(change.getValue()));
      StoreReport after = StoreRepair.run(damaged, CLOCK).after();
      assertThat(after.damage()).as(change.getKey()).isEmpty();
      assertThat(centre(after).stateHash()).as(change.getKey()).isEqualTo(stateHash);
    }
  }

  @Test
  @DisplayName("P21: who can be recognised by what is kept although another table is broken")
  void identifiersOutliveABrokenTable() throws IOException, SQLException {
    Path damaged = stopped("identifiers");
    int many = 3_000;
    sql(
        damaged,
        "INSERT INTO customer (centre, id, source, external_id, name, note, attributes, since,"
            + " fingerprint, created_at, updated_at) VALUES ('acme', 'k', 's', 'e', 'K', '', '{}', 1, '',"
            + " 1, 1)");
    sql(
        damaged,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + many
            + ") INSERT INTO customer_identifier SELECT 'acme', 'email', 'k' || i || '@x.example',"
            + " 'k', 'form', 'k', 'CLAIMED', i FROM n");
    int root = number(damaged, "SELECT rootpage FROM sqlite_master WHERE name = 'account'");
    sql(damaged, "PRAGMA wal_checkpoint(TRUNCATE)");
    byte[] bytes = Files.readAllBytes(damaged.resolve("rapport.db"));
    bytes[(root - 1) * 4_096] = 99;
    Files.write(damaged.resolve("rapport.db"), bytes);
    StoreRepair.Repaired repaired = StoreRepair.run(damaged, CLOCK);
    assertThat(repaired.after().damage()).isEmpty();
    assertThat(number(damaged, "SELECT count(*) FROM customer_identifier")).isEqualTo(many);
  }

  @Test
  @DisplayName("P21: a flipped byte anywhere never gives another log, and repair keeps the rest")
  void aFlippedByteAnywhereIsFoundOrHarmless() throws IOException, SQLException {
    Path sound = stopped("whole");
    byte[] bytes = Files.readAllBytes(sound.resolve("rapport.db"));
    int found = 0;
    for (int i = 0; i < FLIPS; i++) {
      Path damaged = copy("anywhere");
      Files.delete(damaged.resolve("rapport.db-wal"));
      Files.delete(damaged.resolve("rapport.db-shm"));
      byte[] flipped = bytes.clone();
      int at = random.nextInt(flipped.length);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(damaged.resolve("rapport.db"), flipped);
      String where = "byte " + at + ", seed " + SEED;
      StoreReport report = StoreCheck.of(damaged);
      if (report.sound()) {
        assertThat(centre(report).stateHash()).as(where).isEqualTo(stateHash);
      } else {
        found++;
        repairs(damaged, where);
      }
    }
    assertThat(found).isPositive();
  }

  /// What is left after a repair is sound and can be opened; or nothing can be read at all, which
  /// is said.
  private void repairs(Path damaged, String where) {
    StoreRepair.Repaired repaired;
    try {
      repaired = StoreRepair.run(damaged, CLOCK);
    } catch (StoreStopped e) {
      assertThat(e).as(where).hasMessageContaining("restore a backup");
      return;
    }
    assertThat(repaired.after().damage()).as(where + ": " + repaired.done()).isEmpty();
    try (Store store = Store.open(damaged)) {
      assertThat(new SqlEventLog(store, LivedCentre.CENTRE).verify()).as(where).isPositive();
    }
  }
}
