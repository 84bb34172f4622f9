package dev.rapport.channels;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What became of something handed over to be stored. A refusal stored nothing.
public sealed interface Receipt {

  /// It is durable.
  ///
  /// @param message as stored, with the conversation, the contact and its number
  /// @param opened this message opened a new contact
  /// @param duplicate it had been stored before; `message` is that first one, nothing is new
  record Accepted(Message message, boolean opened, boolean duplicate) implements Receipt {

    public @Nullable String contact() {
      return message.contact();
    }

    public String conversation() {
      return message.conversation();
    }

    public long seq() {
      return message.seq();
    }
  }

  /// It was not stored.
  ///
  /// @param retryAfterMs when to try again, in milliseconds; 0 when trying again will not help
  record Refused(Reason reason, String detail, long retryAfterMs) implements Receipt {}

  /// Why something was refused.
  enum Reason {
    /// Too much at once: later it will do.
    OVERLOADED,
    /// The disk is full (P22).
    STORAGE_FULL,
    /// Stopping, starting, or stopped by a fault.
    UNAVAILABLE,
    /// The conversation is not there, or not this sender's; which of the two is not told.
    UNAUTHORISED,
    /// There is no open contact to do that to.
    NO_CONTACT,
    /// Longer than it may be.
    TOO_LONG,
    /// No number, or none that can be called.
    BAD_NUMBER;

    /// The code in the API: lower case.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
