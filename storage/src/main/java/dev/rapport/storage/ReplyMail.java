package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.MESSAGE;
import static dev.rapport.storage.schema.Tables.OUTGOING_MAIL;

import dev.rapport.channels.ConversationCard;
import dev.rapport.channels.Message;
import dev.rapport.channels.SenderIdentifier;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jspecify.annotations.Nullable;

/// Puts a reply into the outbox in the transaction of its message, so that neither is ever there
/// without the other. The Message-ID is made here and never again: every try carries the same
/// (P30).
final class ReplyMail {

  static final String PENDING = "pending";

  /// How far back References goes, besides the first (RFC 5322 asks for the thread, not for all).
  private static final int MAX_REFERENCES = 20;

  private static final int MAX_SUBJECT = 300;
  private static final String REPLY_PREFIX = "Re: ";

  private final TimeOrderedIds ids;

  ReplyMail(TimeOrderedIds ids) {
    this.ids = ids;
  }

  /// Where a reply goes and what thread it belongs to.
  record Envelope(
      String messageId,
      String from,
      String to,
      String subject,
      @Nullable String inReplyTo,
      List<String> references) {}

  /// Empty when there is nobody to mail it to, or a machine would answer a machine.
  Optional<Envelope> envelope(DSLContext dsl, ConversationCard card, Message message) {
    String from = card.mailbox();
    Optional<String> to = address(card);
    if (from == null || to.isEmpty()) {
      return Optional.empty();
    }
    List<Record3<String, String, Boolean>> thread = thread(dsl, card);
    boolean toMachine =
        thread.reversed().stream()
            .filter(row -> row.value2().equals(Message.Author.CUSTOMER.wireName()))
            .findFirst()
            .map(Record3::value3)
            .orElse(false);
    if (toMachine && message.author() != Message.Author.AGENT) {
      return Optional.empty();
    }
    List<String> references =
        thread.stream().map(Record3::value1).filter(id -> id != null).toList();
    String domain = from.substring(from.lastIndexOf('@') + 1);
    return Optional.of(
        new Envelope(
            "<" + ids.token() + "@" + domain + ">",
            from,
            to.get(),
            subject(card.subject()),
            references.isEmpty() ? null : references.getLast(),
            shortened(references)));
  }

  /// The address the customer wrote from last.
  private static Optional<String> address(ConversationCard card) {
    return card.participants().reversed().stream()
        .filter(p -> p.kind() == SenderIdentifier.Kind.EMAIL)
        .map(SenderIdentifier::value)
        .findFirst();
  }

  private static List<Record3<String, String, Boolean>> thread(
      DSLContext dsl, ConversationCard card) {
    return dsl.select(MESSAGE.EXTERNAL_ID, MESSAGE.AUTHOR, MESSAGE.AUTOMATIC)
        .from(MESSAGE)
        .where(
            MESSAGE.CENTRE.eq(card.centre()),
            MESSAGE.CONVERSATION.eq(card.id()),
            MESSAGE
                .EXTERNAL_ID
                .isNotNull()
                .or(MESSAGE.AUTHOR.eq(Message.Author.CUSTOMER.wireName())))
        .orderBy(MESSAGE.SEQ)
        .fetch();
  }

  private static List<String> shortened(List<String> references) {
    if (references.size() <= MAX_REFERENCES) {
      return references;
    }
    List<String> last = references.subList(references.size() - MAX_REFERENCES, references.size());
    return java.util.stream.Stream.concat(references.stream().limit(1), last.stream()).toList();
  }

  private static String subject(@Nullable String subject) {
    String given = subject == null ? "" : subject;
    String short_ = given.length() <= MAX_SUBJECT ? given : given.substring(0, MAX_SUBJECT);
    return short_.toLowerCase(Locale.ROOT).startsWith("re:")
        ? short_
        : (REPLY_PREFIX + short_).strip();
  }

  void enqueue(DSLContext dsl, Message message, Envelope envelope) {
    dsl.insertInto(OUTGOING_MAIL)
        .set(OUTGOING_MAIL.CENTRE, message.centre())
        .set(OUTGOING_MAIL.ID, ids.next(message.at()))
        .set(OUTGOING_MAIL.CONVERSATION, message.conversation())
        .set(OUTGOING_MAIL.SEQ, message.seq())
        .set(OUTGOING_MAIL.MESSAGE_ID, envelope.messageId())
        .set(OUTGOING_MAIL.FROM_ADDRESS, envelope.from())
        .set(OUTGOING_MAIL.FROM_NAME, message.name())
        .set(OUTGOING_MAIL.TO_ADDRESS, envelope.to())
        .set(OUTGOING_MAIL.SUBJECT, envelope.subject())
        .set(OUTGOING_MAIL.IN_REPLY_TO, envelope.inReplyTo())
        .set(OUTGOING_MAIL.THREAD, String.join(" ", envelope.references()))
        .set(OUTGOING_MAIL.STATE, PENDING)
        .set(OUTGOING_MAIL.ATTEMPTS, 0)
        .set(OUTGOING_MAIL.NEXT_TRY_AT, message.at())
        .execute();
  }
}
