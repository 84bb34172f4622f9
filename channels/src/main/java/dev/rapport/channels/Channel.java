package dev.rapport.channels;

/// The way out to the customer, called by the gateway. Both calls only pass on what is already
/// durable; they return at once and never fail: a customer who is not there finds it later.
public interface Channel {

  ChannelKind kind();

  /// A message was stored in a conversation of this channel.
  void deliver(Message message);

  /// The customer's contact stands differently.
  void notify(Notice notice);
}
