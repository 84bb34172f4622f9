package dev.rapport.channels.chat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The tokens that make a visitor the same visitor again: `v1.<visitor>.<HMAC-SHA256>`. A token
/// proves the visitor id and nothing else; a name or an address given with it stays claimed.
public final class VisitorTokens {

  /// The shortest secret taken, in bytes.
  public static final int MIN_SECRET_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final String VERSION = "v1";
  private static final int VISITOR_BYTES = 16;
  private static final int MAX_TOKEN_LENGTH = 200;
  private static final Pattern VISITOR = Pattern.compile("[A-Za-z0-9_-]{8,64}");
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SecureRandom random = new SecureRandom();
  private final Function<String, byte[]> secretOf;

  /// @param secretOf the secret of a centre, at least [#MIN_SECRET_BYTES] long, the same after a
  ///   restart
  public VisitorTokens(Function<String, byte[]> secretOf) {
    this.secretOf = secretOf;
  }

  /// A visitor never seen before.
  public String newVisitor() {
    byte[] bytes = new byte[VISITOR_BYTES];
    random.nextBytes(bytes);
    return BASE64.encodeToString(bytes);
  }

  public String issue(String centre, String visitor) {
    return VERSION + "." + visitor + "." + BASE64.encodeToString(mac(centre, visitor));
  }

  /// The visitor the token proves in that centre; empty when it proves none.
  public Optional<String> verify(String centre, String token) {
    String[] parts = token.length() > MAX_TOKEN_LENGTH ? new String[0] : token.split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals(VERSION) || !VISITOR.matcher(parts[1]).matches()) {
      return Optional.empty();
    }
    byte[] expected = BASE64.encode(mac(centre, parts[1]));
    byte[] given = parts[2].getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, given) ? Optional.of(parts[1]) : Optional.empty();
  }

  private byte[] mac(String centre, String visitor) {
    byte[] secret = secretOf.apply(centre);
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalStateException("The secret of " + centre + " is too short");
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      // A line feed is in no centre's name and no visitor's id, so no two pairs sign the same text.
      return mac.doFinal((centre + "\n" + visitor).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
  }
}
