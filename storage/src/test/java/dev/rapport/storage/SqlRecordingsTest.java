package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.Message;
import dev.rapport.channels.RawBytes;
import dev.rapport.channels.Receipt;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A talk that is kept is a message of its contact.
final class SqlRecordingsTest {
  private static final RawBytes WAV = RawBytes.of(new byte[] {1, 2, 3});

  @TempDir Path directory;

  @Test
  void aPartIsKeptOnceBesideItsContact() {
    try (Store store = Store.open(StoreSettings.in(directory).withReserveBytes(0))) {
      var inbox = new SqlInbox(store, InstantSource.system());
      var first =
          inbox.receive(Inbound.chat("v", "Call from +44117", "k", null)).toCompletableFuture();
      var contact = String.valueOf(((Receipt.Accepted) first.join()).contact());
      var recordings = new SqlRecordings(store, InstantSource.system());
      var talk =
          new SqlRecordings.Talk(Inbound.CENTRE, contact, "talk:1", "Recording of the call", WAV);
      Message kept = recordings.keep(talk).toCompletableFuture().join().orElseThrow();
      assertThat(kept.seq()).isEqualTo(2);
      assertThat(kept.author()).isEqualTo(Message.Author.SYSTEM);
      assertThat(kept.attachments()).hasSize(1);
      assertThat(recordings.keep(talk).toCompletableFuture().join()).isEmpty();
      assertThat(recordings.find(Inbound.CENTRE, contact, kept.id())).contains(WAV);
      assertThat(recordings.find("other", contact, kept.id())).isEmpty();
      var nobodys =
          new SqlRecordings.Talk(Inbound.CENTRE, "nobody", "talk:2", "Recording of the call", WAV);
      assertThat(recordings.keep(nobodys).toCompletableFuture().join()).isEmpty();
    }
  }
}
