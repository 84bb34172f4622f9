package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.EVENT;
import static dev.rapport.storage.schema.Tables.LOG_END;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.EventLog;
import dev.rapport.storage.RecordCodec.BadRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The events of one centre in the table `event`, with their hash chain; in the same transaction
/// the routing columns of the table `contact` follow (see [ContactChange]).
///
/// One appender a centre: the first append that fails makes all later ones fail, because they were
/// decided on a state that did not last. Then the core is rebuilt on a new instance. Appends count
/// as essential: on a full disk they go on in the reserve.
public final class SqlEventLog implements EventLog {
  /// The form in which events and snapshots are written; a reader refuses any other.
  static final int VERSION = 2;

  /// Appends that may wait for the writer; one more is refused as [Overloaded].
  private static final int MOST_PENDING = StoreSettings.PENDING_WRITES;

  private final Store store;
  private final String centre;
  private final long epoch;
  private final RecordCodec codec = new RecordCodec();
  private final SqlSnapshots snapshots;
  private LogEnd end;

  /// The batch that the writer has not begun, while there is one. Guarded by this, like the end.
  private @Nullable AppendBatch open;

  private int pending;

  /// Used by the writer thread alone; made anew when the writer's connection was.
  private @Nullable EventStatements statements;

  /// The log of a centre that no other process decides for, to be appended to from its present end.
  public SqlEventLog(Store store, String centre) {
    this(store, centre, EventStatements.NO_EPOCH);
  }

  /// The log of a centre that this process leads.
  ///
  /// @param epoch of its [SqlLease]; once there is a newer one every append fails with [LeaseLost]
  public SqlEventLog(Store store, String centre, long epoch) {
    this.store = store;
    this.centre = centre;
    this.epoch = epoch;
    snapshots = new SqlSnapshots(store, centre, codec);
    end = store.read(this::presentEnd);
  }

  private LogEnd presentEnd(DSLContext dsl) {
    return dsl.select(LOG_END.SEQ, LOG_END.HASH)
        .from(LOG_END)
        .where(LOG_END.CENTRE.eq(centre))
        .fetchOptional(row -> new LogEnd(row.value1(), row.value2()))
        .orElse(LogEnd.EMPTY);
  }

  /// What arrives while the writer is busy goes to it as one: it checks and moves the end of the
  /// log once for all of them. They last or fail together, which is no loss: after a failure none
  /// of the later ones could be kept.
  @Override
  public CompletableFuture<Long> append(List<Event> events, long at) {
    List<String> payloads = events.stream().map(e -> codec.encode(Event.class, e)).toList();
    // Places in the chain are given out in the order in which the writer will meet the events.
    synchronized (this) {
      if (pending >= MOST_PENDING) {
        return CompletableFuture.failedFuture(new Overloaded(pending + " appends are pending"));
      }
      AppendBatch last = open;
      boolean fresh = last == null || !last.takesMore();
      AppendBatch batch = last == null || fresh ? new AppendBatch(end) : last;
      for (int i = 0; i < events.size(); i++) {
        EventRow row = row(events.get(i), payloads.get(i), at, end);
        batch.add(events.get(i), row);
        end = new LogEnd(row.sequence(), row.hash());
      }
      pending++;
      CompletableFuture<Long> durable = batch.promise(end.sequence());
      if (fresh) {
        submit(batch);
      }
      return durable;
    }
  }

  private void submit(AppendBatch batch) {
    open = batch;
    var _ =
        store
            .writeEssential(dsl -> write(dsl, batch))
            .whenComplete((_, problem) -> settle(batch, problem));
  }

  private void settle(AppendBatch batch, @Nullable Throwable problem) {
    synchronized (this) {
      batch.close();
      pending -= batch.appends();
    }
    batch.tell(problem);
  }

  private EventRow row(Event event, String payload, long at, LogEnd before) {
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

  private long write(DSLContext dsl, AppendBatch batch) {
    synchronized (this) {
      batch.close();
    }
    return dsl.connectionResult(connection -> {
      EventStatements sql = statements(connection, dsl);
      if (!sql.move(centre, batch.before(), batch.end(), epoch)) {
        throw outrun(sql, batch.before());
      }
      sql.clear();
      for (int i = 0; i < batch.rows().size(); i++) {
        EventRow row = batch.rows().get(i);
        sql.insert(row);
        ContactChange change = ContactChange.of(batch.events().get(i));
        if (change != null) {
          sql.change(change, row.at());
        }
        if (batch.events().get(i) instanceof Event.Offered offered && jumped(offered)) {
          SqlJumps.write(dsl, row, offered);
        }
      }
      sql.flush(centre);
      return batch.end().sequence();
    });
  }

  /// Why nothing may be appended any more.
  private RuntimeException outrun(EventStatements sql, LogEnd before) throws SQLException {
    long present = sql.epoch(centre);
    return epoch == EventStatements.NO_EPOCH || present == epoch
        ? new LogMovedOn(centre, before.sequence(), sql.end(centre).sequence())
        : new LeaseLost(centre, present);
  }

  private static boolean jumped(Event.Offered offered) {
    return !offered.decision().jumps().isEmpty();
  }

  private EventStatements statements(Connection connection, DSLContext dsl) throws SQLException {
    EventStatements ready = statements;
    if (ready == null || !ready.belongTo(connection)) {
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
      EventChain chain = new EventChain(centre, afterSequence);
      LogEnd stored = presentEnd(dsl);
      try {
        EventRow.each(
            dsl,
            centre,
            afterSequence,
            next -> {
              EventRow row = chain.check(next);
              if (row.sequence() > afterSequence) {
                visitor.accept(row);
              }
            });
      } catch (DataAccessException e) {
        if (Fault.of(e) == Fault.BROKEN) {
          throw new DamagedLog(centre, chain.last() + 1, e);
        }
        throw e;
      }
      chain.endsAt(stored);
      return stored.sequence();
    });
  }

  Event decode(EventRow row) {
    return decode(row, Event.class);
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

  /// The newest plan that was saved by somebody, among the last so many; empty when there is none.
  /// Blocks.
  public Optional<Event.PlanSaved> newestPlan(String by, int limit) {
    return store
        .read(dsl ->
            dsl.selectFrom(EVENT)
                .where(EVENT.CENTRE.eq(centre))
                .and(EVENT.TYPE.eq(DSL.inline(Event.PlanSaved.class.getSimpleName())))
                .orderBy(EVENT.SEQ.desc())
                .limit(limit)
                .fetch())
        .stream()
        .map(row -> decode(EventRow.of(row), Event.PlanSaved.class))
        .filter(saved -> saved.by().equals(by))
        .findFirst();
  }

  /// True when the contact was ever offered to the agent. Blocks.
  public boolean wasOffered(ContactId contact, AgentId agent) {
    return store.read(dsl ->
        dsl.fetchExists(
            EVENT,
            EVENT.CENTRE.eq(centre),
            EVENT.CONTACT.eq(contact.value()),
            EVENT.TYPE.eq(Event.Offered.class.getSimpleName()),
            EVENT.AGENT.eq(agent.value())));
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
