package dev.rapport.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Webhooks are believed with a signature alone. The numbers are the specification's example.
final class WebhookSignatureTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long SENT = 1_614_265_330;
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

  private final WebhookSignature ours = new WebhookSignature(List.of(SECRET));

  private boolean holds(String signature, long now) {
    return ours.holds(new WebhookSignature.Headers(ID, String.valueOf(SENT), signature), BODY, now);
  }

  @Test
  void aSignatureHoldsForItsBodyAndItsTime() {
    assertThat(holds(SIGNATURE, SENT)).isTrue();
    assertThat(holds("v1a,xyz v1,AAAA " + SIGNATURE, SENT + 299)).isTrue();
    assertThat(holds(SIGNATURE, SENT + 301)).isFalse();
    assertThat(holds(SIGNATURE, SENT - 301)).isFalse();
    assertThat(holds("v1," + "A".repeat(43) + "=", SENT)).isFalse();
    assertThat(holds("v2," + SIGNATURE.substring(3), SENT)).isFalse();
    assertThat(holds("nonsense", SENT)).isFalse();
    assertThat(
            ours.holds(
                new WebhookSignature.Headers(ID, String.valueOf(SENT), SIGNATURE),
                new byte[0],
                SENT))
        .isFalse();
    assertThat(ours.holds(new WebhookSignature.Headers(ID, "soon", SIGNATURE), BODY, SENT))
        .isFalse();
    assertThat(ours.holds(new WebhookSignature.Headers(null, null, null), BODY, SENT)).isFalse();
  }

  @Test
  void anOldSecretHoldsBesideANewOne() {
    var both = new WebhookSignature(List.of("whsec_" + "QUJD".repeat(8), SECRET));
    assertThat(
            both.holds(
                new WebhookSignature.Headers(ID, String.valueOf(SENT), SIGNATURE), BODY, SENT))
        .isTrue();
    assertThat(WebhookSignature.usable(SECRET)).isTrue();
    assertThat(WebhookSignature.usable("whsec_short")).isFalse();
    assertThat(WebhookSignature.usable("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).isFalse();
  }
}
