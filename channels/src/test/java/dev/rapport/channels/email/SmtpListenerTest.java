package dev.rapport.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.InboundContact;
import dev.rapport.channels.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NullUnmarked
class SmtpListenerTest {

  private static final String MAIL =
      """
      From: Ana <ana@example.org>
      To: help@velo.example
      Subject: A flat tyre
      Message-ID: <1@example.org>

      It is flat.
      ..well
      """
          .replace("\n", "\r\n");

  private MailServer server = new MailServer(MailServer.settings());

  @AfterEach
  void close() {
    server.close();
  }

  private void tight(Duration time) {
    server.close();
    server = new MailServer(MailServer.tight(time));
  }

  @Test
  void aMailBecomesAContact() {
    assertThat(server.deliver("ana@example.org", MAIL)).startsWith("250");
    InboundContact contact = server.store.received().getFirst();
    assertThat(contact.centre()).isEqualTo("velo");
    assertThat(contact.subject()).isEqualTo("A flat tyre");
    assertThat(contact.text()).isEqualTo("It is flat.\n..well");
    assertThat(contact.sender().name()).isEqualTo("Ana");
    assertThat(contact.recipient()).isEqualTo(MailServer.BOX);
    assertThat(contact.externalId()).isEqualTo("<1@example.org>");
    assertThat(contact.automatic()).isFalse();
    assertThat(new String(contact.raw().toByteArray(), StandardCharsets.UTF_8))
        .isEqualTo(MAIL + "\r\n");
  }

  @Test
  @DisplayName("P1: 250 is said only when the mail is durable")
  void theAnswerWaitsUntilTheMailIsDurable() throws Exception {
    CompletableFuture<Boolean> durable = server.store.hold();
    try (SmtpPeer peer = server.peer().begin("ana@example.org", MailServer.BOX)) {
      CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> peer.mail(MAIL));
      while (server.store.received().isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(answer.isDone()).isFalse();
      durable.complete(true);
      assertThat(answer.get()).startsWith("250");
    }
  }

  @Test
  @DisplayName("P22: a full store is 452, a busy one 451; the same mail is taken later")
  void refusalsAreTemporary() {
    server.store.refuse(new Receipt.Refused(Receipt.Reason.STORAGE_FULL, "no room", 1));
    assertThat(server.deliver("ana@example.org", MAIL)).startsWith("452");
    server.store.refuse(new Receipt.Refused(Receipt.Reason.OVERLOADED, "busy", 1));
    assertThat(server.deliver("ana@example.org", MAIL)).startsWith("451");
    server.store.refuse(null);
    assertThat(server.deliver("ana@example.org", MAIL)).startsWith("250");
    assertThat(server.store.received()).hasSize(1);
  }

  @Test
  @DisplayName("P4: a mail delivered fifty times is one contact; another body is another")
  void aMailDeliveredAgainIsTheSameMail() {
    for (int i = 0; i < 50; i++) {
      String relayed = "Received: from relay" + i + " by us; today\r\n" + MAIL;
      assertThat(server.deliver("ana@example.org", relayed)).startsWith("250");
    }
    assertThat(server.store.received()).hasSize(1);
    server.deliver("ana@example.org", MAIL + "And the bell is gone.\r\n");
    assertThat(server.store.received()).hasSize(2);
  }

  @Test
  void aMailOfThirtyMegabytesIsRefusedAndTheNextIsTaken() {
    byte[] big =
        (MAIL + ("x".repeat(70) + "\r\n").repeat(30 * 1024 * 1024 / 72))
            .getBytes(StandardCharsets.UTF_8);
    try (SmtpPeer peer = server.peer().begin("ana@example.org", MailServer.BOX)) {
      assertThat(peer.mail(big)).startsWith("552");
      assertThat(peer.again("ana@example.org", MailServer.BOX).mail(MAIL)).startsWith("250");
      assertThat(peer.command("MAIL FROM:<a@b.example> SIZE=31457280")).startsWith("552");
    }
    assertThat(server.store.received()).hasSize(1);
  }

  @Test
  void aMailWithABareLineFeedIsRefusedAndNothingOfItIsACommand() {
    try (SmtpPeer peer = server.peer().begin("ana@example.org", MailServer.BOX)) {
      peer.raw(
          "Subject: one\r\n\r\nText\n.\nMAIL FROM:<eve@example.org>\r\nRCPT TO:<"
              + MailServer.BOX
              + ">\r\nDATA\r\nSubject: smuggled\r\n\r\nBoo\r\n.\r\n");
      assertThat(peer.reply()).startsWith("550 5.6.11");
      assertThat(peer.again("ana@example.org", MailServer.BOX).mail(MAIL)).startsWith("250");
    }
    assertThat(server.store.received()).hasSize(1);
  }

