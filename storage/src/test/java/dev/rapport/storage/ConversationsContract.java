package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.ConversationCard;
import dev.rapport.channels.Conversations;
import dev.rapport.channels.InboundContact;
import dev.rapport.channels.Inbox;
import dev.rapport.channels.Message;
import dev.rapport.channels.OfferedAnswer;
import dev.rapport.channels.OutboundMessage;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.email.Outbox;
import dev.rapport.channels.email.OutgoingMail;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What every [Conversations], with its [Outbox], does, against the real engine.
abstract class ConversationsContract {

  static final long FAR_AHEAD = Long.MAX_VALUE;

  abstract Inbox inbox();

  abstract Conversations conversations();

  abstract Outbox outbox();

  static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  final Receipt.Accepted arrive(InboundContact contact) {
    return (Receipt.Accepted) join(inbox().receive(contact));
  }

  final Receipt.Accepted reply(String conversation, String id, Message.Author author) {
    return (Receipt.Accepted)
        join(
            conversations()
                .append(
                    new OutboundMessage(
                        Inbound.CENTRE,
                        conversation,
                        null,
                        author,
                        "Ben",
                        id,
                        "We will fix it.",
                        List.of(new OfferedAnswer("a1", "Flat tyres", "Patch it", 0.8)),
                        true)));
  }

  @Test
  @DisplayName("P4: a reply appended again is the same reply")
  void aReplyAppendedAgainIsTheSameReply() {
    String conversation = arrive(Inbound.chat("v1", "Hi", "v1:1", null)).conversation();
    Receipt.Accepted first = reply(conversation, "r1", Message.Author.AGENT);
    Receipt.Accepted again = reply(conversation, "r1", Message.Author.AGENT);
    assertThat(first.seq()).isEqualTo(2);
    assertThat(again.duplicate()).isTrue();
    assertThat(again.message()).isEqualTo(first.message());
    assertThat(again.message().answers()).hasSize(1);
  }

  @Test
  @DisplayName("P6: after a number come exactly the messages above it")
  void afterANumberComeTheMessagesAboveIt() {
    String conversation = arrive(Inbound.chat("v1", "1", "v1:1", null)).conversation();
    for (int i = 2; i <= 7; i++) {
      arrive(Inbound.chat("v1", "" + i, "v1:" + i, conversation));
    }
    assertThat(join(conversations().after(Inbound.CENTRE, conversation, 2, 3)))
        .extracting(Message::seq)
        .containsExactly(3L, 4L, 5L);
    assertThat(join(conversations().after(Inbound.CENTRE, conversation, 7, 3))).isEmpty();
    assertThat(join(conversations().newest(Inbound.CENTRE, conversation, 2)))
        .extracting(Message::text)
        .containsExactly("6", "7");
    assertThat(join(conversations().after("another", conversation, 0, 9))).isEmpty();
  }

  @Test
  void aCardKnowsWhoTakesPartAndWhatIsOpen() {
    Receipt.Accepted opened = arrive(Inbound.chat("v1", "Hi", "v1:1", null));
    Optional<ConversationCard> byVisitor = join(conversations().ofVisitor(Inbound.CENTRE, "v1"));
    assertThat(byVisitor)
        .isEqualTo(join(conversations().find(Inbound.CENTRE, opened.conversation())));
    ConversationCard card = byVisitor.orElseThrow();
    assertThat(card.openContact()).isEqualTo(opened.contact());
    assertThat(card.lastSeq()).isEqualTo(1);
    assertThat(card.has(dev.rapport.channels.SenderIdentifier.Kind.VISITOR, "v1")).isTrue();
    assertThat(join(conversations().ofVisitor(Inbound.CENTRE, "v2"))).isEmpty();
    assertThat(join(conversations().find("another", opened.conversation()))).isEmpty();
  }

  @Test
  void aReplyByMailIsInTheOutboxWithItsThread() {
    String conversation = arrive(Inbound.mail("ana@example.org", "m1", null, false)).conversation();
    reply(conversation, "r1", Message.Author.AGENT);
    List<OutgoingMail> due = join(outbox().due(FAR_AHEAD, 10));
    assertThat(due).hasSize(1);
    OutgoingMail mail = due.getFirst();
    assertThat(mail.from()).isEqualTo("help@velo.example");
    assertThat(mail.to()).isEqualTo("ana@example.org");
    assertThat(mail.subject()).isEqualTo("Re: A flat tyre");
    assertThat(mail.text()).isEqualTo("We will fix it.");
    assertThat(mail.inReplyTo()).isEqualTo("<m1@elsewhere.example>");
    assertThat(mail.messageId()).matches("<[\\w-]{24}@velo\\.example>");
    assertThat(
            join(conversations()
                    .ofMail(Inbound.CENTRE, List.of("<other@x>", mail.messageId(), "<y@z>")))
                .map(ConversationCard::id))
        .contains(conversation);
  }

  @Test
  void theirOwnMessageIdsLeadNowhere() {
    arrive(Inbound.mail("ana@example.org", "m1", null, false));
    assertThat(join(conversations().ofMail(Inbound.CENTRE, List.of("<m1@elsewhere.example>"))))
        .isEmpty();
  }

  @Test
  void aMachineIsAnsweredByAgentsOnly() {
    String conversation =
        arrive(Inbound.mail("robot@example.org", "m1", null, true)).conversation();
    reply(conversation, "r1", Message.Author.SYSTEM);
    assertThat(join(outbox().due(FAR_AHEAD, 10))).isEmpty();
    reply(conversation, "r2", Message.Author.AGENT);
    assertThat(join(outbox().due(FAR_AHEAD, 10))).hasSize(1);
  }

  @Test
  void aReplyWithoutAnAddressIsNotMailed() {
    String conversation = arrive(Inbound.chat("v1", "Hi", "v1:1", null)).conversation();
    reply(conversation, "r1", Message.Author.AGENT);
    assertThat(join(outbox().due(FAR_AHEAD, 10))).isEmpty();
  }

  @Test
  @DisplayName("P30: a postponed mail comes back with the same Message-ID, a settled one does not")
  void aPostponedMailComesBack() {
    String conversation = arrive(Inbound.mail("ana@example.org", "m1", null, false)).conversation();
    reply(conversation, "r1", Message.Author.AGENT);
    OutgoingMail first = join(outbox().due(FAR_AHEAD, 10)).getFirst();
    long later = Long.MAX_VALUE - 1;
    join(outbox().postponed(first, "450 busy", later));
    assertThat(join(outbox().due(later - 1, 10))).isEmpty();
    OutgoingMail second = join(outbox().due(later, 10)).getFirst();
    assertThat(second.messageId()).isEqualTo(first.messageId());
    assertThat(second.attempts()).isEqualTo(1);
    join(outbox().sent(second, 1));
    assertThat(join(outbox().due(FAR_AHEAD, 10))).isEmpty();
  }
}
