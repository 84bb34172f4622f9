package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.MESSAGE;
import static dev.rapport.storage.schema.Tables.RAW_MESSAGE;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.RawBytes;
import java.util.Optional;

/// What callers said after the tone, as WAV files. Blocks.
public final class SqlRecordings {
  private final Store store;

  public SqlRecordings(Store store) {
    this.store = store;
  }

  /// The recording that came with a message of a contact; empty when there is none.
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