  @Test
  void everySplitOfTheBytesGivesTheSameMail() {
    byte[] session =
        """
        EHLO x
        MAIL FROM:<ana@example.org>
        RCPT TO:<help@velo.example>
        DATA
        Subject: dots

        ..one
        .\r
        ..
        end
        .
        QUIT
        """
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.UTF_8);
    List<String> texts = new ArrayList<>();
    for (int size : new int[] {1, 2, 3, 7, session.length}) {
      try (SmtpPeer peer = server.peer()) {
        for (int from = 0; from < session.length; from += size) {
          peer.raw(
              java.util.Arrays.copyOfRange(session, from, Math.min(session.length, from + size)));
        }
        String reply = peer.reply();
        while (!reply.startsWith("221") && !reply.isEmpty()) {
          texts.add(reply.substring(0, 3));
          reply = peer.reply();
        }
      }
    }
    assertThat(texts).hasSize(5 * 6).containsOnly("220", "250", "354");
    assertThat(server.store.received()).hasSize(1);
    assertThat(server.store.received().getFirst().text()).isEqualTo(".one\n\n\n.\nend");
  }

  @Test
  void onlyOurMailboxesAreAccepted() {
    try (SmtpPeer peer = server.peer()) {
      peer.reply();
      assertThat(peer.command("MAIL FROM:<a@b.example>")).startsWith("503");
      peer.command("EHLO x");
      assertThat(peer.command("RCPT TO:<help@velo.example>")).startsWith("503");
      assertThat(peer.command("MAIL FROM:<a@b.example>")).startsWith("250");
      assertThat(peer.command("RCPT TO:<someone@elsewhere.example>")).startsWith("550");
      assertThat(peer.command("DATA")).startsWith("503");
      assertThat(peer.command("RCPT TO:<anything@CARGO.example>")).startsWith("250");
      assertThat(peer.command("RCPT TO:<Help@Velo.example>")).startsWith("250");
      assertThat(peer.command("DATA")).startsWith("354");
      assertThat(peer.mail(MAIL)).startsWith("250");
    }
    assertThat(server.store.received())
        .extracting(InboundContact::centre)
        .containsExactlyInAnyOrder("cargo", "velo");
  }

  @Test
  void connectionsLinesAndErrorsAreBounded() {
    tight(Duration.ofMinutes(2));
    try (SmtpPeer a = server.peer();
        SmtpPeer b = server.peer();
        SmtpPeer c = server.peer()) {
      for (SmtpPeer peer : List.of(a, b, c)) {
        assertThat(peer.reply()).startsWith("220");
      }
      try (SmtpPeer d = server.peer()) {
        assertThat(d.reply()).startsWith("421");
      }
      a.raw("x".repeat(3_000));
      assertThat(a.reply()).startsWith("500");
      assertThat(b.command("NONSENSE")).startsWith("502");
      assertThat(b.command("NONSENSE")).startsWith("502");
      assertThat(b.command("NONSENSE")).startsWith("502");
      assertThat(b.reply()).startsWith("421");
    }
  }

  @Test
  void aPeerThatSaysNothingIsSentAway() {
    tight(Duration.ofMillis(300));
    try (SmtpPeer peer = server.peer()) {
      assertThat(peer.reply()).startsWith("220");
      assertThat(peer.reply()).startsWith("421");
      assertThat(peer.reply()).isEmpty();
    }
  }

  @Test
  void recipientsAndTheBytesOfAllMailsTogetherAreBounded() {
    tight(Duration.ofMinutes(2));
    try (SmtpPeer peer = server.peer()) {
      peer.reply();
      peer.command("EHLO x");
      peer.command("MAIL FROM:<a@b.example>");
      peer.command("RCPT TO:<1@cargo.example>");
      peer.command("RCPT TO:<2@cargo.example>");
      assertThat(peer.command("RCPT TO:<3@cargo.example>")).startsWith("452");
      assertThat(peer.command("DATA")).startsWith("354");
      // Larger than a mail may be: refused at its end. In between it holds less than all may.
      assertThat(peer.mail("x\r\n".repeat(8_000))).matches("(552|452).*");
    }
  }

  @Test
  void aMailThatStopsHalfWayIsGivenUpAndNothingIsStored() {
    tight(Duration.ofSeconds(3));
    try (SmtpPeer peer = server.peer().begin("ana@example.org", MailServer.BOX)) {
      peer.raw("Subject: half\r\n\r\nThis is");
      assertThat(peer.reply()).startsWith("421");
      assertThat(peer.reply()).isEmpty();
    }
    assertThat(server.store.received()).isEmpty();
  }
}
