package dev.rapport.channels.email;

import dev.rapport.channels.Channel;
import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.Message;
import dev.rapport.channels.Notice;

/// The way out by mail. A reply is in the outbox since it was stored; all there is to do here is to
/// say that there is something to send. Positions and states are not mailed to anybody.
public final class EmailChannel implements Channel {

  private final SmtpSender sender;

  public EmailChannel(SmtpSender sender) {
    this.sender = sender;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.EMAIL;
  }

  @Override
  public void deliver(Message message) {
    if (message.author() != Message.Author.CUSTOMER) {
      sender.wake();
    }
  }

  @Override
  public void notify(Notice notice) {}
}
