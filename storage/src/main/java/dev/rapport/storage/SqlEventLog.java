package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.EVENT;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.EventLog;
import dev.rapport.storage.EventStatements.Head;
import dev.rapport.storage.RecordCodec.BadRecord;
import dev.rapport.storage.schema.tables.records.EventRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// The events of one centre in the table `event`, with their hash chain; in the same transaction
/// the routing columns of the table `contact` follow (see [ContactChange]).
///
/// One appender a centre: the first append that fails makes all later ones fail, because they were
/// decided on a state that did not last. Then the core is rebuilt on a new instance. Appends count
/// as essential: on a full disk they go on in the reserve.
public final class SqlEventLog implements EventLog {
  /// The form in which events and snapshots are written; a reader refuses any other.
  static final int VERSION = 1;

  private static final int FETCH = 1_000;

  private final Store store;
  private final String centre;
  private final RecordCodec codec = new RecordCodec();
  private final SqlSnapshots snapshots;
  private Head end;

  /// Used by the writer thread alone; the writer has one connection for life.
  private @Nullable EventStatements statements;

  /// The log of a centre, to be appended to from its present end.
  public SqlEventLog(Store store, String centre) {
    this.store = store;
    this.centre = centre;
    snapshots = new SqlSnapshots(store, centre, codec);
    end = store.read(this::presentEnd);
  }

  private Head presentEnd(DSLContext dsl) {
    return dsl.select(EVENT.SEQ, EVENT.HASH)
        .from(EVENT)
        .where(EVENT.CENTRE.eq(centre))
        .orderBy(EVENT.SEQ.desc())
        .limit(1)
        .fetchOptional(row -> new Head(row.value1(), row.value2()))
        .orElse(new Head(0, HashChain.START));
  }

  @Override
  public CompletableFuture<Long> append(List<Event> events, long at) {
    List<String> payloads = events.stream().map(e -> codec.encode(Event.class, e)).toList();
    // Places in the chain are given out in the order in which the writer will meet the events.
    synchronized (this) {
      Head before = end;
      List<EventRow> rows = new ArrayList<>(events.size());
      for (int i = 0; i < events.size(); i++) {
        EventRow row = row(events.get(i), payloads.get(i), at, end);
        rows.add(row);
        end = new Head(row.sequence(), row.hash());
      }
      return store.writeEssential(dsl -> write(dsl, before, events, rows));
    }
  }

  private EventRow row(Event event, String payload, long at, Head before) {
    AgentId agent = ContactChange.agentOf(event);
    return new EventRow(
            centre,
            before.sequence() + 1,
            at,
            event.getClass().getSimpleName(),
            VERSION,
            event instanceof Event.OfContact c ? c.contact().value() : null,
            agent == null ? null : agent.value(),
            payload,
            before.hash(),
            "")
        .sealed();
  }

  private long write(DSLContext dsl, Head before, List<Event> events, List<EventRow> rows) {
    return dsl.connectionResult(connection -> {
      EventStatements sql = statements(connection, dsl);
      Head found = sql.head(centre);
      if (!found.equals(before)) {
        throw new LogMovedOn(centre, before.sequence(), found.sequence());
      }
      for (int i = 0; i < rows.size(); i++) {
        sql.insert(rows.get(i));
        ContactChange change = ContactChange.of(events.get(i));
        if (change != null) {
          sql.change(centre, change, rows.get(i).at());
        }
      }
      return before.sequence() + rows.size();
    });
  }

  private EventStatements statements(Connection connection, DSLContext dsl) throws SQLException {
    EventStatements ready = statements;
    if (ready == null) {
      ready = new EventStatements(connection, dsl);
      statements = ready;
    }
    return ready;
  }

  /// @throws DamagedLog when the log is not what was written, before any event from there on is
  ///   shown
  @Override
  public long replay(long afterSequence, Reader reader) {
    return walk(
        afterSequence, row -> reader.event(row.sequence(), row.at(), decode(row, Event.class)));
  }

