package dev.rapport.channels.email;

import dev.rapport.channels.RawBytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/// What makes a mail the same mail when it is delivered again: its mailbox, its body, and the
/// headers that no relay changes on the way. The Message-ID alone is no proof: some senders repeat
/// it, and anybody may.
final class MailFingerprint {

  private static final Set<String> STABLE =
      Set.of("from", "to", "cc", "date", "subject", "message-id", "in-reply-to", "references");

  private MailFingerprint() {}

  /// SHA-256, in hex.
  static String of(String mailbox, RawBytes raw) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
    digest.update(mailbox.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    try (InputStream in = new BufferedInputStream(raw.open())) {
      headers(in, digest);
      byte[] chunk = new byte[16 * 1024];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void headers(InputStream in, MessageDigest digest) throws IOException {
    StringBuilder line = new StringBuilder();
    boolean stable = false;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\r') {
        continue;
      }
      if (b != '\n') {
        line.append((char) b);
        continue;
      }
      if (line.isEmpty()) {
        return;
      }
      boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
      if (!folded) {
        int colon = line.indexOf(":");
        stable =
            colon < 0 || STABLE.contains(line.substring(0, colon).strip().toLowerCase(Locale.ROOT));
      }
      if (stable) {
        digest.update(line.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1));
      }
      line.setLength(0);
    }
    digest.update(line.toString().getBytes(StandardCharsets.ISO_8859_1));
  }
}
