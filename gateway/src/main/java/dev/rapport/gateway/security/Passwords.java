package dev.rapport.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Password hashes by Argon2id (RFC 9106) in the PHC string format, with the parameters OWASP asks
/// for at least: 19 MiB, 2 passes, 1 lane. The parameters stand in the hash, so they can grow
/// later.
public final class Passwords {
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final SecureRandom random;

  public Passwords(SecureRandom random) {
    this.random = random;
  }

  /// `$argon2id$v=19$m=…,t=…,p=1$salt$hash`
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] hash = argon2(password, salt, MEMORY_KIB, PASSES);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(MEMORY_KIB, PASSES, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /// Compares in constant time. A hash that cannot be read matches nothing.
  public boolean matches(String password, String stored) {
    String[] parts = stored.split("\\$");
    if (parts.length != 6 || !parts[1].equals("argon2id")) {
      return false;
    }
    try {
      String[] parameters = parts[3].split("[,=]");
      int memory = Math.min(Integer.parseInt(parameters[1]), 1 << 20);
      int passes = Math.min(Integer.parseInt(parameters[3]), 16);
      byte[] salt = Base64.getDecoder().decode(parts[4]);
      byte[] expected = Base64.getDecoder().decode(parts[5]);
      return MessageDigest.isEqual(expected, argon2(password, salt, memory, passes));
    } catch (RuntimeException e) {
      return false;
    }
  }

  /// Costs what a comparison costs, so that an unknown login answers as slowly as a known one.
  boolean matchesNobody(String password) {
    argon2(password, new byte[SALT_BYTES], MEMORY_KIB, PASSES);
    return false;
  }

  private static byte[] argon2(String password, byte[] salt, int memory, int passes) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(1)
            .build());
    byte[] hash = new byte[HASH_BYTES];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
