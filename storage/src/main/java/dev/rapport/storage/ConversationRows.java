package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.CONTACT_IDENTIFIER;
import static dev.rapport.storage.schema.Tables.CONVERSATION;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.ConversationCard;
import dev.rapport.channels.SenderIdentifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Reads conversations, the contacts open in them, and who takes part.
final class ConversationRows {

  /// The last state of a contact, as the event log's projection writes it.
  static final String ENDED = "ended";

  /// More participants than this are not looked at; a mail to a crowd is no private conversation.
  private static final int MAX_PARTICIPANTS = 200;

  private static final Rendered FIND =
      Rendered.of(sql ->
          sql.select(
                  CONVERSATION.CHANNEL,
                  CONVERSATION.SUBJECT,
                  CONVERSATION.MAILBOX,
                  CONVERSATION.LAST_SEQ,
                  CONVERSATION.RELATED,
                  CONVERSATION.STARTED_AT)
              .from(CONVERSATION)
              .where(CONVERSATION.CENTRE.eq(""), CONVERSATION.ID.eq("")));

  private static final Rendered OPEN_CONTACT =
      Rendered.of(sql ->
          sql.select(CONTACT.ID)
              .from(CONTACT)
              .where(
                  CONTACT.CENTRE.eq(""),
                  CONTACT.CONVERSATION.eq(""),
                  CONTACT.STATE.ne(inline(ENDED)))
              .orderBy(CONTACT.CREATED_AT.desc(), CONTACT.ID.desc())
              .limit(inline(1)));

  private static final Rendered PARTICIPANTS =
      Rendered.of(sql ->
          sql.select(
                  CONTACT_IDENTIFIER.KIND, CONTACT_IDENTIFIER.IDENTIFIER, CONTACT_IDENTIFIER.PROOF)
              .from(CONTACT_IDENTIFIER)
              .where(CONTACT_IDENTIFIER.CENTRE.eq(""), CONTACT_IDENTIFIER.CONVERSATION.eq(""))
              .orderBy(CONTACT_IDENTIFIER.CONTACT, CONTACT_IDENTIFIER.PLACE)
              .limit(inline(MAX_PARTICIPANTS)));

  private static final Rendered IDENTIFIERS =
      Rendered.of(sql ->
          sql.select(
                  CONTACT_IDENTIFIER.KIND, CONTACT_IDENTIFIER.IDENTIFIER, CONTACT_IDENTIFIER.PROOF)
              .from(CONTACT_IDENTIFIER)
              .where(CONTACT_IDENTIFIER.CENTRE.eq(""), CONTACT_IDENTIFIER.CONTACT.eq(""))
              .orderBy(CONTACT_IDENTIFIER.PLACE)
              .limit(inline(MAX_PARTICIPANTS)));

  private static final Rendered OF_VISITOR = ofVisitor(noCondition());
  private static final Rendered OPEN_OF_VISITOR = ofVisitor(CONTACT.STATE.ne(inline(ENDED)));

  private ConversationRows() {}

  private static Rendered ofVisitor(Condition also) {
    return Rendered.of(sql ->
        sql.select(CONTACT.CONVERSATION)
            .from(CONTACT_IDENTIFIER)
            .join(CONTACT)
            .on(
                CONTACT.CENTRE.eq(CONTACT_IDENTIFIER.CENTRE),
                CONTACT.ID.eq(CONTACT_IDENTIFIER.CONTACT))
            .where(
                CONTACT_IDENTIFIER.CENTRE.eq(""),
                CONTACT_IDENTIFIER.KIND.eq(inline(SenderIdentifier.Kind.VISITOR.wireName())),
                CONTACT_IDENTIFIER.IDENTIFIER.eq(""),
                also)
            .orderBy(CONTACT_IDENTIFIER.CONTACT.desc())
            .limit(inline(1)));
  }

  static Optional<ConversationCard> find(DSLContext dsl, String centre, String id) {
    return FIND.one(dsl, row -> card(dsl, centre, id, row), centre, id);
  }

  private static ConversationCard card(DSLContext dsl, String centre, String id, ResultSet row)
      throws SQLException {
    return new ConversationCard(
        centre,
        id,
        ChannelKind.ofWireName(row.getString(1)),
        row.getString(2),
        row.getString(3),
        PARTICIPANTS.list(dsl, ConversationRows::identifier, centre, id).stream()
            .distinct()
            .toList(),
        openContact(dsl, centre, id),
        row.getLong(4),
        row.getString(5),
        row.getLong(6));
  }

  static @Nullable String openContact(DSLContext dsl, String centre, String conversation) {
    return OPEN_CONTACT.one(dsl, row -> row.getString(1), centre, conversation).orElse(null);
  }

  static List<SenderIdentifier> identifiers(DSLContext dsl, String centre, String contact) {
    return IDENTIFIERS.list(dsl, ConversationRows::identifier, centre, contact);
  }

  private static SenderIdentifier identifier(ResultSet row) throws SQLException {
    return new SenderIdentifier(
        SenderIdentifier.Kind.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
        row.getString(2),
        SenderIdentifier.Proof.valueOf(row.getString(3).toUpperCase(Locale.ROOT)));
  }

  /// The newest conversation a visitor has written in; an open one before an ended one.
  static @Nullable String ofVisitor(DSLContext dsl, String centre, String visitor, boolean open) {
    return (open ? OPEN_OF_VISITOR : OF_VISITOR)
        .one(dsl, row -> row.getString(1), centre, visitor)
        .orElse(null);
  }
}
