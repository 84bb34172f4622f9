package dev.rapport.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.Wait;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.helper.BasicMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/// What is sent, as a mail server that is not ours receives it.
@NullUnmarked
class SmtpSenderTest {

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final SMTPServer relay = relay();
  private SmtpSender sender;

  /// An outbox in memory, whose outcomes can be waited for.
  private static final class MemoryOutbox implements Outbox {
    private final Map<String, OutgoingMail> pending = new LinkedHashMap<>();
    private final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();

    synchronized void add(OutgoingMail mail) {
      pending.put(mail.id(), mail);
    }

    @Override
    public synchronized CompletionStage<List<OutgoingMail>> due(long now, int limit) {
      return CompletableFuture.completedStage(new ArrayList<>(pending.values()));
    }

    private synchronized CompletionStage<Void> settle(OutgoingMail mail, String outcome) {
      pending.remove(mail.id());
      outcomes.add(outcome);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> sent(OutgoingMail mail, long at) {
      return settle(mail, "sent");
    }

    @Override
    public CompletionStage<Void> failed(OutgoingMail mail, String reason, long at) {
      return settle(mail, "failed " + reason);
    }

    @Override
    public synchronized CompletionStage<Void> postponed(
        OutgoingMail mail, String reason, long nextTryAt) {
      OutgoingMail m = pending.get(mail.id());
      pending.put(
          m.id(),
          new OutgoingMail(
              m.centre(),
              m.id(),
              m.conversation(),
              m.messageId(),
              m.from(),
              m.fromName(),
              m.to(),
              m.subject(),
              m.text(),
              m.inReplyTo(),
              m.references(),
              m.attempts() + 1));
      outcomes.add("postponed " + nextTryAt);
      return CompletableFuture.completedStage(null);
    }
  }

  private SMTPServer relay() {
    BasicMessageListener listener =
        (context, from, to, bytes) -> {
          if (refusals.getAndDecrement() > 0) {
            throw new RejectException(450, "not now");
          }
          arrived.add(new String(bytes, StandardCharsets.UTF_8));
        };
    SMTPServer server = SMTPServer.port(0).messageHandler(listener).build();
    server.start();
    return server;
  }

  @AfterEach
  void close() {
    if (sender != null) {
      Wait.until(sender.stop());
    }
    relay.stop();
    Wait.until(vertx.close());
  }

  private void start(int port, int maxAttempts) {
    RelaySettings settings =
        new RelaySettings(
            "localhost",
            port,
            false,
            null,
            null,
            2,
            Duration.ofMillis(50),
            Duration.ofMillis(10),
            Duration.ofMillis(1_000),
            maxAttempts);
    sender = new SmtpSender(vertx, settings, outbox, InstantSource.system());
    sender.start();
  }

  private static OutgoingMail mail(String id, String fromName, String subject) {
    return new OutgoingMail(
        "velo",
        id,
        "c1",
        "<" + id + "@velo.example>",
        "help@velo.example",
        fromName,
        "ana@example.org",
        subject,
        "Grüße\n.\nfrom us",
        "<1@example.org>",
        List.of("<0@example.org>", "<1@example.org>"),
        0);
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(20, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  @Test
  void aReplyArrivesInItsThread() throws InterruptedException, IOException {
    outbox.add(mail("m1", "Jürgen (Werkstatt)", "Re: Grüße"));
    start(relay.getPortAllocated(), 3);
    String received = next(arrived);
    assertThat(next(outbox.outcomes)).isEqualTo("sent");
    assertThat(received)
        .contains("Message-ID: <m1@velo.example>")
        .contains("In-Reply-To: <1@example.org>")
        .contains("References: <0@example.org> <1@example.org>");
    ParsedMail parsed =
        new MailParser(MailLimits.defaults())
            .parse(dev.rapport.channels.RawBytes.of(received.getBytes(StandardCharsets.UTF_8)));
    ParsedMail.Legible read = (ParsedMail.Legible) parsed;
    assertThat(read.text()).isEqualTo("Grüße\n.\nfrom us");
    assertThat(read.subject()).isEqualTo("Re: Grüße");
    assertThat(read.from()).isEqualTo("help@velo.example");
  }

  @Test
  @DisplayName("P30: a mail refused for now is tried again with the same Message-ID")
  void aRefusedMailIsTriedAgain() throws InterruptedException {
    refusals.set(2);
    outbox.add(mail("m1", null, "Hi"));
    start(relay.getPortAllocated(), 5);
    assertThat(next(outbox.outcomes)).startsWith("postponed");
    assertThat(next(outbox.outcomes)).startsWith("postponed");
    assertThat(next(outbox.outcomes)).isEqualTo("sent");
    assertThat(next(arrived)).contains("Message-ID: <m1@velo.example>");
    assertThat(sender.sentCount()).isEqualTo(1);
  }

  @Test
  void aMailNobodyTakesIsGivenUpAndSaid() throws InterruptedException {
    outbox.add(mail("m1", null, "Hi"));
    relay.stop();
    start(relay.getPortAllocated(), 2);
    assertThat(next(outbox.outcomes)).startsWith("postponed");
    assertThat(next(outbox.outcomes)).startsWith("failed");
  }

  @Test
  void aLineEndInAHeaderIsNeverSent() throws InterruptedException {
    outbox.add(mail("m1", null, "Hi\r\nBcc: eve@example.org"));
    outbox.add(mail("m2", "Ben\nX: y", "Hi"));
    outbox.add(mail("m3", "Ben", "Fine"));
    start(relay.getPortAllocated(), 2);
    assertThat(List.of(next(outbox.outcomes), next(outbox.outcomes), next(outbox.outcomes)))
        .contains(
            "failed the subject has a control character in it",
            "failed the sender has a control character in it",
            "sent");
    assertThat(arrived).hasSize(1);
  }

  @Test
  void thePauseDoublesUpToItsBound() {
    RelaySettings settings = RelaySettings.at("localhost", 25);
    assertThat(settings.pauseAfter(1)).isEqualTo(10_000);
    assertThat(settings.pauseAfter(3)).isEqualTo(40_000);
    assertThat(settings.pauseAfter(1_000)).isEqualTo(Duration.ofHours(4).toMillis());
  }
}
