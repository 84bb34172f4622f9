package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.MESSAGE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rapport.channels.Attachment;
import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.Message;
import dev.rapport.channels.OfferedAnswer;
import dev.rapport.storage.schema.tables.records.MessageRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
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

  static void insert(DSLContext dsl, Message message, Keys keys) {
    MessageRecord row = new MessageRecord();
    row.setCentre(message.centre());
    row.setConversation(message.conversation());
    row.setSeq(message.seq());
    row.setId(message.id());
    row.setContact(message.contact());
    row.setChannel(message.channel().wireName());
    row.setAuthor(message.author().wireName());
    row.setName(message.name());
    row.setSubject(message.subject());
    row.setText(message.text());
    row.setAnswers(json(message.answers()));
    row.setAttachments(json(message.attachments()));
    row.setAt(message.at());
    row.setDedupeKey(keys.dedupeKey());
    row.setClientId(keys.clientId());
    row.setExternalId(keys.externalId());
    row.setAutomatic(keys.automatic());
    dsl.insertInto(MESSAGE).set(row).execute();
  }

  static Optional<Message> find(DSLContext dsl, Condition condition) {
    return dsl.selectFrom(MESSAGE).where(condition).fetchOptional().map(MessageRows::message);
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
