package dev.rapport.channels.email;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// The stored outgoing mail, of all centres. One sender reads it; a mail leaves it by `sent` or by
/// `failed`, both durable when their stage completes.
public interface Outbox {

  /// The mails whose next try is due at `now` (epoch milliseconds), the longest due first.
  CompletionStage<List<OutgoingMail>> due(long now, int limit);

  /// The relay took it.
  CompletionStage<Void> sent(OutgoingMail mail, long at);

  /// This try did not work; the next is due at `nextTryAt`.
  CompletionStage<Void> postponed(OutgoingMail mail, String reason, long nextTryAt);

  /// It will not be tried again; it stays visible with its reason.
  CompletionStage<Void> failed(OutgoingMail mail, String reason, long at);
}
