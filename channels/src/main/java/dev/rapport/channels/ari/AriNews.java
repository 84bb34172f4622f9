package dev.rapport.channels.ari;

import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneEvent.Party;
import io.vertx.core.json.JsonObject;

/// What Asterisk says of a channel that begins and ends nothing: rings, keys, hold, and the wish to
/// hand over.
final class AriNews {
  private final AriSwitch owner;

  AriNews(AriSwitch owner) {
    this.owner = owner;
  }

  void hear(AriCall call, String channel, JsonObject event) {
    switch (event.getString("type", "")) {
      case "ChannelStateChange" -> {
        JsonObject now = event.getJsonObject("channel", new JsonObject());
        if ("Ringing".equals(now.getString("state"))) {
          rings(call, channel);
        }
      }
      case "ChannelDtmfReceived" -> digit(call, channel, event.getString("digit", ""));
      case "ChannelHold" -> held(call, channel, true);
      case "ChannelUnhold" -> held(call, channel, false);
      case "ChannelTransfer" ->
          transfer(call, channel, event.getJsonObject("refer_to", new JsonObject()));
      default -> {}
    }
  }

  private void rings(AriCall call, String channel) {
    AriLeg leg = call.legs().at(channel);
    if (leg != null && !leg.rang && leg.state == AriLeg.State.RINGING) {
      leg.rang = true;
      owner.tell(new PhoneEvent.LegRinging(call.id, leg.id));
    }
  }

  private void held(AriCall call, String channel, boolean on) {
    AriLeg leg = call.legs().at(channel);
    if (leg != null && leg.id.equals(call.live().connected())) {
      owner.tell(
          on
              ? new PhoneEvent.Held(call.id, Party.AGENT)
              : new PhoneEvent.Resumed(call.id, Party.AGENT));
    }
  }

  private void digit(AriCall call, String channel, String digit) {
    if (!channel.equals(call.channel()) || digit.isEmpty()) {
      return;
    }
    if (digit.equals("#") && call.sound().recording()) {
      call.sound().stopRecording();
    } else {
      owner.tell(new PhoneEvent.Digit(call.id, digit.charAt(0)));
    }
  }

  private void transfer(AriCall call, String channel, JsonObject to) {
    AriLeg leg = call.legs().at(channel);
    JsonObject wish = to.getJsonObject("requested_destination", new JsonObject());
    String target = AriCaller.user(wish.getString("destination", ""));
    if (leg != null && leg.up() && !target.isEmpty()) {
      leg.asking = true;
      boolean attended =
          to.getJsonObject("destination_channel") != null
              || !wish.getString("protocol_id", "").isEmpty();
      owner.tell(new PhoneEvent.TransferAsked(call.id, leg.id, target, attended));
    }
  }
}
