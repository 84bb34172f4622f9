package dev.rapport.channels;

import org.jspecify.annotations.Nullable;

/// Somebody who waits in a chat would rather be called. The call is a contact of its own, in the
/// conversation of the chat; what it stands for is in its key, so that a restart knows it too, and
/// the same wish twice is one call.
///
/// @param contact the one whose place the call takes
/// @param notBefore epoch milliseconds; 0 for as soon as it is its turn
public record CalledInstead(String contact, long notBefore) {
  private static final String BEGINS = "instead:";

  /// The [InboundContact#dedupeKey] of the call.
  public String key() {
    return BEGINS + notBefore + ":" + contact;
  }

  /// Null for everything but such a call.
  public static @Nullable CalledInstead of(InboundContact inbound) {
    String key = inbound.dedupeKey();
    if (inbound.channel() != ChannelKind.PHONE || key == null || !key.startsWith(BEGINS)) {
      return null;
    }
    int end = key.indexOf(':', BEGINS.length());
    return new CalledInstead(
        key.substring(end + 1), Long.parseLong(key.substring(BEGINS.length(), end)));
  }
}
