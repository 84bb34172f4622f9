package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.MESSAGE;
import static dev.rapport.storage.schema.Tables.RAW_MESSAGE;

import dev.rapport.channels.Attachment;
import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.Message;
import dev.rapport.channels.RawBytes;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jooq.DSLContext;

/// What was said by telephone, as WAV files: after the tone, or in a talk that is kept. Each is a
/// message of its contact, and goes where that goes.
public final class SqlRecordings {
  private final Store store;
  private final InstantSource clock;
  private final TimeOrderedIds ids = new TimeOrderedIds();

  public SqlRecordings(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// A part of a talk.
  ///
  /// @param key the same part has the same key, and is kept once
  /// @param text what stands in the conversation
  public record Talk(String centre, String contact, String key, String text, RawBytes wav) {}

  /// Keeps a part of a talk beside its contact; empty when it was there before, or there is no such
  /// contact.
  public CompletionStage<Optional<Message>> keep(Talk talk) {
    return store.write(sql ->
        sql.select(CONTACT.CONVERSATION)
            .from(CONTACT)
            .where(CONTACT.CENTRE.eq(talk.centre()), CONTACT.ID.eq(talk.contact()))
            .fetchOptional(CONTACT.CONVERSATION)
            .filter(conversation ->
                MessageRows.ofClientId(sql, talk.centre(), conversation, talk.key()).isEmpty())
            .map(conversation -> keep(sql, talk, conversation)));
  }

  private Message keep(DSLContext sql, Talk talk, String conversation) {
    long at = clock.millis();
    var message =
        new Message(
            talk.centre(),
            conversation,
            SqlInbox.takeNumber(sql, talk.centre(), conversation),
            ids.next(at),
            talk.contact(),
            ChannelKind.PHONE,
            Message.Author.SYSTEM,
            null,
            null,
            talk.text(),
            at,
            List.of(),
            List.of(new Attachment("call.wav", "audio/wav", talk.wav().size())));
    MessageRows.insert(sql, message, new MessageRows.Keys(null, talk.key(), null, true));
    SqlInbox.keepRaw(sql, message, talk.wav());
    return message;
  }

  /// Blocks. The recording that came with a message of a contact; empty when there is none.
  public Optional<RawBytes> find(String centre, String contact, String message) {
    return store.read(sql ->
        sql.select(RAW_MESSAGE.RAW)
            .from(RAW_MESSAGE)
            .join(MESSAGE)
            .on(MESSAGE.CENTRE.eq(RAW_MESSAGE.CENTRE), MESSAGE.ID.eq(RAW_MESSAGE.MESSAGE))
            .where(
                MESSAGE.CENTRE.eq(centre),
                MESSAGE.CONTACT.eq(contact),
                MESSAGE.ID.eq(message),
                MESSAGE.CHANNEL.eq(ChannelKind.PHONE.wireName()))
            .fetchOptional(RAW_MESSAGE.RAW)
            .map(RawBytes::owned));
  }
}
