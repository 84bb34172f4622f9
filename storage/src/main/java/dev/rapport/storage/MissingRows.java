package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.CONVERSATION;
import static dev.rapport.storage.schema.Tables.LOG_END;
import static dev.rapport.storage.schema.Tables.MESSAGE;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Contacts that the log knows and whose rows are gone. A row that lies in a centre without a log
/// is theirs, with a changed letter in its key. Others are made anew from what the log and the
/// messages say; their subject is lost.
final class MissingRows {
  private final DSLContext dsl;
  private final LogFindings log;

  private MissingRows(DSLContext dsl, LogFindings log) {
    this.dsl = dsl;
    this.log = log;
  }

  /// Their states are not right yet: [LogCut#follow].
  ///
  /// @return how many there are again
  static int bring(DSLContext dsl, LogFindings log) {
    Set<String> there =
        new HashSet<>(
            dsl.select(CONTACT.ID)
                .from(CONTACT)
                .where(CONTACT.CENTRE.eq(log.centre()))
                .fetch(CONTACT.ID));
    MissingRows missing = new MissingRows(dsl, log);
    int brought = 0;
    for (var known : log.contacts().all().entrySet()) {
      Long arrivedAt = known.getValue().arrivedAt;
      String channel = known.getValue().channel;
      if (arrivedAt != null && channel != null && !there.contains(known.getKey())) {
        if (!missing.found(known.getKey())) {
          missing.make(known.getKey(), channel, arrivedAt);
        }
        brought++;
      }
    }
    return brought;
  }

  private boolean found(String contact) {
    @Nullable String stray =
        dsl.select(CONTACT.CENTRE)
            .from(CONTACT)
            .where(CONTACT.ID.eq(contact))
            .and(CONTACT.CENTRE.notIn(dsl.select(LOG_END.CENTRE).from(LOG_END)))
            .limit(1)
            .fetchOne(CONTACT.CENTRE);
    return stray != null
        && dsl.update(CONTACT)
                .set(CONTACT.CENTRE, log.centre())
                .where(CONTACT.CENTRE.eq(stray))
                .and(CONTACT.ID.eq(contact))
                .execute()
            == 1;
  }

  private void make(String contact, String channel, long arrivedAt) {
    String conversation =
        Objects.requireNonNullElse(
            dsl.select(MESSAGE.CONVERSATION)
                .from(MESSAGE)
                .where(MESSAGE.CENTRE.eq(log.centre()))
                .and(MESSAGE.CONTACT.eq(contact))
                .limit(1)
                .fetchOne(MESSAGE.CONVERSATION),
            contact);
    dsl.insertInto(CONVERSATION)
        .set(CONVERSATION.CENTRE, log.centre())
        .set(CONVERSATION.ID, conversation)
        .set(CONVERSATION.CHANNEL, channel)
        .set(CONVERSATION.LAST_SEQ, 0L)
        .set(CONVERSATION.STARTED_AT, arrivedAt)
        .onConflictDoNothing()
        .execute();
    dsl.insertInto(CONTACT)
        .set(CONTACT.CENTRE, log.centre())
        .set(CONTACT.ID, contact)
        .set(CONTACT.CONVERSATION, conversation)
        .set(CONTACT.CHANNEL, channel)
        .set(CONTACT.SUBJECT, "")
        .set(CONTACT.CREATED_AT, arrivedAt)
        .execute();
  }
}
