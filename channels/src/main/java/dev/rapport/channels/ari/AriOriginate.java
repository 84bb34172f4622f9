package dev.rapport.channels.ari;

import dev.rapport.channels.phone.PhoneCommand;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Makes channels that come to us when they are answered.
final class AriOriginate {
  /// Ours to end: Asterisk's own end is for the case that we are gone.
  private static final int BEYOND_SECONDS = 5;

  private final AriLink link;
  private final String app;

  AriOriginate(AriLink link, String app) {
    this.link = link;
    this.app = app;
  }

  CompletionStage<AriReply> leg(
      String channel, String call, PhoneCommand.Ring ring, String endpoint) {
    PhoneCommand.Display display = ring.display();
    // Transfers are asked of us, and not carried out by Asterisk (22.3 and newer).
    var variables =
        new JsonObject()
            .put("PJSIP_TRANSFER_HANDLING()", "ari-only")
            .put("PJSIP_HEADER(add,X-Rapport-Call)", call);
    return link.post(
        "/channels/" + channel,
        how(
            endpoint,
            "leg," + call + "," + ring.leg(),
            shown(display.name(), display.number()),
            ring.timeoutMs()),
        new JsonObject().put("variables", variables));
  }

  CompletionStage<AriReply> caller(
      String channel, String call, String endpoint, String shown, long timeoutMs) {
    return link.post("/channels/" + channel, how(endpoint, "caller," + call, shown, timeoutMs));
  }

  private Map<String, String> how(String endpoint, String args, String shown, long timeoutMs) {
    return Map.of(
        "endpoint",
        endpoint,
        "app",
        app,
        "appArgs",
        args,
        "callerId",
        shown,
        "timeout",
        String.valueOf(Math.ceilDiv(timeoutMs, 1_000) + BEYOND_SECONDS));
  }

  private static String shown(String name, String number) {
    String quiet = name.replaceAll("[\"<>\\\\\\p{Cntrl}]", "");
    return quiet.isEmpty() ? number : "\"" + quiet + "\" <" + number + ">";
  }
}
