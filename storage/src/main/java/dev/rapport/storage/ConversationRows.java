package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.CONTACT_IDENTIFIER;
import static dev.rapport.storage.schema.Tables.CONVERSATION;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.ConversationCard;
import dev.rapport.channels.SenderIdentifier;
import dev.rapport.storage.schema.tables.records.ContactIdentifierRecord;
import dev.rapport.storage.schema.tables.records.ConversationRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Reads conversations, the contacts open in them, and who takes part.
final class ConversationRows {

  /// The last state of a contact, as the event log's projection writes it.
  static final String ENDED = "ended";

  /// More participants than this are not looked at; a mail to a crowd is no private conversation.
  private static final int MAX_PARTICIPANTS = 200;

  private ConversationRows() {}

  static Optional<ConversationCard> find(DSLContext dsl, String centre, String id) {
    return dsl.selectFrom(CONVERSATION)
        .where(CONVERSATION.CENTRE.eq(centre), CONVERSATION.ID.eq(id))
        .fetchOptional()
        .map(row -> card(dsl, row));
  }

  private static ConversationCard card(DSLContext dsl, ConversationRecord row) {
    return new ConversationCard(
        row.getCentre(),
        row.getId(),
        ChannelKind.ofWireName(row.getChannel()),
        row.getSubject(),
        row.getMailbox(),
        participants(dsl, row.getCentre(), row.getId()),
        openContact(dsl, row.getCentre(), row.getId()),
        row.getLastSeq(),
        row.getRelated(),
        row.getStartedAt());
  }

  static @Nullable String openContact(DSLContext dsl, String centre, String conversation) {
    return dsl.select(CONTACT.ID)
        .from(CONTACT)
        .where(
            CONTACT.CENTRE.eq(centre),
            CONTACT.CONVERSATION.eq(conversation),
            CONTACT.STATE.ne(ENDED))
        .orderBy(CONTACT.CREATED_AT.desc(), CONTACT.ID.desc())
        .limit(1)
        .fetchOne(CONTACT.ID);
  }

  private static List<SenderIdentifier> participants(
      DSLContext dsl, String centre, String conversation) {
    return dsl
        .selectFrom(CONTACT_IDENTIFIER)
        .where(
            CONTACT_IDENTIFIER.CENTRE.eq(centre), CONTACT_IDENTIFIER.CONVERSATION.eq(conversation))
        .orderBy(CONTACT_IDENTIFIER.CONTACT, CONTACT_IDENTIFIER.PLACE)
        .limit(MAX_PARTICIPANTS)
        .fetch(ConversationRows::identifier)
        .stream()
        .distinct()
        .toList();
  }

  static List<SenderIdentifier> identifiers(DSLContext dsl, String centre, String contact) {
    return dsl.selectFrom(CONTACT_IDENTIFIER)
        .where(CONTACT_IDENTIFIER.CENTRE.eq(centre), CONTACT_IDENTIFIER.CONTACT.eq(contact))
        .orderBy(CONTACT_IDENTIFIER.PLACE)
        .limit(MAX_PARTICIPANTS)
        .fetch(ConversationRows::identifier);
  }

  private static SenderIdentifier identifier(ContactIdentifierRecord row) {
    return new SenderIdentifier(
        SenderIdentifier.Kind.valueOf(row.getKind().toUpperCase(Locale.ROOT)),
        row.getIdentifier(),
        SenderIdentifier.Proof.valueOf(row.getProof().toUpperCase(Locale.ROOT)));
  }

  /// The newest conversation a visitor has written in; an open one before an ended one.
  static @Nullable String ofVisitor(DSLContext dsl, String centre, String visitor, boolean open) {
    return dsl.select(CONTACT.CONVERSATION)
        .from(CONTACT_IDENTIFIER)
        .join(CONTACT)
        .on(CONTACT.CENTRE.eq(CONTACT_IDENTIFIER.CENTRE), CONTACT.ID.eq(CONTACT_IDENTIFIER.CONTACT))
        .where(
            CONTACT_IDENTIFIER.CENTRE.eq(centre),
            CONTACT_IDENTIFIER.KIND.eq(SenderIdentifier.Kind.VISITOR.wireName()),
            CONTACT_IDENTIFIER.IDENTIFIER.eq(visitor),
            open ? CONTACT.STATE.ne(ENDED) : org.jooq.impl.DSL.noCondition())
        .orderBy(CONTACT_IDENTIFIER.CONTACT.desc())
        .limit(1)
        .fetchOne(CONTACT.CONVERSATION);
  }
}
