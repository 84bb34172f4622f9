package dev.rapport.customers.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/// Tells whether a checkpoint is a place in this import: the same bytes, read the same way. The
/// whole file is hashed, since an export of the next day often starts with the same megabytes.
final class ImportPlan {
  private ImportPlan() {}

  static String fingerprint(Path file, ImportSettings settings, char delimiter) throws IOException {
    MessageDigest digest = sha256();
    String how =
        String.join(
            "\n",
            String.valueOf(new TreeMap<>(settings.map())),
            String.valueOf(settings.defaults()),
            String.valueOf(delimiter));
    digest.update(how.getBytes(StandardCharsets.UTF_8));
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
