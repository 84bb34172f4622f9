package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.CONTACT_IDENTIFIER;
import static dev.rapport.storage.schema.Tables.CONVERSATION;
import static dev.rapport.storage.schema.Tables.INTAKE;
import static dev.rapport.storage.schema.Tables.RAW_MESSAGE;
import static dev.rapport.storage.schema.Tables.SET_ASIDE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import dev.rapport.channels.CalledInstead;
import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.ConversationCard;
import dev.rapport.channels.InboundContact;
import dev.rapport.channels.Inbox;
import dev.rapport.channels.Message;
import dev.rapport.channels.RawBytes;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.SenderIdentifier;
import dev.rapport.channels.SetAside;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// The inbox in SQL: contact, conversation and message in one transaction, acknowledged after its
/// commit.
public final class SqlInbox implements Inbox {
  private static final Rendered START =
      Rendered.of(sql ->
          sql.insertInto(CONVERSATION)
              .columns(
                  CONVERSATION.CENTRE,
                  CONVERSATION.ID,
                  CONVERSATION.CHANNEL,
                  CONVERSATION.SUBJECT,
                  CONVERSATION.MAILBOX,
                  CONVERSATION.RELATED,
                  CONVERSATION.STARTED_AT,
                  CONVERSATION.LAST_SEQ)
              .values(val(""), val(""), val(""), val(""), val(""), val(""), val(0L), inline(0L)));

  private static final Rendered LAST_NUMBER =
      Rendered.of(sql ->
          sql.select(CONVERSATION.LAST_SEQ)
              .from(CONVERSATION)
              .where(CONVERSATION.CENTRE.eq(""), CONVERSATION.ID.eq("")));

  private static final Rendered TAKE_NUMBER =
      Rendered.of(sql ->
          sql.update(CONVERSATION)
              .set(CONVERSATION.LAST_SEQ, 0L)
              .where(CONVERSATION.CENTRE.eq(""), CONVERSATION.ID.eq("")));

  private static final Rendered OPEN =
      Rendered.of(sql ->
          sql.insertInto(CONTACT)
              .columns(
                  CONTACT.CENTRE,
                  CONTACT.ID,
                  CONTACT.CONVERSATION,
                  CONTACT.CHANNEL,
                  CONTACT.SUBJECT,
                  CONTACT.CREATED_AT)
              .values("", "", "", "", "", 0L));

  private static final Rendered TAKE_IN =
      Rendered.of(sql ->
          sql.insertInto(INTAKE)
              .columns(
                  INTAKE.CENTRE,
                  INTAKE.CONTACT,
                  INTAKE.SENDER_NAME,
                  INTAKE.LANGUAGE,
                  INTAKE.TOPIC,
                  INTAKE.WANTS_PERSON,
                  INTAKE.RECIPIENT,
                  INTAKE.AUTOMATIC,
                  INTAKE.FIRST_SEQ)
              .values("", "", "", "", "", false, "", false, 0L));

  private static final Rendered ADD_IDENTIFIER =
      Rendered.of(sql ->
          sql.insertInto(CONTACT_IDENTIFIER)
              .columns(
                  CONTACT_IDENTIFIER.CENTRE,
                  CONTACT_IDENTIFIER.CONTACT,
                  CONTACT_IDENTIFIER.CONVERSATION,
                  CONTACT_IDENTIFIER.KIND,
                  CONTACT_IDENTIFIER.IDENTIFIER,
                  CONTACT_IDENTIFIER.PROOF,
                  CONTACT_IDENTIFIER.PLACE)
              .values("", "", "", "", "", "", 0)
              .onConflictDoNothing());

  private final Store store;
  private final InstantSource clock;
  private final TimeOrderedIds ids = new TimeOrderedIds();

