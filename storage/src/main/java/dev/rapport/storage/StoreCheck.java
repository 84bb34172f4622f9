package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.EVENT;
import static dev.rapport.storage.schema.Tables.LOG_END;
import static dev.rapport.storage.schema.Tables.SNAPSHOT;

import dev.rapport.routing.RoutingCore;
import dev.rapport.routing.RoutingSnapshot;
import dev.rapport.storage.schema.tables.records.SnapshotRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/// Looks for damage and changes nothing (P21): the write-ahead log, the file's own structure, the
/// chain of every log with its gaps and its end, the snapshots against a replay, and the contacts'
/// rows against the log. May run beside the process that serves the store.
///
/// What it cannot see: a changed letter in a text outside of the log, such as a message. SQLite
/// keeps no checksum of its pages; backups have one of the whole file (see [StoreBackup]).
public final class StoreCheck {
  static final String DATABASE = "rapport.db";

  private final List<Damage> damage = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<StoreReport.Centre> centres = new ArrayList<>();
  private final RecordCodec codec = new RecordCodec();

  private StoreCheck() {}

  /// Checks the store in a directory.
  ///
  /// @throws StoreStopped when there is no store, or it cannot be looked at
  public static StoreReport of(Path directory) {
    Path file = directory.resolve(DATABASE);
    if (!Files.exists(file)) {
      throw new StoreStopped("There is no " + DATABASE + " in " + directory);
    }
    StoreLock lock = StoreLock.tryTake(directory);
    try {
      return lock == null ? ofFile(file, true) : ofStopped(file);
    } catch (IOException e) {
      throw new StoreStopped("The store in " + directory + " cannot be read: " + e, e);
    } finally {
      if (lock != null) {
        lock.close();
      }
    }
  }

  /// SQLite would make the shared index anew, and with it would go what it knows of the log: it is
  /// put back as it was.
  private static StoreReport ofStopped(Path file) throws IOException {
    Path index = file.resolveSibling(DATABASE + "-shm");
    byte @Nullable [] before = Files.exists(index) ? Files.readAllBytes(index) : null;
    try {
      return ofFile(file, false);
    } finally {
      if (before == null) {
        Files.deleteIfExists(index);
      } else {
        Files.write(index, before);
      }
    }
  }

  /// Checks a database file.
  ///
  /// @param served true when somebody else may be writing to it
  static StoreReport ofFile(Path file, boolean served) throws IOException {
    StoreCheck check = new StoreCheck();
    if (!served) {
      check.log(file);
    }
    try (ReadOnlyDatabase database = ReadOnlyDatabase.open(file).atOneMoment()) {
      check.read(database.dsl());
    } catch (SQLException | DataAccessException e) {
      check.found(DATABASE, "it cannot be read: " + e.getMessage());
    }
    return new StoreReport(served, check.centres, check.damage, check.notes);
  }

  private void found(String place, String what) {
    damage.add(new Damage(place, what));
  }

  private void log(Path file) throws IOException {
    WalFile.State state = WalFile.of(file);
    Damage wrong = state.damage();
    if (wrong != null) {
      damage.add(wrong);
    } else if (state.unfinishedFrames() > 0) {
      notes.add(unfinished(state));
    }
  }

  static String unfinished(WalFile.State state) {
    return "a commit of at least "
        + state.unfinishedFrames()
        + " pages was not finished and is left out; it was never acknowledged";
  }

  private void read(DSLContext dsl) {
    for (Record row : dsl.fetch("PRAGMA integrity_check")) {
      String said = String.valueOf(row.get(0));
      if (!said.equals("ok")) {
        found(DATABASE, said.strip().replace('\n', ' '));
      }
    }
    for (Record row : dsl.fetch("PRAGMA foreign_key_check")) {
      found(
          "table " + row.get(0) + ", row " + row.get(1),
          "what it belongs to in table " + row.get(2) + " is missing");
    }
    for (String centre : centresIn(dsl)) {
      try {
        centre(dsl, centre);
      } catch (DataAccessException e) {
        found("centre '" + centre + "'", "it cannot be read: " + e.getMessage());
      }
    }
  }

