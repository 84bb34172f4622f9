package dev.rapport.routing;

/// How the customer waits.
public enum ContactMode {
  /// At the other end, or expecting an answer in writing as usual on the channel.
  LIVE,

  /// Gone, having left a message. Nobody being there ends nothing; it waits for [#MESSAGE_KEPT].
  MESSAGE,

  /// Gone, and to be called back: the contact keeps its place, is offered when it is due and the
  /// queue is open, and is dialled once. Dialled, it is live. The customer can cancel it, and
  /// getting in touch by themselves does so too: the new contact takes over the place.
  CALLBACK;

  /// Milliseconds a message waits for an agent.
  public static final long MESSAGE_KEPT = 30L * 24 * 3_600_000;

  /// Milliseconds a callback is kept, from when the contact entered its queue.
  public static final long CALLBACK_KEPT = 70L * 24 * 3_600_000;
}
