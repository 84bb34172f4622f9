package dev.rapport.channels.email;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mail waiting to be sent, or sent. It was stored with its message, so it is as durable.
///
/// @param id time-ordered
/// @param messageId with its angle brackets; the same on every try (P30)
/// @param references the Message-IDs before it in the thread, oldest first
/// @param attempts tries so far
public record OutgoingMail(
    String centre,
    String id,
    String conversation,
    String messageId,
    String from,
    @Nullable String fromName,
    String to,
    String subject,
    String text,
    @Nullable String inReplyTo,
    List<String> references,
    int attempts) {

  public OutgoingMail {
    references = List.copyOf(references);
  }
}