  /// Every centre that has something in the log or beside it.
  static Set<String> centresIn(DSLContext dsl) {
    Set<String> found = new TreeSet<>();
    found.addAll(dsl.select(LOG_END.CENTRE).from(LOG_END).fetch(LOG_END.CENTRE));
    found.addAll(dsl.selectDistinct(EVENT.CENTRE).from(EVENT).fetch(EVENT.CENTRE));
    found.addAll(dsl.selectDistinct(CONTACT.CENTRE).from(CONTACT).fetch(CONTACT.CENTRE));
    found.addAll(dsl.selectDistinct(SNAPSHOT.CENTRE).from(SNAPSHOT).fetch(SNAPSHOT.CENTRE));
    found.removeIf(Objects::isNull);
    return found;
  }

  private void centre(DSLContext dsl, String centre) {
    LogFindings log = LogCheck.run(dsl, centre);
    damage.addAll(log.damage());
    snapshots(dsl, log);
    int rows = 0;
    if (log.damage().isEmpty()) {
      rows = contacts(dsl, log);
    } else {
      notes.add(
          "the contacts' rows of centre '" + centre + "' were not compared with its damaged log");
    }
    centres.add(
        new StoreReport.Centre(
            centre,
            log.end().sequence(),
            log.lastAt(),
            rows,
            log.core().contactCount(),
            log.core().stateHash()));
  }

  private void snapshots(DSLContext dsl, LogFindings log) {
    for (SnapshotRecord row :
        dsl.selectFrom(SNAPSHOT)
            .where(SNAPSHOT.CENTRE.eq(log.centre()))
            .orderBy(SNAPSHOT.SEQ)
            .fetch()) {
      String wrong = wrongWith(dsl, row, log);
      if (wrong != null) {
        found(
            "the snapshot after " + LogCheck.place(log.centre(), row.getSeq()),
            wrong + "; an older one is used, or none");
      }
    }
  }

  private @Nullable String wrongWith(DSLContext dsl, SnapshotRecord row, LogFindings log) {
    String event =
        row.getSeq() == 0
            ? HashChain.START
            : dsl.select(EVENT.HASH)
                .from(EVENT)
                .where(EVENT.CENTRE.eq(log.centre()))
                .and(EVENT.SEQ.eq(row.getSeq()))
                .fetchOne(EVENT.HASH);
    return wrongWith(row, event, log.stateHashes().get(row.getSeq()), codec);
  }

  /// What is wrong with a snapshot; null for nothing.
  ///
  /// @param event the hash of its event; null when that is missing
  /// @param replayed the hash of the state after the replay up to it; null when not known
  static @Nullable String wrongWith(
      SnapshotRecord row, @Nullable String event, @Nullable String replayed, RecordCodec codec) {
    if (event == null) {
      return "its event is missing";
    }
    if (!SqlSnapshots.hash(row, event).equals(row.getHash())) {
      return "it is not what was written";
    }
    if (row.getVersion() != SqlEventLog.VERSION) {
      return null;
    }
    try {
      RoutingSnapshot state = codec.decode(RoutingSnapshot.class, row.getState());
      if (!new RoutingCore(state).stateHash().equals(row.getStateHash())) {
        return "its state hashes differently";
      }
    } catch (RuntimeException e) {
      return "it cannot be read: " + e.getMessage();
    }
    return replayed == null || replayed.equals(row.getStateHash())
        ? null
        : "the replay comes to another state";
  }

  private int contacts(DSLContext dsl, LogFindings log) {
    Set<String> stored = new HashSet<>();
    try (Cursor<? extends Record> rows =
        dsl.selectFrom(CONTACT)
            .where(CONTACT.CENTRE.eq(log.centre()))
            .fetchSize(1_000)
            .fetchLazy()) {
      for (Record each : rows) {
        ContactRow row = SqlContacts.contact(each);
        stored.add(row.id());
        List<String> different = log.contacts().of(row.id()).differences(row);
        if (!different.isEmpty()) {
          found(contact(log, row.id()), String.join(", ", different));
        }
      }
    }
    log.contacts()
        .all()
        .forEach((id, row) -> {
          // Questions to colleagues and calls made by agents have none.
          if (row.arrivedAt != null && !stored.contains(id)) {
            found(contact(log, id), "its row is missing");
          }
        });
    return stored.size();
  }

  private static String contact(LogFindings log, String id) {
    return "contact " + id + " of centre '" + log.centre() + "'";
  }
}
