package dev.rapport.channels.email;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bytes of a mail to text, whatever the mail says of them. Some text always comes out.
final class MailText {

  private static final Charset LAST_RESORT =
      charset("windows-1252").orElse(StandardCharsets.ISO_8859_1);

  private MailText() {}

  /// The declared charset when it exists and fits; then UTF-8 when the bytes are valid UTF-8; then
  /// windows-1252, which is what undeclared 8-bit mail mostly is.
  static String decode(byte[] bytes, @Nullable String declared) {
    Optional<Charset> charset = declared == null ? Optional.empty() : charset(declared);
    // Declared US-ASCII is also what a mail without any declaration gets; 8-bit bytes refute it.
    if (charset.isPresent() && !charset.get().equals(StandardCharsets.US_ASCII)) {
      Optional<String> text = strictly(bytes, charset.get());
      if (text.isPresent()) {
        return text.get();
      }
    }
    return strictly(bytes, StandardCharsets.UTF_8).orElseGet(() -> new String(bytes, LAST_RESORT));
  }

  static Optional<Charset> charset(String name) {
    try {
      return Optional.of(Charset.forName(name.strip()));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> strictly(byte[] bytes, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
