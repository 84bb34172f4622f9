package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.Conversations;
import dev.rapport.channels.Inbox;
import dev.rapport.channels.Receipt;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class SqlInboxTest extends InboxContract {
  @Parameter TestEngine engine;
  @TempDir Path directory;
  private Store store;
  private Inbox inbox;

  @BeforeEach
  void open() {
    store = engine.open(directory);
    inbox = new SqlInbox(store, InstantSource.system());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  Inbox inbox() {
    return inbox;
  }

  @Override
  Conversations conversations() {
    return new SqlConversations(store, ForkJoinPool.commonPool(), InstantSource.system());
  }

  @Override
  void end(String contact) {
    store
        .write(dsl ->
            dsl.update(CONTACT).set(CONTACT.STATE, "ended").where(CONTACT.ID.eq(contact)).execute())
        .join();
  }

  @Override
  int setAsides() {
    SqlSetAsides kept = new SqlSetAsides(store);
    assertThat(kept.count(Inbound.CENTRE, 0)).isEqualTo(kept.newest(Inbound.CENTRE, 9).size());
    assertThat(
            kept.newest(Inbound.CENTRE, 9).stream()
                .map(item -> kept.raw(Inbound.CENTRE, item.id()).orElseThrow().size())
                .toList())
        .allMatch(size -> size == 3);
    return kept.count(Inbound.CENTRE, 0);
  }

  @Test
  void aClosedStoreIsARefusalAndNoException() {
    store.close();
    Receipt receipt =
        inbox.receive(Inbound.chat("v1", "Hello", "v1:1", null)).toCompletableFuture().join();
    assertThat(receipt)
        .isInstanceOfSatisfying(
            Receipt.Refused.class,
            r -> assertThat(r.reason()).isEqualTo(Receipt.Reason.UNAVAILABLE));
  }
}
