package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.MESSAGE;
import static org.jooq.impl.DSL.val;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rapport.channels.Attachment;
import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.Message;
import dev.rapport.channels.OfferedAnswer;
import dev.rapport.storage.schema.tables.records.MessageRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// Messages to rows and back.
final class MessageRows {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<OfferedAnswer>> ANSWERS = new TypeReference<>() {};
  private static final TypeReference<List<Attachment>> ATTACHMENTS = new TypeReference<>() {};
  private static final String EMPTY_LIST = "[]";

  private MessageRows() {}

  /// What a row holds besides the message.
  record Keys(
      @Nullable String dedupeKey,
      @Nullable String clientId,
      @Nullable String externalId,
      boolean automatic) {}

  /// The columns a message is read from, in the order in which [#message] reads them.
  private static final List<Field<?>> COLUMNS =
      List.of(
          MESSAGE.CENTRE,
          MESSAGE.CONVERSATION,
          MESSAGE.SEQ,
          MESSAGE.ID,
          MESSAGE.CONTACT,
          MESSAGE.CHANNEL,
          MESSAGE.AUTHOR,
          MESSAGE.NAME,
          MESSAGE.SUBJECT,
          MESSAGE.TEXT,
          MESSAGE.AT,
          MESSAGE.ANSWERS,
          MESSAGE.ATTACHMENTS);

  private static final List<Field<?>> ALL =
      Stream.concat(
              COLUMNS.stream(),
              Stream.of(
                  MESSAGE.DEDUPE_KEY, MESSAGE.CLIENT_ID, MESSAGE.EXTERNAL_ID, MESSAGE.AUTOMATIC))
          .toList();

  private static final Rendered INSERT =
      Rendered.of(sql ->
          sql.insertInto(MESSAGE)
              .columns(ALL)
              .values(ALL.stream().map(column -> val(null, column)).toList()));

  private static final Rendered OF_DEDUPE_KEY =
      where(MESSAGE.CENTRE.eq("").and(MESSAGE.CHANNEL.eq("")).and(MESSAGE.DEDUPE_KEY.eq("")));

  private static final Rendered OF_CLIENT_ID =
      where(MESSAGE.CENTRE.eq("").and(MESSAGE.CONVERSATION.eq("")).and(MESSAGE.CLIENT_ID.eq("")));

  private static final Rendered AFTER =
      Rendered.of(sql ->
          sql.select(COLUMNS)
              .from(MESSAGE)
              .where(MESSAGE.CENTRE.eq(""), MESSAGE.CONVERSATION.eq(""), MESSAGE.SEQ.gt(0L))
              .orderBy(MESSAGE.SEQ)
              .limit(1));

  private static final Rendered NEWEST =
      Rendered.of(sql ->
          sql.select(COLUMNS)
              .from(MESSAGE)
              .where(MESSAGE.CENTRE.eq(""), MESSAGE.CONVERSATION.eq(""))
              .orderBy(MESSAGE.SEQ.desc())
              .limit(1));

  private static Rendered where(Condition condition) {
    return Rendered.of(sql -> sql.select(COLUMNS).from(MESSAGE).where(condition));
  }

  static void insert(DSLContext dsl, Message message, Keys keys) {
    INSERT.run(
        dsl,
        message.centre(),
        message.conversation(),
        message.seq(),
        message.id(),
        message.contact(),
        message.channel().wireName(),
        message.author().wireName(),
        message.name(),
        message.subject(),
        message.text(),
        message.at(),
        json(message.answers()),
        json(message.attachments()),
        keys.dedupeKey(),
        keys.clientId(),
        keys.externalId(),
        keys.automatic());
  }

  /// The message a key of its sender was given to before.
  static Optional<Message> ofDedupeKey(
      DSLContext dsl, String centre, ChannelKind channel, String key) {
    return OF_DEDUPE_KEY.one(dsl, MessageRows::message, centre, channel.wireName(), key);
  }

  /// The message an agent's client has sent under an id of its own.
  static Optional<Message> ofClientId(
      DSLContext dsl, String centre, String conversation, String clientId) {
    return OF_CLIENT_ID.one(dsl, MessageRows::message, centre, conversation, clientId);
  }

  /// Oldest first.
  static List<Message> after(
      DSLContext dsl, String centre, String conversation, long seq, int limit) {
    return AFTER.list(dsl, MessageRows::message, centre, conversation, seq, limit);
  }

  /// Newest first.
  static List<Message> newest(DSLContext dsl, String centre, String conversation, int limit) {
    return NEWEST.list(dsl, MessageRows::message, centre, conversation, limit);
  }

  private static Message message(ResultSet row) throws SQLException {
    return new Message(
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getString(4),
        row.getString(5),
        ChannelKind.ofWireName(row.getString(6)),
        Message.Author.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getLong(11),
        list(row.getString(12), ANSWERS),
        list(row.getString(13), ATTACHMENTS));
  }

  static Message message(MessageRecord row) {
    return new Message(
        row.getCentre(),
        row.getConversation(),
        row.getSeq(),
        row.getId(),
        row.getContact(),
        ChannelKind.ofWireName(row.getChannel()),
        Message.Author.valueOf(row.getAuthor().toUpperCase(Locale.ROOT)),
        row.getName(),
        row.getSubject(),
        row.getText(),
        row.getAt(),
        list(row.getAnswers(), ANSWERS),
        list(row.getAttachments(), ATTACHMENTS));
  }

  private static String json(List<?> list) {
    if (list.isEmpty()) {
      return EMPTY_LIST;
    }
    try {
      return JSON.writeValueAsString(list);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A list of records is always JSON", e);
    }
  }

  private static <T> List<T> list(String json, TypeReference<List<T>> type) {
    if (json.equals(EMPTY_LIST)) {
      return List.of();
    }
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A message row holds what this version did not write", e);
    }
  }
}
