package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.SNAPSHOT;

import dev.rapport.storage.schema.tables.records.SnapshotRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;

/// Sets what is damaged aside and keeps the rest (P21). The files are copied first, as they are;
/// then, in this order:
///
/// 1. The write-ahead log is cut to its last whole commit before the damage.
/// 2. A file whose structure is broken is read table by table into a new one ([Salvage]).
/// 3. In each log, an event with a single changed byte gets that byte back, which its hash proves
///    ([EventMending]). Where that is not so the log is cut before the event ([LogCut]): contacts
///    whose rows say that they ended stay ended, the others wait again, and those that arrived
///    later are taken up as on a crash between acknowledgement and arrival.
/// 4. Snapshots that are not sound go. Contacts without a row get theirs again ([MissingRows]), and
///    all rows follow the log.
///
/// A store that is sound is not touched.
public final class StoreRepair {
  private static final String ASIDE = "set-aside";

  private final Path directory;
  private final Path file;
  private final List<String> done = new ArrayList<>();

  private StoreRepair(Path directory) {
    this.directory = directory;
    file = directory.resolve(StoreCheck.DATABASE);
  }

  /// What was done.
  ///
  /// @param before what was found
  /// @param done what was mended, cut or set aside, in order; empty when all was sound
  /// @param after what a check finds now
  public record Repaired(StoreReport before, List<String> done, StoreReport after) {
    public Repaired {
      done = List.copyOf(done);
    }
  }

  /// Repairs the store in a directory, which nobody may have open.
  ///
  /// @throws StoreStopped when somebody has it open, or there is nothing left to repair
  public static Repaired run(Path directory, InstantSource clock) {
    StoreReport before = StoreCheck.of(directory);
    if (before.sound() && !before.served()) {
      return new Repaired(before, List.of(), before);
    }
    StoreRepair repair = new StoreRepair(directory);
    try (StoreLock _ = StoreLock.take(directory)) {
      repair.repair(clock.millis());
    } catch (IOException | SQLException | DataAccessException e) {
      throw new StoreStopped("The repair did not get through: " + e.getMessage(), e);
    }
    return new Repaired(before, repair.done, StoreCheck.of(directory));
  }

  private void repair(long now) throws IOException, SQLException {
    setAside(now);
    cutWal();
    if (brokenStructure()) {
      done.addAll(Salvage.run(file));
    }
    try (Connection connection = WritableDatabase.open(file);
        Statement sql = connection.createStatement()) {
      sql.execute("BEGIN IMMEDIATE");
      DSLContext dsl = WritableDatabase.dsl(connection);
      done.addAll(new EventMending(connection).mend());
      for (String centre : StoreCheck.centresIn(dsl)) {
        mend(dsl, centre);
      }
      sql.execute("COMMIT");
      sql.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    flush(directory);
  }

  /// Nothing that is there now is lost, whatever the repair makes of it.
  private void setAside(long now) throws IOException {
    Path aside = Files.createDirectories(directory.resolve(ASIDE).resolve(Long.toString(now)));
    for (String end : List.of("", "-wal", "-shm")) {
      Path from = file.resolveSibling(StoreCheck.DATABASE + end);
      if (Files.exists(from)) {
        Path to = aside.resolve(StoreCheck.DATABASE + end);
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        flush(to);
      }
    }
    flush(aside);
    done.add("the files as they were are in " + directory.relativize(aside));
  }

  static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
  }

  static void flush(Path path) throws IOException {
    StandardOpenOption mode =
        Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }

  private void cutWal() throws IOException {
    WalFile.State state = WalFile.of(file);
    Damage damage = state.damage();
    if (damage == null) {
      return;
    }
    Path wal = file.resolveSibling(StoreCheck.DATABASE + "-wal");
    if (Files.exists(wal)) {
      try (FileChannel channel = FileChannel.open(wal, StandardOpenOption.WRITE)) {
        channel.truncate(state.soundBytes());
        channel.force(true);
      }
      done.add("the write-ahead log was cut to " + state.soundBytes() + " bytes; " + damage);
    } else {
      done.add("the store is as it was without its write-ahead log; " + damage);
    }
    // It speaks of what is not there any more; SQLite makes it anew.
    Files.deleteIfExists(file.resolveSibling(StoreCheck.DATABASE + "-shm"));
  }

  private boolean brokenStructure() {
    try (ReadOnlyDatabase database = ReadOnlyDatabase.open(file)) {
      for (Record row : database.dsl().fetch("PRAGMA integrity_check")) {
        if (!String.valueOf(row.get(0)).equals("ok")) {
          return true;
        }
      }
      return StoreCheck.centresIn(database.dsl()).contains("");
    } catch (SQLException | DataAccessException e) {
      return true;
    }
  }

  private void mend(DSLContext dsl, String centre) {
    LogFindings log = LogCheck.run(dsl, centre);
    if (!log.damage().isEmpty()) {
      Damage first = log.damage().getFirst();
      done.addAll(LogCut.after(dsl, log, LogCut.Ended.STAY_ENDED));
      done.add("because of " + first);
      log = LogCheck.run(dsl, centre);
    }
    snapshots(dsl, log);
    rows(dsl, log);
  }

  private void snapshots(DSLContext dsl, LogFindings log) {
    RecordCodec codec = new RecordCodec();
    for (SnapshotRecord row :
        dsl.selectFrom(SNAPSHOT).where(SNAPSHOT.CENTRE.eq(log.centre())).fetch()) {
      String event = LogCut.hashOf(dsl, log.centre(), row.getSeq());
      String wrong = StoreCheck.wrongWith(row, event, log.stateHashes().get(row.getSeq()), codec);
      if (wrong != null) {
        dsl.deleteFrom(SNAPSHOT)
            .where(SNAPSHOT.CENTRE.eq(log.centre()))
            .and(SNAPSHOT.SEQ.eq(row.getSeq()))
            .execute();
        done.add(
            "the snapshot after "
                + LogCheck.place(log.centre(), row.getSeq())
                + " was taken out: "
                + wrong);
      }
    }
  }

  private void rows(DSLContext dsl, LogFindings log) {
    int brought = MissingRows.bring(dsl, log);
    if (brought > 0) {
      done.add(brought + " contacts of centre '" + log.centre() + "' have their rows again");
    }
    int changed = LogCut.follow(dsl, log);
    if (changed > 0) {
      done.add(changed + " rows of contacts of centre '" + log.centre() + "' follow the log again");
    }
  }
}
