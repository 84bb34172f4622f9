package dev.rapport.gateway.together;

import dev.rapport.channels.ConversationCard;
import dev.rapport.channels.Conversations;
import dev.rapport.channels.Message;
import dev.rapport.channels.OutboundMessage;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.StoredContact;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// Conversations of which the other gateways hear.
public final class ToldConversations implements Conversations {
  private final Conversations stored;
  private final Consumer<Message> tell;

  /// @param tell takes each message that is new
  public ToldConversations(Conversations stored, Consumer<Message> tell) {
    this.stored = stored;
    this.tell = tell;
  }

  @Override
  public CompletionStage<Receipt> append(OutboundMessage message) {
    return stored.append(message).thenApply(receipt -> told(receipt, tell));
  }

  static Receipt told(Receipt receipt, Consumer<Message> tell) {
    if (receipt instanceof Receipt.Accepted accepted && !accepted.duplicate()) {
      tell.accept(accepted.message());
    }
    return receipt;
  }

  @Override
  public CompletionStage<List<Message>> after(
      String centre, String conversation, long seq, int limit) {
    return stored.after(centre, conversation, seq, limit);
  }

  @Override
  public CompletionStage<List<Message>> newest(String centre, String conversation, int limit) {
    return stored.newest(centre, conversation, limit);
  }

  @Override
  public CompletionStage<Optional<ConversationCard>> find(String centre, String conversation) {
    return stored.find(centre, conversation);
  }

  @Override
  public CompletionStage<Optional<ConversationCard>> ofVisitor(String centre, String visitor) {
    return stored.ofVisitor(centre, visitor);
  }

  @Override
  public CompletionStage<Optional<ConversationCard>> ofMail(
      String centre, List<String> messageIds) {
    return stored.ofMail(centre, messageIds);
  }

  @Override
  public CompletionStage<Optional<StoredContact>> contact(String centre, String contact) {
    return stored.contact(centre, contact);
  }

  @Override
  public CompletionStage<List<StoredContact>> received(String centre) {
    return stored.received(centre);
  }
}
