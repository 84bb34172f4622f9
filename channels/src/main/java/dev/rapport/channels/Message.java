package dev.rapport.channels;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One message of a conversation, as stored.
///
/// @param seq gapless in the conversation, from 1; the only order there is
/// @param id time-ordered, unique in the centre
/// @param contact the contact it belongs to
/// @param name the author's name as shown
/// @param at epoch milliseconds UTC when it became durable
/// @param answers what the assistant offers with it, best first
public record Message(
    String centre,
    String conversation,
    long seq,
    String id,
    @Nullable String contact,
    ChannelKind channel,
    Author author,
    @Nullable String name,
    @Nullable String subject,
    String text,
    long at,
    List<OfferedAnswer> answers,
    List<Attachment> attachments) {

  public Message {
    answers = List.copyOf(answers);
    attachments = List.copyOf(attachments);
  }

  /// Who wrote a message.
  public enum Author {
    CUSTOMER,
    AGENT,
    ASSISTANT,
    SYSTEM;

    /// The name in the API and in the database: lower case.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
