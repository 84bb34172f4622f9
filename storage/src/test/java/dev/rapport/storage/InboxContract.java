package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.Conversations;
import dev.rapport.channels.InboundContact;
import dev.rapport.channels.Inbox;
import dev.rapport.channels.Message;
import dev.rapport.channels.RawBytes;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.SetAside;
import dev.rapport.channels.StoredContact;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What every [Inbox] does, against the real engine.
abstract class InboxContract {

  abstract Inbox inbox();

  abstract Conversations conversations();

  /// Ends a contact as the event log's projection would.
  abstract void end(String contact);

  /// How many items are set aside.
  abstract int setAsides();

  final Receipt.Accepted accept(InboundContact contact) {
    Receipt receipt = inbox().receive(contact).toCompletableFuture().join();
    assertThat(receipt).isInstanceOf(Receipt.Accepted.class);
    return (Receipt.Accepted) receipt;
  }

  @Test
  void aFirstMessageOpensAConversationAndAContact() {
    Receipt.Accepted accepted = accept(Inbound.chat("v1", "Hello", "v1:1", null));

    assertThat(accepted.opened()).isTrue();
    assertThat(accepted.duplicate()).isFalse();
    assertThat(accepted.seq()).isEqualTo(1);
    assertThat(accepted.contact()).isNotNull();
    assertThat(accepted.message().text()).isEqualTo("Hello");
    assertThat(accepted.message().author()).isEqualTo(Message.Author.CUSTOMER);
  }

  @Test
  @DisplayName("P4: the same input fifty times is one message, answered the same each time")
  void theSameInputAgainIsTheSameMessage() {
    Receipt.Accepted first = accept(Inbound.chat("v1", "Hello", "v1:1", null));
    for (int i = 0; i < 50; i++) {
      Receipt.Accepted again = accept(Inbound.chat("v1", "Hello", "v1:1", null));
      assertThat(again.duplicate()).isTrue();
      assertThat(again.opened()).isFalse();
      assertThat(again.message()).isEqualTo(first.message());
    }
    assertThat(
            conversations()
                .newest(Inbound.CENTRE, first.conversation(), 10)
                .toCompletableFuture()
                .join())
        .containsExactly(first.message());
  }

  @Test
  void theSameKeyOnAnotherChannelIsAnotherMessage() {
    Receipt.Accepted chat = accept(Inbound.chat("v1", "Hello", "k", null));
    Receipt.Accepted mail = accept(Inbound.mail("v1@example.org", "k", null, false));
    assertThat(mail.duplicate()).isFalse();
    assertThat(mail.conversation()).isNotEqualTo(chat.conversation());
  }

  @Test
  @DisplayName("P5: messages handed in together are numbered without a gap, in their order")
  void messagesAreNumberedWithoutAGap() {
    String conversation = accept(Inbound.chat("v1", "0", "v1:0", null)).conversation();
    List<CompletableFuture<Receipt>> all =
        IntStream.rangeClosed(1, 100)
            .mapToObj(i -> Inbound.chat("v1", "" + i, "v1:" + i, conversation))
            .map(contact -> inbox().receive(contact).toCompletableFuture())
            .toList();
    List<Long> numbers = all.stream().map(f -> ((Receipt.Accepted) f.join()).seq()).toList();
    assertThat(numbers).isEqualTo(LongStream.rangeClosed(2, 101).boxed().toList());
  }

  @Test
  void aSecondTabOfANewVisitorJoinsTheConversationThatIsOpen() {
    var first = inbox().receive(Inbound.chat("v1", "one", "v1:1", null)).toCompletableFuture();
    var second = inbox().receive(Inbound.chat("v1", "two", "v1:2", null)).toCompletableFuture();
    Receipt.Accepted one = (Receipt.Accepted) first.join();
    Receipt.Accepted two = (Receipt.Accepted) second.join();
    assertThat(two.conversation()).isEqualTo(one.conversation());
    assertThat(two.contact()).isEqualTo(one.contact());
    assertThat(two.opened()).isFalse();
  }

  @Test
  void aMessageAfterTheEndOpensANewContactInTheSameConversation() {
    Receipt.Accepted first = accept(Inbound.mail("ana@example.org", "m1", null, false));
    String ended = Objects.requireNonNull(first.contact());
    end(ended);
    Receipt.Accepted next =
        accept(Inbound.mail("Ana@Example.org", "m2", first.conversation(), false));
    assertThat(next.opened()).isTrue();
    assertThat(next.contact()).isNotEqualTo(ended);
    assertThat(next.conversation()).isEqualTo(first.conversation());
    assertThat(next.seq()).isEqualTo(2);
  }

  @Test
  @DisplayName("P7: who takes no part in a conversation cannot write into it")
  void aStrangerCannotWriteIntoAConversation() {
    String chat = accept(Inbound.chat("v1", "Hello", "v1:1", null)).conversation();
    String mail = accept(Inbound.mail("ana@example.org", "m1", null, false)).conversation();
    List<InboundContact> strangers =
        List.of(
            Inbound.chat("v2", "Let me in", "v2:1", chat),
            Inbound.mail("mallory@example.org", "m2", mail, false),
            Inbound.chat("v1", "Hello", "v1:9", "no-such-conversation"));
    for (InboundContact stranger : strangers) {
      assertThat(inbox().receive(stranger).toCompletableFuture().join())
          .isInstanceOfSatisfying(
              Receipt.Refused.class,
              r -> assertThat(r.reason()).isEqualTo(Receipt.Reason.UNAUTHORISED));
    }
    assertThat(conversations().newest(Inbound.CENTRE, chat, 9).toCompletableFuture().join())
        .hasSize(1);
  }

  @Test
  @DisplayName("P2: a contact that was stored and has not arrived is found again, complete")
  void whatWasReceivedAndHasNotArrivedIsFoundAgain() {
    InboundContact mail = Inbound.mail("ana@example.org", "m1", null, true);
    Receipt.Accepted accepted = accept(mail);
    List<StoredContact> received =
        conversations().received(Inbound.CENTRE).toCompletableFuture().join();

    assertThat(received).hasSize(1);
    StoredContact stored = received.getFirst();
    assertThat(stored.id()).isEqualTo(accepted.contact());
    assertThat(stored.inbound().sender()).isEqualTo(mail.sender());
    assertThat(stored.inbound().topic()).isEqualTo("repairs");
    assertThat(stored.inbound().automatic()).isTrue();
    assertThat(stored.inbound().attachments()).isEqualTo(mail.attachments());
    assertThat(stored.inbound().recipient()).isEqualTo("help@velo.example");
    assertThat(conversations().received("another").toCompletableFuture().join()).isEmpty();
  }

  @Test
  void whatIsSetAsideTwiceIsKeptOnce() {
    Set<Object> outcomes = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      SetAside item =
          new SetAside(
              Inbound.CENTRE,
              ChannelKind.EMAIL,
              null,
              "help@velo.example",
              "more than 500 parts",
              "key",
              RawBytes.of(new byte[] {9, 0, 9}));
      outcomes.add(inbox().setAside(item).toCompletableFuture().join());
    }
    assertThat(outcomes).containsExactly(java.util.Optional.empty());
    assertThat(setAsides()).isEqualTo(1);
  }
}
