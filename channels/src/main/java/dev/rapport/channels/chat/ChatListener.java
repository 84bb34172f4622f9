package dev.rapport.channels.chat;

import dev.rapport.channels.Receipt;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// What visitors do besides writing; the gateway supplies it and makes commands of it. Called on an
/// event loop: it returns at once.
public interface ChatListener {

  /// "I want a person." Empty when it is done; the refusal becomes a nack.
  CompletionStage<Optional<Receipt.Refused>> person(OpenChat chat);

  /// An answer was enough. Empty when the contact ended by it.
  CompletionStage<Optional<Receipt.Refused>> helped(OpenChat chat, @Nullable String article);

  /// The visitor closed the chat for good. Empty when that is durable.
  CompletionStage<Optional<Receipt.Refused>> left(OpenChat chat);

  /// Whether visitors may ask to be called.
  boolean calls();

  /// The visitor would rather be called. Empty when that is durable: the call has the place of the
  /// chat.
  ///
  /// @param number as the visitor wrote it
  /// @param notBefore epoch milliseconds; 0 for as soon as it is their turn
  CompletionStage<Optional<Receipt.Refused>> callbackAsked(
      OpenChat chat, String number, long notBefore);

  /// The visitor does not want to be called back any more. Empty when that is durable.
  CompletionStage<Optional<Receipt.Refused>> callbackCancelled(OpenChat chat);

  /// The visitor would rather be answered later than wait. Empty when that is durable.
  CompletionStage<Optional<Receipt.Refused>> messageLeft(OpenChat chat);

  /// A visitor looked at a page of the customer's own site. Nobody waits for it.
  void visited(String centre, String visitor, VisitedPage page);

  /// A socket of the visitor joined the chat, a first one or one more tab. The listener answers
  /// with [dev.rapport.channels.Channel#notify] so that the page knows how the contact stands.
  void here(OpenChat chat);

  /// No socket of the visitor has been there for a while.
  void away(OpenChat chat);
}
