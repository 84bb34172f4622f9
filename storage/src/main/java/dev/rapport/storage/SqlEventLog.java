package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.EVENT;

import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.EventLog;
import dev.rapport.storage.RecordCodec.BadRecord;
import dev.rapport.storage.schema.tables.records.EventRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// The events of one centre in the table `event`, with their hash chain; in the same transaction
/// the routing columns of the table `contact` follow (see [ContactProjection]).
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
  private long next;

  /// The log of a centre, to be appended to from its present end.
  public SqlEventLog(Store store, String centre) {
    this.store = store;
    this.centre = centre;
    snapshots = new SqlSnapshots(store, centre, codec);
    next = store.read(this::head).sequence() + 1;
  }

  private record Head(long sequence, String hash) {}

  /// An event ready to be written, but for its place.
  private record Encoded(Event event, String payload) {}

  @Override
  public CompletableFuture<Long> append(List<Event> events, long at) {
    List<Encoded> encoded =
        events.stream().map(e -> new Encoded(e, codec.encode(Event.class, e))).toList();
    // Sequences are given out in the order in which the writer will meet them.
    synchronized (this) {
      long first = next;
      next += encoded.size();
      return store.writeEssential(dsl -> append(dsl, first, at, encoded));
    }
  }

  private long append(DSLContext dsl, long first, long at, List<Encoded> events) {
    Head head = head(dsl);
    if (head.sequence() + 1 != first) {
      throw new LogMovedOn(centre, first - 1, head.sequence());
    }
    ContactProjection projection = new ContactProjection(dsl, centre, at);
    String previous = head.hash();
    long sequence = head.sequence();
    for (Encoded one : events) {
      sequence++;
      EventRecord row = row(sequence, at, one, previous);
      dsl.insertInto(EVENT).set(row).execute();
      projection.apply(one.event());
      previous = row.getHash();
    }
    return sequence;
  }

  private EventRecord row(long sequence, long at, Encoded one, String previous) {
    EventRecord row = new EventRecord();
    row.setCentre(centre);
    row.setSeq(sequence);
    row.setAt(at);
    row.setType(one.event().getClass().getSimpleName());
    row.setVersion(VERSION);
    row.setContact(one.event() instanceof Event.OfContact c ? c.contact().value() : null);
    row.setAgent(ContactProjection.agentOf(one.event()));
    row.setPayload(one.payload());
    row.setPrevHash(previous);
    row.setHash(hash(row));
    return row;
  }

  private static String hash(EventRecord row) {
    return new HashChain()
        .add(row.getPrevHash())
        .add(row.getCentre())
        .add(row.getSeq())
        .add(row.getAt())
        .add(row.getType())
        .add(row.getVersion())
        .add(row.getContact())
        .add(row.getAgent())
        .add(row.getPayload())
        .hash();
  }

  private Head head(DSLContext dsl) {
    return dsl.select(EVENT.SEQ, EVENT.HASH)
        .from(EVENT)
        .where(EVENT.CENTRE.eq(centre))
        .orderBy(EVENT.SEQ.desc())
        .limit(1)
        .fetchOptional(row -> new Head(row.value1(), row.value2()))
        .orElse(new Head(0, HashChain.START));
  }

  /// @throws DamagedLog when the log is not what was written, before any event from there on is
  ///   shown
  @Override
  public long replay(long afterSequence, Reader reader) {
    return walk(
        afterSequence, row -> reader.event(row.getSeq(), row.getAt(), decode(row, Event.class)));
  }

  /// Checks the whole chain from the first event on, without decoding.
  ///
  /// @return the last sequence there is
  /// @throws DamagedLog naming the first event that is not what was written
  public long verify() {
    return walk(0, _ -> {});
  }

  private long walk(long afterSequence, Consumer<EventRecord> visitor) {
    return store.read(dsl -> {
      Chain chain = new Chain(afterSequence);
      try (Cursor<EventRecord> rows =
          dsl.selectFrom(EVENT)
              .where(EVENT.CENTRE.eq(centre))
              .and(EVENT.SEQ.ge(afterSequence))
              .orderBy(EVENT.SEQ)
              .fetchSize(FETCH)
              .fetchLazy()) {
        for (EventRecord row : rows) {
          chain.check(row);
          if (row.getSeq() > afterSequence) {
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

    void check(EventRecord row) {
      long expected = last + 1;
      if (row.getSeq() != expected) {
        throw new DamagedLog(centre, expected, "it is missing; the next is " + row.getSeq());
      }
      if (previous != null && !previous.equals(row.getPrevHash())) {
        throw new DamagedLog(centre, expected, "it does not follow the event before it");
      }
      if (!hash(row).equals(row.getHash())) {
        throw new DamagedLog(centre, expected, "its content does not match its hash");
      }
      last = expected;
      previous = row.getHash();
    }

    long end() {
      if (last < from) {
        throw new DamagedLog(centre, from, "it is missing, and so is all after it");
      }
      return last;
    }
  }

  private <E extends Event> E decode(EventRecord row, Class<E> type) {
    if (row.getVersion() != VERSION) {
      throw new DamagedLog(
          centre, row.getSeq(), "it is written in form " + row.getVersion() + ", not " + VERSION);
    }
    try {
      return type.cast(codec.decode(Event.class, row.getPayload()));
    } catch (BadRecord e) {
      throw new DamagedLog(centre, row.getSeq(), e);
    }
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
        .forEach(
            row -> found.addFirst(new LoggedEvent<>(row.getSeq(), row.getAt(), decode(row, type))));
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
