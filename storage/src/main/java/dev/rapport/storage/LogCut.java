package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.EVENT;
import static dev.rapport.storage.schema.Tables.JUMP;
import static dev.rapport.storage.schema.Tables.LOG_END;
import static dev.rapport.storage.schema.Tables.SNAPSHOT;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.Fate;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.QueueView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Ends a log earlier than it did, and brings what follows from it back to that point. What
/// customers sent is not touched: a contact whose arrival is cut away is only received again, and
/// is taken up at the next start.
final class LogCut {
  private static final String WHO = "repair";
  private static final int PAGE = 10_000;

  private final DSLContext dsl;
  private final LogFindings log;
  private LogEnd end;
  private long at;

  private LogCut(DSLContext dsl, LogFindings log) {
    this.dsl = dsl;
    this.log = log;
    end = log.end();
    at = log.lastAt();
  }

  /// What becomes of contacts whose row says that they ended, when the event that says so is cut.
  enum Ended {
    /// They get an event that says so anew: nobody wants an answered customer in the queue again.
    STAY_ENDED,
    /// They go back to where they were: the point of a restore.
    LIVE_AGAIN
  }

  /// Cuts after the last sound event of the findings.
  ///
  /// @return what was done, in words
  static List<String> after(DSLContext dsl, LogFindings log, Ended ended) {
    LogCut cut = new LogCut(dsl, log);
    List<String> done = new ArrayList<>();
    done.add(cut.cut());
    if (ended == Ended.STAY_ENDED) {
      int kept = cut.endAgain();
      if (kept > 0) {
        done.add(kept + " contacts that had ended stay ended, with the fates of their rows");
      }
    }
    return done;
  }

  static @Nullable String hashOf(DSLContext dsl, String centre, long sequence) {
    return sequence == 0
        ? HashChain.START
        : dsl.select(EVENT.HASH)
            .from(EVENT)
            .where(EVENT.CENTRE.eq(centre))
            .and(EVENT.SEQ.eq(sequence))
            .fetchOne(EVENT.HASH);
  }

  private String cut() {
    String centre = log.centre();
    long last = end.sequence();
    int gone =
        dsl.deleteFrom(EVENT)
            .where(EVENT.CENTRE.eq(centre))
            .and(EVENT.SEQ.gt(last).or(EVENT.SEQ.lt(1L)))
            .execute();
    dsl.deleteFrom(SNAPSHOT).where(SNAPSHOT.CENTRE.eq(centre)).and(SNAPSHOT.SEQ.gt(last)).execute();
    dsl.deleteFrom(JUMP).where(JUMP.CENTRE.eq(centre)).and(JUMP.SEQ.gt(last)).execute();
    moveEnd();
    return "the log of centre '%s' ends with event %d now; %d events after it were cut"
        .formatted(centre, last, gone);
  }

  private void moveEnd() {
    dsl.deleteFrom(LOG_END).where(LOG_END.CENTRE.eq(log.centre())).execute();
    dsl.insertInto(LOG_END)
        .set(LOG_END.CENTRE, log.centre())
        .set(LOG_END.SEQ, end.sequence())
        .set(LOG_END.HASH, end.hash())
        .execute();
  }

  private int endAgain() {
    Set<QueueId> queues =
        log.core().queues().stream().map(QueueView::id).collect(Collectors.toSet());
    List<ContactRow> ended =
        dsl.selectFrom(CONTACT)
            .where(CONTACT.CENTRE.eq(log.centre()))
            .and(CONTACT.STATE.eq(ContactRow.ENDED))
            .fetch(SqlContacts::contact);
    int kept = 0;
    for (ContactRow row :
        ended.stream().sorted(Comparator.comparingLong(ContactRow::createdAt)).toList()) {
      if (log.contacts().of(row.id()).open() && row.fate() != null && arrived(row, queues)) {
        append(ending(row, row.fate()), row.endedAt());
        kept++;
      }
    }
    moveEnd();
    return kept;
  }

