package dev.rapport.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Who sent a webhook, as the Standard Webhooks specification 1.0 has it: `webhook-id`,
/// `webhook-timestamp` (seconds) and `webhook-signature`, the last being HMAC-SHA256 over the other
/// two and the body, joined by dots.
public final class WebhookSignature {
  /// How far the sender's clock may be from ours: what is older may be somebody else's copy.
  static final long TOLERANCE_S = 300;

  private static final String PREFIX = "whsec_";
  private static final int LEAST_BYTES = 24;
  private static final int MOST_BYTES = 64;
  private static final int MOST_SIGNATURES = 10;

  private final List<byte[]> secrets;

  /// @param secrets each as `whsec_` and Base64
  public WebhookSignature(List<String> secrets) {
    this.secrets = secrets.stream().map(WebhookSignature::bytes).toList();
  }

  /// What was sent beside the body.
  public record Headers(
      @Nullable String id, @Nullable String timestamp, @Nullable String signature) {}

  /// Whether a secret can be used.
  public static boolean usable(String secret) {
    int length = bytes(secret).length;
    return secret.startsWith(PREFIX) && length >= LEAST_BYTES && length <= MOST_BYTES;
  }

  private static byte[] bytes(String secret) {
    try {
      return Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(6) : secret);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /// Whether somebody with one of the secrets has sent this body lately. The comparison takes as
  /// long for every wrong signature.
  public boolean holds(Headers headers, byte[] body, long nowSeconds) {
    String id = headers.id();
    String sent = headers.timestamp();
    String signature = headers.signature();
    if (id == null || sent == null || signature == null || !sent.matches("[0-9]{1,12}")) {
      return false;
    }
    if (Math.abs(nowSeconds - Long.parseLong(sent)) > TOLERANCE_S) {
      return false;
    }
    List<byte[]> given = given(signature);
    boolean holds = false;
    for (byte[] secret : secrets) {
      byte[] ours = sign(secret, id, sent, body);
      for (byte[] theirs : given) {
        holds |= MessageDigest.isEqual(ours, theirs);
      }
    }
    return holds;
  }

  private static List<byte[]> given(String signature) {
    List<byte[]> given = new ArrayList<>();
    for (String one : signature.split(" ", MOST_SIGNATURES + 1)) {
      if (one.startsWith("v1,") && given.size() < MOST_SIGNATURES) {
        given.add(bytes(one.substring(3)));
      }
    }
    return given;
  }

  private static byte[] sign(byte[] secret, String id, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
