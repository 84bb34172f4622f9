package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.EVENT;
import static dev.rapport.storage.schema.Tables.SNAPSHOT;

import dev.rapport.routing.EventLog.Snapshot;
import dev.rapport.routing.RoutingSnapshot;
import dev.rapport.storage.RecordCodec.BadRecord;
import dev.rapport.storage.schema.tables.records.SnapshotRecord;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The snapshots of one centre. Each is bound by its hash to the event it follows, so a snapshot of
/// another log, or of a log that was changed since, is not believed. The newest [#KEPT] are kept.
final class SqlSnapshots {
  static final int KEPT = 2;

  private static final Logger LOG = LoggerFactory.getLogger(SqlSnapshots.class);

  private final Store store;
  private final String centre;
  private final RecordCodec codec;

  SqlSnapshots(Store store, String centre, RecordCodec codec) {
    this.store = store;
    this.centre = centre;
    this.codec = codec;
  }

  void save(Snapshot snapshot) {
    SnapshotRecord row = new SnapshotRecord();
    row.setCentre(centre);
    row.setSeq(snapshot.sequence());
    row.setVersion(SqlEventLog.VERSION);
    row.setStateHash(snapshot.stateHash());
    row.setState(codec.encode(RoutingSnapshot.class, snapshot.state()));
    try {
      store.write(dsl -> save(dsl, row)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private int save(DSLContext dsl, SnapshotRecord row) {
    String event = eventHash(dsl, row.getSeq());
    if (event == null) {
      throw new IllegalArgumentException(
          "A snapshot after event " + row.getSeq() + ", which is not in the log");
    }
    row.setHash(hash(row, event));
    dsl.deleteFrom(SNAPSHOT)
        .where(SNAPSHOT.CENTRE.eq(centre))
        .and(SNAPSHOT.SEQ.eq(row.getSeq()))
        .execute();
    dsl.insertInto(SNAPSHOT).set(row).execute();
    List<Long> sequences = sequences(dsl);
    return dsl.deleteFrom(SNAPSHOT)
        .where(SNAPSHOT.CENTRE.eq(centre))
        .and(SNAPSHOT.SEQ.lt(sequences.get(Math.min(KEPT, sequences.size()) - 1)))
        .execute();
  }

  /// The newest first.
  private List<Long> sequences(DSLContext dsl) {
    return dsl.select(SNAPSHOT.SEQ)
        .from(SNAPSHOT)
        .where(SNAPSHOT.CENTRE.eq(centre))
        .orderBy(SNAPSHOT.SEQ.desc())
        .fetch(SNAPSHOT.SEQ);
  }

  Optional<Snapshot> newest() {
    return store.read(dsl -> {
      List<Long> sequences = sequences(dsl);
      for (long sequence : sequences) {
        // One at a time: each is large, and the newest is nearly always sound.
        SnapshotRecord row =
            dsl.selectFrom(SNAPSHOT)
                .where(SNAPSHOT.CENTRE.eq(centre))
                .and(SNAPSHOT.SEQ.eq(sequence))
                .fetchSingle();
        Optional<Snapshot> sound = sound(dsl, row);
        if (sound.isPresent()) {
          return sound;
        }
      }
      return Optional.empty();
    });
  }

  private Optional<Snapshot> sound(DSLContext dsl, SnapshotRecord row) {
    String event = eventHash(dsl, row.getSeq());
    if (event == null) {
      throw new DamagedLog(
          centre, row.getSeq(), "it is missing, though a snapshot was taken after it");
    }
    // The larger half of a start with many open contacts, so both at once.
    var hash = CompletableFuture.supplyAsync(() -> hash(row, event));
    Decoded decoded = decode(row);
    if (!hash.join().equals(row.getHash())) {
      return skip(row, "it is not what was written");
    }
    if (row.getVersion() != SqlEventLog.VERSION) {
      return skip(row, "it is written in form " + row.getVersion());
    }
    return switch (decoded) {
      case Decoded.State(RoutingSnapshot state) ->
          Optional.of(new Snapshot(row.getSeq(), row.getStateHash(), state));
      case Decoded.Unreadable(String why) -> skip(row, why);
    };
  }

  private sealed interface Decoded {
    record State(RoutingSnapshot state) implements Decoded {}

    record Unreadable(String why) implements Decoded {}
  }

  private Decoded decode(SnapshotRecord row) {
    try {
      return new Decoded.State(codec.decode(RoutingSnapshot.class, row.getState()));
    } catch (BadRecord e) {
      return new Decoded.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Snapshot> skip(SnapshotRecord row, @Nullable String why) {
    LOG.warn("Centre '{}': the snapshot after event {} is skipped: {}", centre, row.getSeq(), why);
    return Optional.empty();
  }

  private @Nullable String eventHash(DSLContext dsl, long sequence) {
    if (sequence == 0) {
      return HashChain.START;
    }
    return dsl.select(EVENT.HASH)
        .from(EVENT)
        .where(EVENT.CENTRE.eq(centre))
        .and(EVENT.SEQ.eq(sequence))
        .fetchOne(EVENT.HASH);
  }

  /// @param event the hash of the event it follows
  static String hash(SnapshotRecord row, String event) {
    return new HashChain()
        .add(event)
        .add(row.getCentre())
        .add(row.getSeq())
        .add(row.getVersion())
        .add(row.getStateHash())
        .add(row.getState())
        .hash();
  }
}
