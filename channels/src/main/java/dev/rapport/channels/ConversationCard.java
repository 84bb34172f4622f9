package dev.rapport.channels;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a conversation besides its messages.
///
/// @param subject the subject it started with
/// @param mailbox the address the customer wrote to, and replies come from
/// @param participants the identifiers its messages came with, first seen first
/// @param openContact the contact that is not ended; at most one is open at a time
/// @param lastSeq the number of its newest message, 0 when it has none
/// @param related the conversation it is shown next to
public record ConversationCard(
    String centre,
    String id,
    ChannelKind channel,
    @Nullable String subject,
    @Nullable String mailbox,
    List<SenderIdentifier> participants,
    @Nullable String openContact,
    long lastSeq,
    @Nullable String related,
    long startedAt) {

  public ConversationCard {
    participants = List.copyOf(participants);
  }

  /// Whether one of the participants has this identifier, letter case aside.
  public boolean has(SenderIdentifier.Kind kind, String value) {
    return participants.stream()
        .anyMatch(p -> p.kind() == kind && p.value().equalsIgnoreCase(value));
  }
}