  public SqlInbox(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Receipt> receive(InboundContact contact) {
    return store.write(dsl -> store(dsl, contact)).exceptionally(Refusals::of);
  }

  private Receipt store(DSLContext dsl, InboundContact inbound) {
    Optional<Message> before = duplicateOf(dsl, inbound);
    if (before.isPresent()) {
      return new Receipt.Accepted(before.get(), false, true);
    }
    long at = clock.millis();
    String wanted = wantedConversation(dsl, inbound);
    String conversation;
    String contact = null;
    if (wanted == null) {
      conversation = startConversation(dsl, inbound, at);
    } else {
      Optional<ConversationCard> card = ConversationRows.find(dsl, inbound.centre(), wanted);
      if (card.isEmpty() || !takesPart(card.get(), inbound)) {
        return new Receipt.Refused(
            Receipt.Reason.UNAUTHORISED, "There is no such conversation of this sender", 0);
      }
      conversation = wanted;
      contact = CalledInstead.of(inbound) == null ? card.get().openContact() : null;
    }
    long seq = takeNumber(dsl, inbound.centre(), conversation);
    boolean opened = contact == null;
    if (contact == null) {
      contact = open(dsl, inbound, conversation, new Opening(seq, at));
    }
    addIdentifiers(dsl, inbound, conversation, contact);
    Message message = message(inbound, conversation, contact, new Opening(seq, at));
    MessageRows.insert(
        dsl,
        message,
        new MessageRows.Keys(inbound.dedupeKey(), null, inbound.externalId(), inbound.automatic()));
    keepRaw(dsl, message, inbound.raw());
    return new Receipt.Accepted(message, opened, false);
  }

  /// The number and time of the message that is being stored.
  private record Opening(long seq, long at) {}

  private static Optional<Message> duplicateOf(DSLContext dsl, InboundContact inbound) {
    String key = inbound.dedupeKey();
    return key == null
        ? Optional.empty()
        : MessageRows.ofDedupeKey(dsl, inbound.centre(), inbound.channel(), key);
  }

  /// Two tabs of a new visitor may both say their first word before either knows a conversation.
  private static @Nullable String wantedConversation(DSLContext dsl, InboundContact inbound) {
    if (inbound.conversation() != null || inbound.channel() != ChannelKind.CHAT) {
      return inbound.conversation();
    }
    return provenVisitor(inbound)
        .map(visitor -> ConversationRows.ofVisitor(dsl, inbound.centre(), visitor, true))
        .orElse(null);
  }

  private static Optional<String> provenVisitor(InboundContact inbound) {
    return inbound
        .sender()
        .first(SenderIdentifier.Kind.VISITOR)
        .filter(i -> i.proof() == SenderIdentifier.Proof.PROVEN)
        .map(SenderIdentifier::value);
  }

  /// A chat proves its visitor. A mail claims an address only, and came here by a Message-ID of
  /// ours that nobody but the participants was given.
  private static boolean takesPart(ConversationCard card, InboundContact inbound) {
    if (inbound.channel() == ChannelKind.PHONE && CalledInstead.of(inbound) == null) {
      // Nobody but the switch names the conversation of a call, and it knows whose call it is.
      return card.channel() == ChannelKind.PHONE;
    }
    boolean visitor =
        inbound.channel() == ChannelKind.CHAT || inbound.channel() == ChannelKind.PHONE;
    return visitor
        ? provenVisitor(inbound)
            .filter(id -> card.has(SenderIdentifier.Kind.VISITOR, id))
            .isPresent()
        : inbound.sender().identifiers().stream().anyMatch(i -> card.has(i.kind(), i.value()));
  }

  private String startConversation(DSLContext dsl, InboundContact inbound, long at) {
    String id = ids.next(at);
    START.run(
        dsl,
        inbound.centre(),
        id,
        inbound.channel().wireName(),
        inbound.subject(),
        inbound.recipient(),
        inbound.related(),
        at);
    return id;
  }

  /// The next number of a conversation; the one writer makes it gapless.
  static long takeNumber(DSLContext dsl, String centre, String conversation) {
    long seq = LAST_NUMBER.one(dsl, row -> row.getLong(1), centre, conversation).orElse(0L) + 1;
    TAKE_NUMBER.run(dsl, seq, centre, conversation);
    return seq;
  }

  private String open(
      DSLContext dsl, InboundContact inbound, String conversation, Opening opening) {
    String id = ids.next(opening.at());
    String subject = inbound.subject();
    OPEN.run(
        dsl,
        inbound.centre(),
        id,
        conversation,
        inbound.channel().wireName(),
        subject == null ? "" : subject,
        opening.at());
    TAKE_IN.run(
        dsl,
        inbound.centre(),
        id,
        inbound.sender().name(),
        inbound.sender().language(),
        inbound.topic(),
        inbound.wantsPerson(),
        inbound.recipient(),
        inbound.automatic(),
        opening.seq());
    return id;
  }

  private static void addIdentifiers(
      DSLContext dsl, InboundContact inbound, String conversation, String contact) {
    int place = 0;
    for (SenderIdentifier identifier : inbound.sender().identifiers()) {
      ADD_IDENTIFIER.run(
          dsl,
          inbound.centre(),
          contact,
          conversation,
          identifier.kind().wireName(),
          identifier.value(),
          identifier.proof().wireName(),
          place++);
    }
  }

  private Message message(
      InboundContact inbound, String conversation, String contact, Opening opening) {
    return new Message(
        inbound.centre(),
        conversation,
        opening.seq(),
        ids.next(opening.at()),
        contact,
        inbound.channel(),
        Message.Author.CUSTOMER,
        inbound.sender().name(),
        inbound.subject(),
        inbound.text(),
        opening.at(),
        List.of(),
        inbound.attachments());
  }

  static void keepRaw(DSLContext dsl, Message message, @Nullable RawBytes raw) {
    if (raw != null) {
      dsl.insertInto(RAW_MESSAGE)
          .set(RAW_MESSAGE.CENTRE, message.centre())
          .set(RAW_MESSAGE.MESSAGE, message.id())
          .set(RAW_MESSAGE.RAW, raw.toByteArray())
          .execute();
    }
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> setAside(SetAside item) {
    return store
        .write(dsl -> keep(dsl, item))
        .thenApply(_ -> Optional.<Receipt.Refused>empty())
        .exceptionally(fault -> Optional.of(Refusals.of(fault)));
  }

  private int keep(DSLContext dsl, SetAside item) {
    long at = clock.millis();
    return dsl.insertInto(SET_ASIDE)
        .set(SET_ASIDE.CENTRE, item.centre())
        .set(SET_ASIDE.ID, ids.next(at))
        .set(SET_ASIDE.AT, at)
        .set(SET_ASIDE.CHANNEL, item.channel().wireName())
        .set(SET_ASIDE.SENDER, item.sender())
        .set(SET_ASIDE.RECIPIENT, item.recipient())
        .set(SET_ASIDE.REASON, item.reason())
        .set(SET_ASIDE.SIZE, (long) item.raw().size())
        .set(SET_ASIDE.DEDUPE_KEY, item.dedupeKey())
        .set(SET_ASIDE.RAW, item.raw().toByteArray())
        .onConflictDoNothing()
        .execute();
  }
}
