package dev.rapport.channels;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Where channels put what arrived. A stage completes only when the outcome is durable; it never
/// completes with an exception for an expected refusal.
public interface Inbox {

  /// Stores contact, conversation and message, all or nothing. With a conversation that has an open
  /// contact the message joins that contact; otherwise a new contact opens in it. A sender who is
  /// no participant of the conversation is refused `UNAUTHORISED` (P7). The same `dedupeKey` again
  /// answers what it answered first (P4).
  CompletionStage<Receipt> receive(InboundContact contact);

  /// Keeps what could not be read. Empty when it is durable (now or since before).
  CompletionStage<Optional<Receipt.Refused>> setAside(SetAside setAside);
}
