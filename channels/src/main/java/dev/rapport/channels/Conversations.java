package dev.rapport.channels;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The stored conversations. Every method speaks of one centre only; a conversation of another
/// centre is not there.
public interface Conversations {

  /// The most messages one call returns.
  int PAGE = 200;

  /// Appends a message to the customer; refused `UNAUTHORISED` when the conversation is not there.
  CompletionStage<Receipt> append(OutboundMessage message);

  /// The messages with a number above `seq`, oldest first, at most `limit` and at most [#PAGE].
  CompletionStage<List<Message>> after(String centre, String conversation, long seq, int limit);

  /// The newest `limit` messages, oldest first, at most [#PAGE].
  CompletionStage<List<Message>> newest(String centre, String conversation, int limit);

  CompletionStage<Optional<ConversationCard>> find(String centre, String conversation);

  /// The newest conversation of a visitor, open or not.
  CompletionStage<Optional<ConversationCard>> ofVisitor(String centre, String visitor);

  /// The conversation of the last of these Message-IDs that is one of ours, i.e. that we sent; ids
  /// of others are no proof of anything (P7).
  CompletionStage<Optional<ConversationCard>> ofMail(String centre, List<String> messageIds);

  CompletionStage<Optional<StoredContact>> contact(String centre, String contact);

  /// The contacts that were stored and have not yet arrived in the core, oldest first, at most
  /// [#PAGE]: after a crash between the two they are driven on from here (P2).
  CompletionStage<List<StoredContact>> received(String centre);
}