  /// True when the core knows the contact, or can be told of it.
  private boolean arrived(ContactRow row, Set<QueueId> queues) {
    ContactId id = new ContactId(row.id());
    if (log.core().contact(id) != null) {
      return true;
    }
    if (row.queue() == null || !queues.contains(new QueueId(row.queue()))) {
      return false;
    }
    Long arrived = row.arrivedAt();
    long when = Math.max(at, arrived == null ? row.createdAt() : arrived);
    Contact facts = Contact.of(id, new ChannelId(row.channel()), new QueueId(row.queue()));
    append(new Event.Arrived(facts, when, null), when);
    return true;
  }

  private static Event ending(ContactRow row, String fate) {
    return new Event.Ended(
        new ContactId(row.id()),
        Fate.valueOf(fate.toUpperCase(Locale.ROOT)),
        row.agent() == null ? null : new AgentId(row.agent()),
        null,
        null,
        null,
        "kept_from_row",
        WHO);
  }

  private void append(Event event, @Nullable Long when) {
    at = Math.max(at, when == null ? 0 : when);
    log.core().apply(event, at);
    log.contacts().apply(event, at);
    AgentId agent = ContactChange.agentOf(event);
    EventRow row =
        new EventRow(
                log.centre(),
                end.sequence() + 1,
                at,
                event.getClass().getSimpleName(),
                SqlEventLog.VERSION,
                event instanceof Event.OfContact c ? c.contact().value() : null,
                agent == null ? null : agent.value(),
                new RecordCodec().encode(Event.class, event),
                end.hash(),
                "")
            .sealed();
    dsl.insertInto(EVENT)
        .set(EVENT.CENTRE, row.centre())
        .set(EVENT.SEQ, row.sequence())
        .set(EVENT.AT, row.at())
        .set(EVENT.TYPE, row.type())
        .set(EVENT.VERSION, row.version())
        .set(EVENT.CONTACT, row.contact())
        .set(EVENT.AGENT, row.agent())
        .set(EVENT.PAYLOAD, row.payload())
        .set(EVENT.PREV_HASH, row.previousHash())
        .set(EVENT.HASH, row.hash())
        .execute();
    end = new LogEnd(row.sequence(), row.hash());
  }

  /// Makes every contact's row of the centre say what the log says.
  ///
  /// @return how many said something else
  static int follow(DSLContext dsl, LogFindings log) {
    int changed = 0;
    String last = "";
    List<ContactRow> page;
    do {
      page =
          dsl.selectFrom(CONTACT)
              .where(CONTACT.CENTRE.eq(log.centre()))
              .and(CONTACT.ID.gt(last))
              .orderBy(CONTACT.ID)
              .limit(PAGE)
              .fetch(SqlContacts::contact);
      for (ContactRow row : page) {
        changed += follow(dsl, log, row) ? 1 : 0;
      }
      last = page.isEmpty() ? last : page.getLast().id();
    } while (page.size() == PAGE);
    return changed;
  }

  /// Makes a contact's row say what the log says.
  ///
  /// @return whether it said something else
  private static boolean follow(DSLContext dsl, LogFindings log, ContactRow row) {
    ContactProjection.Row right = log.contacts().of(row.id());
    if (right.differences(row).isEmpty()) {
      return false;
    }
    dsl.update(CONTACT)
        .set(CONTACT.CUSTOMER, right.customer == null ? row.customer() : right.customer)
        .set(CONTACT.STATE, right.state)
        .set(CONTACT.QUEUE, right.queue)
        .set(CONTACT.AGENT, right.agent)
        .set(CONTACT.FATE, right.fate)
        .set(CONTACT.ARRIVED_AT, right.arrivedAt)
        .set(CONTACT.OFFERED_AT, right.offeredAt)
        .set(CONTACT.ACCEPTED_AT, right.acceptedAt)
        .set(CONTACT.ENDED_AT, right.endedAt)
        .where(CONTACT.CENTRE.eq(log.centre()))
        .and(CONTACT.ID.eq(row.id()))
        .execute();
    return true;
  }
}
