package dev.rapport.gateway.flow;

import dev.rapport.channels.Channel;
import dev.rapport.channels.Conversations;
import dev.rapport.channels.Message;
import dev.rapport.channels.OfferedAnswer;
import dev.rapport.channels.OutboundMessage;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.StoredContact;
import dev.rapport.knowledge.Clarification;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Answers in the words of a conversation: offered, or asked about first. What was asked stands in
/// the conversation itself, so that the choice is understood after a restart and by any gateway.
final class ChatOffers {
  /// Messages looked back at for what was asked.
  private static final int LOOKED_BACK = 20;

  private static final String OFFER = "This may answer your question:";
  private static final String ASK =
      "Which of these do you mean? Answer with its number, or say that it is none of them.";

  private final Conversations conversations;
  private final Supplier<Channel> chat;

  /// @param chat asked for late: the channel and its inbox know each other
  ChatOffers(Conversations conversations, Supplier<Channel> chat) {
    this.conversations = conversations;
    this.chat = chat;
  }

  /// Says it once, however often it is taken up.
  Future<List<OfferedAnswer>> first(StoredContact contact, Librarian.Offers offers) {
    String text = offers.asksBack() ? ASK + numbered(offers.answers()) : OFFER;
    return say(
        new OutboundMessage(
            contact.inbound().centre(),
            contact.conversation(),
            contact.id(),
            Message.Author.ASSISTANT,
            null,
            "answers-" + contact.id(),
            text,
            offers.answers(),
            false));
  }

  private static String numbered(List<OfferedAnswer> answers) {
    var text = new StringBuilder();
    for (int i = 0; i < answers.size(); i++) {
      text.append('\n').append(i + 1).append(". ").append(answers.get(i).title());
    }
    return text.toString();
  }

  /// Whether a message only says which of the choices was meant; that one is then offered. It is
  /// asked once: what does not say it, or comes after, is for a person.
  Future<Boolean> chosen(Message message) {
    return Future.fromCompletionStage(
            conversations.newest(message.centre(), message.conversation(), LOOKED_BACK))
        .compose(messages -> {
          List<OfferedAnswer> choices = asked(messages, message);
          Optional<Clarification> said =
              Clarification.of(message.text(), choices.stream().map(OfferedAnswer::title).toList());
          return said.isEmpty() || said.get().chosen().isEmpty()
              ? Future.succeededFuture(false)
              : say(offer(message, choices.get(said.get().chosen().getAsInt()))).map(true);
        });
  }

  /// The choices between which the customer was asked last; empty if they were not.
  private static List<OfferedAnswer> asked(List<Message> messages, Message before) {
    for (Message message : messages.reversed()) {
      if (message.author() == Message.Author.ASSISTANT
          && message.seq() < before.seq()
          && String.valueOf(message.contact()).equals(before.contact())) {
        return message.text().startsWith(ASK) ? message.answers() : List.of();
      }
    }
    return List.of();
  }

  private static OutboundMessage offer(Message message, OfferedAnswer answer) {
    return new OutboundMessage(
        message.centre(),
        message.conversation(),
        message.contact(),
        Message.Author.ASSISTANT,
        null,
        "chosen-" + message.contact(),
        OFFER,
        List.of(answer),
        false);
  }

  private Future<List<OfferedAnswer>> say(OutboundMessage message) {
    return Future.fromCompletionStage(conversations.append(message))
        .map(receipt -> {
          if (receipt instanceof Receipt.Accepted accepted && !accepted.duplicate()) {
            chat.get().deliver(accepted.message());
          }
          return message.answers();
        });
  }
}
