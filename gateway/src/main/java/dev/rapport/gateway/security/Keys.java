package dev.rapport.gateway.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What the centre signs with and the random tokens it hands out. One secret of 256 bits, in a file
/// of the data directory that its owner alone may read; each purpose signs with a key derived from
/// it.
public final class Keys {
  private static final int SECRET_BYTES = 32;

  private final byte[] secret;
  private final SecureRandom random;

  private Keys(byte[] secret, SecureRandom random) {
    this.secret = secret;
    this.random = random;
  }

  /// Reads the secret, or makes it on first use.
  public static Keys of(Path dataDirectory, SecureRandom random) {
    Path file = dataDirectory.resolve("secret.key");
    try {
      if (!Files.exists(file)) {
        byte[] fresh = new byte[SECRET_BYTES];
        random.nextBytes(fresh);
        Path made = file.resolveSibling("secret.key.new");
        Files.deleteIfExists(made);
        if (Files.getFileStore(dataDirectory).supportsFileAttributeView("posix")) {
          var ownerOnly =
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
          Files.createFile(made, ownerOnly);
        }
        Files.writeString(
            made,
            HexFormat.of().formatHex(fresh),
            StandardOpenOption.CREATE,
            StandardOpenOption.SYNC);
        Files.move(made, file);
      }
      byte[] secret = HexFormat.of().parseHex(Files.readString(file).strip());
      if (secret.length != SECRET_BYTES) {
        throw new IllegalStateException(file + " does not hold 256 bits");
      }
      return new Keys(secret, random);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A key for one purpose, such as `visitor`.
  public byte[] key(String purpose) {
    return hmac(secret, purpose);
  }

  /// A fresh opaque token of 256 bits.
  public String token() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// A signature of `text` that only we can make.
  public String sign(String purpose, String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(key(purpose), text));
  }

  /// Whether we signed it; compared in constant time.
  public boolean signed(String purpose, String text, String signature) {
    return MessageDigest.isEqual(
        sign(purpose, text).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
