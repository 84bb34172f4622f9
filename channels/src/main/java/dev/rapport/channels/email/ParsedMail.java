package dev.rapport.channels.email;

import dev.rapport.channels.Attachment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What reading a mail gave.
sealed interface ParsedMail {

  /// A mail that can be shown.
  ///
  /// @param from the first address of From, null when it has none
  /// @param references the Message-IDs of References and then In-Reply-To, oldest first
  /// @param automatic its headers say a machine sent it
  record Legible(
      @Nullable String from,
      @Nullable String fromName,
      @Nullable String subject,
      String text,
      List<Attachment> attachments,
      @Nullable String messageId,
      List<String> references,
      boolean automatic)
      implements ParsedMail {
    public Legible {
      attachments = List.copyOf(attachments);
      references = List.copyOf(references);
    }
  }

  /// A mail that breaks a limit or cannot be read at all.
  record Illegible(String reason) implements ParsedMail {}
}
