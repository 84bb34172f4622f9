package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.EVENT;
import static dev.rapport.storage.schema.Tables.LOG_END;
import static dev.rapport.storage.schema.Tables.SNAPSHOT;

import dev.rapport.routing.Event;
import dev.rapport.routing.RoutingCore;
import dev.rapport.storage.schema.tables.records.EventRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/// Reads the log of one centre from the first event to the last: checks the chain, and replays it.
/// After an event that is not what was written it looks on, so that all such places are named; what
/// is replayed ends at the first.
final class LogCheck {
  private static final int FETCH = 1_000;

  /// Beyond so many damaged events the rest of the log is not looked at.
  private static final int MOST_DAMAGE = 100;

  private final DSLContext dsl;
  private final String centre;
  private final long upTo;
  private final RecordCodec codec = new RecordCodec();
  private final RoutingCore core = new RoutingCore();
  private final ContactProjection contacts = new ContactProjection();
  private final Map<Long, String> stateHashes = new HashMap<>();
  private final List<Damage> damage = new ArrayList<>();
  private @Nullable EventRow last;

  private LogCheck(DSLContext dsl, String centre, long upTo) {
    this.dsl = dsl;
    this.centre = centre;
    this.upTo = upTo;
  }

  static LogFindings run(DSLContext dsl, String centre) {
    return new LogCheck(dsl, centre, Long.MAX_VALUE).run();
  }

  /// The same, as if the log ended at an event.
  static LogFindings run(DSLContext dsl, String centre, long upTo) {
    return new LogCheck(dsl, centre, upTo).run();
  }

  static String place(String centre, long sequence) {
    return "event " + sequence + " of centre '" + centre + "'";
  }

  private LogFindings run() {
    EventChain chain = walk();
    if (upTo == Long.MAX_VALUE) {
      end(chain);
    }
    return new LogFindings(centre, last, core, contacts, stateHashes, damage);
  }

  private EventChain walk() {
    Set<Long> snapshots =
        dsl.select(SNAPSHOT.SEQ)
            .from(SNAPSHOT)
            .where(SNAPSHOT.CENTRE.eq(centre))
            .fetchSet(SNAPSHOT.SEQ);
    EventChain chain = new EventChain(centre, 0);
    try (Cursor<EventRecord> rows =
        dsl.selectFrom(EVENT)
            .where(EVENT.CENTRE.eq(centre))
            .and(EVENT.SEQ.le(upTo))
            .orderBy(EVENT.SEQ)
            .fetchSize(FETCH)
            .fetchLazy()) {
      for (EventRecord next : rows) {
        try {
          EventRow row = chain.check(EventRow.whole(next));
          if (damage.isEmpty()) {
            apply(row);
            if (snapshots.contains(row.sequence())) {
              stateHashes.put(row.sequence(), core.stateHash());
            }
          }
        } catch (DamagedLog e) {
          found(e.sequence(), e.reason());
          Long at = next.getSeq();
          chain = new EventChain(centre, (at == null ? chain.last() + 1 : at) + 1);
        }
        if (damage.size() >= MOST_DAMAGE) {
          found(chain.last() + 1, "and what follows was not looked at");
          return chain;
        }
      }
    } catch (DataAccessException e) {
      found(chain.last() + 1, "it cannot be read: " + e.getMessage());
    }
    return chain;
  }

  private void apply(EventRow row) {
    if (row.version() != SqlEventLog.VERSION) {
      throw new DamagedLog(
          centre,
          row.sequence(),
          "it is written in form " + row.version() + ", not " + SqlEventLog.VERSION);
    }
    try {
      Event event = codec.decode(Event.class, row.payload());
      core.apply(event, row.at());
      contacts.apply(event, row.at());
    } catch (RuntimeException e) {
      throw new DamagedLog(centre, row.sequence(), e);
    }
    last = row;
  }

  private void end(EventChain chain) {
    LogEnd stored =
        dsl.select(LOG_END.SEQ, LOG_END.HASH)
            .from(LOG_END)
            .where(LOG_END.CENTRE.eq(centre))
            .fetchOptional(row -> new LogEnd(row.value1(), row.value2()))
            .orElse(LogEnd.EMPTY);
    try {
      chain.endsAt(stored);
    } catch (DamagedLog e) {
      found(e.sequence(), e.reason());
    }
  }

  private void found(long sequence, String what) {
    String place = place(centre, sequence);
    // One sentence for each place: what follows from the first is no news.
    if (damage.isEmpty() || !damage.getLast().place().equals(place)) {
      damage.add(new Damage(place, what));
    }
  }
}
