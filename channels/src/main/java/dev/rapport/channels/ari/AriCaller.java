package dev.rapport.channels.ari;

import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneEvent.CallerIdentity;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Who calls, as Asterisk knows it: what stands in the channel, and what has to be asked for.
final class AriCaller {
  private AriCaller() {}

  static CompletionStage<PhoneEvent.Offered> read(AriLink link, JsonObject channel) {
    String id = channel.getString("id", "");
    var presentation = variable(link, id, "CALLERID(pres)");
    var diverted = variable(link, id, "REDIRECTING(from-num)");
    var attestation = variable(link, id, "STIR_SHAKEN(0,attestation)");
    var verdict = variable(link, id, "STIR_SHAKEN(0,verify_result)");
    return presentation
        .thenCombine(diverted, (shown, from) -> new String[] {shown, from})
        .thenCombine(attestation, (known, a) -> new String[] {known[0], known[1], a})
        .thenCombine(
            verdict,
            (known, v) -> offered(channel, known[0], known[1], verified(v) ? known[2] : ""));
  }

  /// What Asterisk says of a signature that holds, today and before 18.22, 20.7 and 21.2.
  private static boolean verified(String verdict) {
    return verdict.equalsIgnoreCase("success") || verdict.equalsIgnoreCase("Verification passed");
  }

  private static CompletionStage<String> variable(AriLink link, String channel, String name) {
    return link.get("/channels/" + channel + "/variable?variable=" + AriLink.encoded(name))
        .thenApply(reply -> reply.object().getString("value", ""));
  }

  private static PhoneEvent.Offered offered(
      JsonObject channel, String presentation, String diverted, String attestation) {
    JsonObject caller = channel.getJsonObject("caller", new JsonObject());
    JsonObject dialplan = channel.getJsonObject("dialplan", new JsonObject());
    String id = channel.getString("id", "");
    var identity =
        new CallerIdentity(
            caller.getString("number", ""),
            caller.getString("name", ""),
            "Asterisk",
            presentation.startsWith("prohib"),
            attestation.matches("[ABC]") ? attestation : null,
            diverted.isEmpty() ? null : diverted);
    return new PhoneEvent.Offered(
        id, "ari:" + id, identity, dialplan.getString("exten", ""), Map.of());
  }

  /// The user part of an address, or what stands there instead.
  static String user(String address) {
    String bare = address.replaceFirst("(?i)^.*?sips?:", "").replaceFirst("[>;?].*$", "");
    return bare.replaceFirst("@.*$", "");
  }
}
