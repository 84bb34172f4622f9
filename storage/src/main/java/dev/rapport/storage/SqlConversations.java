package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.INTAKE;
import static dev.rapport.storage.schema.Tables.MESSAGE;
import static dev.rapport.storage.schema.Tables.OUTGOING_MAIL;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.ConversationCard;
import dev.rapport.channels.Conversations;
import dev.rapport.channels.InboundContact;
import dev.rapport.channels.Message;
import dev.rapport.channels.OutboundMessage;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.Sender;
import dev.rapport.channels.StoredContact;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;

/// The conversations in SQL. Reads block a thread of the executor, never the caller's.
public final class SqlConversations implements Conversations {

  private static final String RECEIVED = "received";

  private final Store store;
  private final Executor reads;
  private final InstantSource clock;
  private final TimeOrderedIds ids = new TimeOrderedIds();
  private final ReplyMail replyMail = new ReplyMail(ids);

  /// @param reads where reads may block; its bound is the bound of reads under way
  public SqlConversations(Store store, Executor reads, InstantSource clock) {
    this.store = store;
    this.reads = reads;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Receipt> append(OutboundMessage message) {
    return store.write(dsl -> store(dsl, message)).exceptionally(Refusals::of);
  }

  private Receipt store(DSLContext dsl, OutboundMessage outbound) {
    Optional<ConversationCard> card =
        ConversationRows.find(dsl, outbound.centre(), outbound.conversation());
    if (card.isEmpty()) {
      return new Receipt.Refused(
          Receipt.Reason.UNAUTHORISED, "There is no such conversation in this centre", 0);
    }
    Optional<Message> before =
        MessageRows.ofClientId(
            dsl, outbound.centre(), outbound.conversation(), outbound.clientId());
    if (before.isPresent()) {
      return new Receipt.Accepted(before.get(), false, true);
    }
    long at = clock.millis();
    long seq = SqlInbox.takeNumber(dsl, outbound.centre(), outbound.conversation());
    Message message = message(outbound, card.get().channel(), seq, at);
    Optional<ReplyMail.Envelope> envelope =
        outbound.byMail() ? replyMail.envelope(dsl, card.get(), message) : Optional.empty();
    MessageRows.insert(
        dsl,
        message,
        new MessageRows.Keys(
            null,
            outbound.clientId(),
            envelope.map(ReplyMail.Envelope::messageId).orElse(null),
            false));
    envelope.ifPresent(found -> replyMail.enqueue(dsl, message, found));
    return new Receipt.Accepted(message, false, false);
  }

  private Message message(OutboundMessage outbound, ChannelKind channel, long seq, long at) {
    return new Message(
        outbound.centre(),
        outbound.conversation(),
        seq,
        ids.next(at),
        outbound.contact(),
        channel,
        outbound.author(),
        outbound.name(),
        null,
        outbound.text(),
        at,
        outbound.answers(),
        List.of());
  }

  @Override
  public CompletionStage<List<Message>> after(
      String centre, String conversation, long seq, int limit) {
    return read(
        dsl -> MessageRows.after(dsl, centre, conversation, seq, Math.clamp(limit, 0, PAGE)));
  }

  @Override
  public CompletionStage<List<Message>> newest(String centre, String conversation, int limit) {
    return read(dsl ->
        MessageRows.newest(dsl, centre, conversation, Math.clamp(limit, 0, PAGE)).reversed());
  }

  @Override
  public CompletionStage<Optional<ConversationCard>> find(String centre, String conversation) {
    return read(dsl -> ConversationRows.find(dsl, centre, conversation));
  }

  @Override
  public CompletionStage<Optional<ConversationCard>> ofVisitor(String centre, String visitor) {
    return read(dsl ->
        Optional.ofNullable(ConversationRows.ofVisitor(dsl, centre, visitor, false))
            .flatMap(id -> ConversationRows.find(dsl, centre, id)));
  }

  @Override
  public CompletionStage<Optional<ConversationCard>> ofMail(
      String centre, List<String> messageIds) {
    return read(dsl ->
        dsl
            .select(OUTGOING_MAIL.MESSAGE_ID, OUTGOING_MAIL.CONVERSATION)
            .from(OUTGOING_MAIL)
            .where(OUTGOING_MAIL.CENTRE.eq(centre), OUTGOING_MAIL.MESSAGE_ID.in(messageIds))
            .fetch()
            .stream()
            .max(Comparator.comparingInt(row -> messageIds.lastIndexOf(row.value1())))
            .flatMap(row -> ConversationRows.find(dsl, centre, row.value2())));
  }

  @Override
  public CompletionStage<Optional<StoredContact>> contact(String centre, String contact) {
    return read(dsl ->
        contacts(dsl, centre)
            .and(CONTACT.ID.eq(contact))
            .fetchOptional()
            .map(row -> contact(dsl, row)));
  }

  @Override
  public CompletionStage<List<StoredContact>> received(String centre) {
    return read(dsl ->
        contacts(dsl, centre)
            .and(CONTACT.STATE.eq(RECEIVED))
            .orderBy(CONTACT.CREATED_AT, CONTACT.ID)
            .limit(PAGE)
            .fetch()
            .map(row -> contact(dsl, row)));
  }

  private static SelectConditionStep<Record> contacts(DSLContext dsl, String centre) {
    return dsl.select(CONTACT.fields())
        .select(INTAKE.fields())
        .select(MESSAGE.fields())
        .from(CONTACT)
        .join(INTAKE)
        .on(INTAKE.CENTRE.eq(CONTACT.CENTRE), INTAKE.CONTACT.eq(CONTACT.ID))
        .join(MESSAGE)
        .on(
            MESSAGE.CENTRE.eq(CONTACT.CENTRE),
            MESSAGE.CONVERSATION.eq(CONTACT.CONVERSATION),
            MESSAGE.SEQ.eq(INTAKE.FIRST_SEQ))
        .where(CONTACT.CENTRE.eq(centre));
  }

  private static StoredContact contact(DSLContext dsl, Record row) {
    Message first = MessageRows.message(row.into(MESSAGE));
    String id = row.get(CONTACT.ID);
    InboundContact inbound =
        new InboundContact(
            first.centre(),
            first.channel(),
            new Sender(
                ConversationRows.identifiers(dsl, first.centre(), id),
                row.get(INTAKE.SENDER_NAME),
                row.get(INTAKE.LANGUAGE)),
            first.subject(),
            first.text(),
            row.get(INTAKE.TOPIC),
            row.get(INTAKE.WANTS_PERSON),
            row.get(INTAKE.RECIPIENT),
            row.get(MESSAGE.DEDUPE_KEY),
            row.get(MESSAGE.EXTERNAL_ID),
            first.conversation(),
            null,
            row.get(INTAKE.AUTOMATIC),
            first.attachments(),
            null);
    return new StoredContact(
        id, first.conversation(), first.seq(), row.get(CONTACT.CREATED_AT), inbound);
  }

  private <T> CompletionStage<T> read(Function<DSLContext, T> query) {
    return CompletableFuture.supplyAsync(() -> store.read(query), reads);
  }
}
