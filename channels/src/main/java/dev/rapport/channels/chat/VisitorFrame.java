package dev.rapport.channels.chat;

import dev.rapport.channels.Sender;
import dev.rapport.channels.SenderIdentifier;
import dev.rapport.channels.SenderIdentifier.Kind;
import dev.rapport.channels.SenderIdentifier.Proof;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a visitor's socket sends, and what is wrong with what is none of it.
sealed interface VisitorFrame {

  record Hello(
      @Nullable String token,
      @Nullable String conversation,
      long after,
      @Nullable String name,
      @Nullable String email,
      @Nullable String language)
      implements VisitorFrame {

    /// @param visitor of the token, or a new one
    Sender sender(String visitor) {
      List<SenderIdentifier> identifiers = new ArrayList<>(2);
      identifiers.add(new SenderIdentifier(Kind.VISITOR, visitor, Proof.PROVEN));
      if (email != null) {
        identifiers.add(new SenderIdentifier(Kind.EMAIL, email, Proof.CLAIMED));
      }
      return new Sender(identifiers, name, language);
    }
  }

  record Say(String id, String text, boolean person) implements VisitorFrame {}

  record Person() implements VisitorFrame {}

  record Helped(@Nullable String article) implements VisitorFrame {}

  record Leave() implements VisitorFrame {}

  /// @param notBefore epoch milliseconds; 0 for as soon as possible
  record AskCallback(String number, long notBefore) implements VisitorFrame {}

  record CancelCallback() implements VisitorFrame {}

  record LeaveMessage() implements VisitorFrame {}

  /// @param page looked at just now
  record Page(VisitedPage page) implements VisitorFrame {}

  record Pong() implements VisitorFrame {}

  /// A text beyond its limit: the visitor can do something about it.
  record TooLong(@Nullable String id, String detail) implements VisitorFrame {}

  /// Of none of the shapes.
  record Malformed(@Nullable String id, String detail) implements VisitorFrame {}
}
