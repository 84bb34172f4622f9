package dev.rapport.gateway.together;

import dev.rapport.channels.InboundContact;
import dev.rapport.channels.Inbox;
import dev.rapport.channels.Message;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.SetAside;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// An inbox of which the other gateways hear.
public final class ToldInbox implements Inbox {
  private final Inbox stored;
  private final Consumer<Message> tell;

  /// @param tell takes each message that is new
  public ToldInbox(Inbox stored, Consumer<Message> tell) {
    this.stored = stored;
    this.tell = tell;
  }

  @Override
  public CompletionStage<Receipt> receive(InboundContact contact) {
    return stored.receive(contact).thenApply(receipt -> ToldConversations.told(receipt, tell));
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> setAside(SetAside item) {
    return stored.setAside(item);
  }
}