  /// Checks the whole chain from the first event on, without decoding.
  ///
  /// @return the last sequence there is
  /// @throws DamagedLog naming the first event that is not what was written
  public long verify() {
    return walk(0, _ -> {});
  }

  private long walk(long afterSequence, Consumer<EventRow> visitor) {
    return store.read(dsl -> {
      Chain chain = new Chain(afterSequence);
      try (Cursor<EventRecord> rows =
          dsl.selectFrom(EVENT)
              .where(EVENT.CENTRE.eq(centre))
              .and(EVENT.SEQ.ge(afterSequence))
              .orderBy(EVENT.SEQ)
              .fetchSize(FETCH)
              .fetchLazy()) {
        for (EventRecord next : rows) {
          EventRow row = EventRow.of(next);
          chain.check(row);
          if (row.sequence() > afterSequence) {
            visitor.accept(row);
          }
        }
      }
      return chain.end();
    });
  }

  /// Follows the chain from one event to the next.
  private final class Chain {
    private final long from;
    private long last;
    private @Nullable String previous;

    /// From an event on; that one is part of the walk, because its hash is where the next begins.
    Chain(long from) {
      this.from = from;
      last = from == 0 ? 0 : from - 1;
      previous = from == 0 ? HashChain.START : null;
    }

    void check(EventRow row) {
      long expected = last + 1;
      if (row.sequence() != expected) {
        throw new DamagedLog(centre, expected, "it is missing; the next is " + row.sequence());
      }
      if (previous != null && !previous.equals(row.previousHash())) {
        throw new DamagedLog(centre, expected, "it does not follow the event before it");
      }
      if (!row.equals(row.sealed())) {
        throw new DamagedLog(centre, expected, "its content does not match its hash");
      }
      last = expected;
      previous = row.hash();
    }

    long end() {
      if (last < from) {
        throw new DamagedLog(centre, from, "it is missing, and so is all after it");
      }
      return last;
    }
  }

  private <E extends Event> E decode(EventRow row, Class<E> type) {
    if (row.version() != VERSION) {
      throw new DamagedLog(
          centre, row.sequence(), "it is written in form " + row.version() + ", not " + VERSION);
    }
    try {
      return type.cast(codec.decode(Event.class, row.payload()));
    } catch (BadRecord e) {
      throw new DamagedLog(centre, row.sequence(), e);
    }
  }

  /// An event as it is written: the record to show beside the words.
  public String json(Event event) {
    return codec.encode(Event.class, event);
  }

  /// The events of one kind of one contact, oldest first: its decisions, for instance, are its
  /// [Event.Offered]. Blocks.
  ///
  /// @param limit at most so many, the newest
  public <E extends Event> List<LoggedEvent<E>> eventsOf(
      ContactId contact, Class<E> type, int limit) {
    List<LoggedEvent<E>> found = new ArrayList<>();
    store
        .read(dsl ->
            dsl.selectFrom(EVENT)
                .where(EVENT.CENTRE.eq(centre))
                .and(EVENT.CONTACT.eq(contact.value()))
                .and(EVENT.TYPE.eq(type.getSimpleName()))
                .orderBy(EVENT.SEQ.desc())
                .limit(limit)
                .fetch())
        .forEach(row ->
            found.addFirst(
                new LoggedEvent<>(row.getSeq(), row.getAt(), decode(EventRow.of(row), type))));
    return List.copyOf(found);
  }

  /// The newest snapshot that is what was written; older ones are tried when it is not.
  ///
  /// @throws DamagedLog when the log ends before a snapshot that was taken of it
  @Override
  public Optional<Snapshot> newestSnapshot() {
    return snapshots.newest();
  }

  @Override
  public void saveSnapshot(Snapshot snapshot) {
    snapshots.save(snapshot);
  }
}
