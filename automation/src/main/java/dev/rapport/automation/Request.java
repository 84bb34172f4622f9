package dev.rapport.automation;

import org.jspecify.annotations.Nullable;

/// What is known of a contact when it has to be classified.
///
/// @param channel the channel's name: `email`, `chat`, `form`, `phone`
/// @param recipient the address or number the contact was sent to, or null
/// @param requestedQueue the queue the sender chose, e.g. in a form's field, or null
/// @param words what the sender wrote
/// @param sender what we know of the sender
public record Request(
    String channel,
    @Nullable String recipient,
    @Nullable String requestedQueue,
    Words words,
    Sender sender) {

  /// @param subject may be empty
  /// @param text may be empty
  /// @param language BCP 47, or null when not known
  /// @param intent what the words are about, or null for none of the intents there are
  public record Words(
      String subject, String text, @Nullable String language, @Nullable String intent) {

    /// Words of which nobody has guessed what they are about.
    public Words(String subject, String text, @Nullable String language) {
      this(subject, text, language, null);
    }
  }

  /// @param recognised whether the sender is a known customer
  /// @param band the customer's value band, in any case, or null
  public record Sender(boolean recognised, @Nullable String band) {
    public static final Sender STRANGER = new Sender(false, null);
  }
}
