package dev.rapport.channels.sip;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Digest authentication (RFC 3261, section 22; RFC 8760): SHA-256 is asked for first, MD5 because
/// many phones know nothing else. Nonces are signed times, so none has to be remembered.
final class Digest {
  static final String REALM = "rapport";
  static final String BEST = "SHA-256";
  static final String SIMPLE = "MD5";
  private static final long NONCE_MILLIS = 300_000;

  private final byte[] secret = new byte[32];

  Digest() {
    new SecureRandom().nextBytes(secret);
  }

  /// What became of credentials.
  enum Verdict {
    RIGHT,
    WRONG,
    /// Right but for the nonce: it is old, or from before a restart.
    STALE,
    NONE
  }

  /// The values of `WWW-Authenticate`.
  ///
  /// @param algorithms the best first
  List<String> challenges(long now, boolean stale, List<String> algorithms) {
    String nonce = nonce(now);
    String end = "\", qop=\"auth\"" + (stale ? ", stale=true" : "");
    return algorithms.stream()
        .map(a -> "Digest realm=\"%s\", algorithm=%s, nonce=\"%s%s".formatted(REALM, a, nonce, end))
        .toList();
  }

  private String nonce(long now) {
    String time = Long.toHexString(now);
    return time + "." + signature(time);
  }

  private String signature(String time) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] signed = mac.doFinal(time.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(signed, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }

  /// The login that credentials name; empty when there are none.
  static String login(SipRequest request) {
    return fields(request).getOrDefault("username", "");
  }

  Verdict check(SipRequest request, String login, String password, long now) {
    Map<String, String> fields = fields(request);
    if (fields.isEmpty()) {
      return Verdict.NONE;
    }
    String nonce = fields.getOrDefault("nonce", "");
    String hash = algorithm(fields);
    boolean known = hash.equals(BEST) || hash.equals(SIMPLE);
    if (!known || !fields.getOrDefault("username", "").equals(login)) {
      return Verdict.WRONG;
    }
    String a1 = hex(hash, login + ":" + REALM + ":" + password);
    String a2 = hex(hash, request.method() + ":" + fields.getOrDefault("uri", ""));
    String middle =
        fields.containsKey("qop")
            ? nonce
                + ":"
                + fields.getOrDefault("nc", "")
                + ":"
                + fields.getOrDefault("cnonce", "")
                + ":"
                + fields.get("qop")
            : nonce;
    String expected = hex(hash, a1 + ":" + middle + ":" + a2);
    if (!same(expected, fields.getOrDefault("response", "").toLowerCase(Locale.ROOT))) {
      return Verdict.WRONG;
    }
    return fresh(nonce, now) ? Verdict.RIGHT : Verdict.STALE;
  }

  private boolean fresh(String nonce, long now) {
    int dot = nonce.indexOf('.');
    if (dot <= 0 || !same(signature(nonce.substring(0, dot)), nonce.substring(dot + 1))) {
      return false;
    }
    long age = now - Long.parseLong(nonce.substring(0, dot), 16);
    return age >= 0 && age <= NONCE_MILLIS;
  }

  /// The algorithm of a request's credentials, in capitals.
  static String algorithm(SipRequest request) {
    return algorithm(fields(request));
  }

  private static String algorithm(Map<String, String> fields) {
    return fields.getOrDefault("algorithm", SIMPLE).toUpperCase(Locale.ROOT);
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  /// For a client: the hash of the text, in hexadecimal.
  static String hex(String algorithm, String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }

  /// The fields of the first Digest credentials; those of another scheme are none.
  private static Map<String, String> fields(SipRequest request) {
    for (String value : request.headers().all("Authorization")) {
      if (value.regionMatches(true, 0, "Digest ", 0, 7)) {
        return parse(value.substring(7));
      }
    }
    return Map.of();
  }

  static Map<String, String> parse(String text) {
    Map<String, String> fields = new HashMap<>();
    try {
      for (String part : SipText.split(text, ',')) {
        int equals = part.indexOf('=');
        if (equals > 0) {
          fields.put(
              part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
              SipText.unquoted(part.substring(equals + 1).strip()));
        }
      }
    } catch (SipSyntaxException e) {
      return Map.of();
    }
    return fields;
  }
}
