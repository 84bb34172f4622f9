package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A PBX that keeps its own queue, and tells gateways of its calls.
final class PbxPeer {
  static final String TOKEN = "a token for the dial plan";
  static final String EVENTS = "/api/v1/pbx/events";
  static final String FORM = "application/x-www-form-urlencoded";
  private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /// What a centre with it has in its settings.
  static final String SETTINGS =
      "pbx: {secrets: [whsec_%s], token: %s, users: {\"201\": ben}}%n".formatted(SECRET, TOKEN);

  private PbxPeer() {}

  static Call signed(RunningRapport at, String path, String body, long time) {
    try {
      String id = UUID.randomUUID().toString();
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET), "HmacSHA256"));
      byte[] signature =
          mac.doFinal((id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8));
      return at.call("POST", path)
          .header("webhook-id", id)
          .header("webhook-timestamp", String.valueOf(time))
          .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature))
          .body(FORM, body);
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static HttpResponse<String> tell(RunningRapport at, String form) {
    return signed(at, EVENTS, form, Instant.now().getEpochSecond()).send();
  }

  /// Tells it what it must understand; the contact it is about, null while nobody knows who calls.
  static String heard(RunningRapport at, String form) {
    HttpResponse<String> answer = tell(at, form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    new Schemas()
        .check(
            Contract.operations().stream()
                .filter(o -> o.id().equals("pbxEvent"))
                .findFirst()
                .orElseThrow(),
            answer);
    return new JsonObject(answer.body()).getString("contact");
  }
}
