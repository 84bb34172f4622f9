package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.Conversations;
import dev.rapport.channels.Inbox;
import dev.rapport.channels.Message;
import dev.rapport.channels.email.Outbox;
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
class SqlConversationsTest extends ConversationsContract {
  @Parameter TestEngine engine;
  @TempDir Path directory;
  private Store store;

  @BeforeEach
  void open() {
    store = engine.open(directory);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  Inbox inbox() {
    return new SqlInbox(store, InstantSource.system());
  }

  @Override
  Conversations conversations() {
    return new SqlConversations(store, ForkJoinPool.commonPool(), InstantSource.system());
  }

  @Override
  Outbox outbox() {
    return new SqlOutbox(store, ForkJoinPool.commonPool());
  }

  @Test
  void aMailGivenUpStaysVisibleWithItsReason() {
    String conversation = arrive(Inbound.mail("ana@example.org", "m1", null, false)).conversation();
    reply(conversation, "r1", Message.Author.AGENT);
    join(outbox().failed(join(outbox().due(FAR_AHEAD, 1)).getFirst(), "550 no such box", 77));
    assertThat(new SqlOutbox(store, ForkJoinPool.commonPool()).failed(Inbound.CENTRE, 10))
        .singleElement()
        .satisfies(mail -> {
          assertThat(mail.reason()).isEqualTo("550 no such box");
          assertThat(mail.to()).isEqualTo("ana@example.org");
          assertThat(mail.at()).isEqualTo(77);
        });
    assertThat(join(outbox().due(FAR_AHEAD, 10))).isEmpty();
  }

  @Test
  void theOutboxOutlivesTheProcess() {
    String conversation = arrive(Inbound.mail("ana@example.org", "m1", null, false)).conversation();
    reply(conversation, "r1", Message.Author.AGENT);
    String messageId = join(outbox().due(FAR_AHEAD, 1)).getFirst().messageId();
    store.close();
    store = engine.open(directory);
    assertThat(join(outbox().due(FAR_AHEAD, 1)).getFirst().messageId()).isEqualTo(messageId);
  }
}
