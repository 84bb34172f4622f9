package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.MESSAGE;
import static dev.rapport.storage.schema.Tables.OUTGOING_MAIL;

import dev.rapport.channels.email.Outbox;
import dev.rapport.channels.email.OutgoingMail;
import dev.rapport.storage.schema.tables.records.OutgoingMailRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The outbox in SQL. What became of a mail is written as essential: on a full disk it would
/// otherwise be forgotten that it was sent, and it would be sent again.
public final class SqlOutbox implements Outbox {

  /// The most mails one call returns.
  public static final int PAGE = 200;

  private static final String SENT = "sent";
  private static final String FAILED = "failed";
  private static final int MAX_REASON = 500;

  private final Store store;
  private final Executor reads;

  /// @param reads where reads may block
  public SqlOutbox(Store store, Executor reads) {
    this.store = store;
    this.reads = reads;
  }

  /// A mail that was given up, for a person to look at.
  public record FailedMail(
      String id, String conversation, String to, int attempts, @Nullable String reason, long at) {}

  @Override
  public CompletionStage<List<OutgoingMail>> due(long now, int limit) {
    return CompletableFuture.supplyAsync(
        () ->
            store.read(dsl ->
                dsl.select(OUTGOING_MAIL.fields())
                    .select(MESSAGE.TEXT)
                    .from(OUTGOING_MAIL)
                    .join(MESSAGE)
                    .on(
                        MESSAGE.CENTRE.eq(OUTGOING_MAIL.CENTRE),
                        MESSAGE.CONVERSATION.eq(OUTGOING_MAIL.CONVERSATION),
                        MESSAGE.SEQ.eq(OUTGOING_MAIL.SEQ))
                    .where(
                        OUTGOING_MAIL.STATE.eq(ReplyMail.PENDING),
                        OUTGOING_MAIL.NEXT_TRY_AT.le(now))
                    .orderBy(OUTGOING_MAIL.NEXT_TRY_AT, OUTGOING_MAIL.ID)
                    .limit(Math.clamp(limit, 0, PAGE))
                    .fetch(row -> mail(row.into(OUTGOING_MAIL), row.get(MESSAGE.TEXT)))),
        reads);
  }

  private static OutgoingMail mail(OutgoingMailRecord row, String text) {
    return new OutgoingMail(
        row.getCentre(),
        row.getId(),
        row.getConversation(),
        row.getMessageId(),
        row.getFromAddress(),
        row.getFromName(),
        row.getToAddress(),
        row.getSubject(),
        text,
        row.getInReplyTo(),
        row.getThread().isEmpty() ? List.of() : List.of(row.getThread().split(" ")),
        row.getAttempts());
  }

  @Override
  public CompletionStage<Void> sent(OutgoingMail mail, long at) {
    return settle(mail, SENT, null, at);
  }

  @Override
  public CompletionStage<Void> failed(OutgoingMail mail, String reason, long at) {
    return settle(mail, FAILED, reason, at);
  }

  private CompletionStage<Void> settle(
      OutgoingMail mail, String state, @Nullable String reason, long at) {
    return store
        .writeEssential(dsl ->
            dsl.update(OUTGOING_MAIL)
                .set(OUTGOING_MAIL.STATE, state)
                .set(OUTGOING_MAIL.ATTEMPTS, mail.attempts() + 1)
                .set(OUTGOING_MAIL.LAST_ERROR, shortened(reason))
                .set(OUTGOING_MAIL.SETTLED_AT, at)
                .where(OUTGOING_MAIL.CENTRE.eq(mail.centre()), OUTGOING_MAIL.ID.eq(mail.id()))
                .execute())
        .thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<Void> postponed(OutgoingMail mail, String reason, long nextTryAt) {
    return store
        .writeEssential(dsl ->
            dsl.update(OUTGOING_MAIL)
                .set(OUTGOING_MAIL.ATTEMPTS, mail.attempts() + 1)
                .set(OUTGOING_MAIL.LAST_ERROR, shortened(reason))
                .set(OUTGOING_MAIL.NEXT_TRY_AT, nextTryAt)
                .where(OUTGOING_MAIL.CENTRE.eq(mail.centre()), OUTGOING_MAIL.ID.eq(mail.id()))
                .execute())
        .thenAccept(_ -> {});
  }

  /// The mails given up, the newest first, at most `limit` and at most [#PAGE]. Blocks.
  public List<FailedMail> failed(String centre, int limit) {
    return store.read(dsl ->
        dsl.selectFrom(OUTGOING_MAIL)
            .where(OUTGOING_MAIL.CENTRE.eq(centre), OUTGOING_MAIL.STATE.eq(FAILED))
            .orderBy(OUTGOING_MAIL.SETTLED_AT.desc())
            .limit(Math.clamp(limit, 0, PAGE))
            .fetch(row ->
                new FailedMail(
                    row.getId(),
                    row.getConversation(),
                    row.getToAddress(),
                    row.getAttempts(),
                    row.getLastError(),
                    row.getSettledAt())));
  }

  private static @Nullable String shortened(@Nullable String reason) {
    return reason == null || reason.length() <= MAX_REASON
        ? reason
        : reason.substring(0, MAX_REASON);
  }
}
