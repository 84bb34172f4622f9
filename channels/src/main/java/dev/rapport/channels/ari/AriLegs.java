package dev.rapport.channels.ari;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneEvent.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The phones that ring in one call, or have been picked up.
final class AriLegs {
  private final AriSwitch owner;
  private final AriLink link;
  private final AriCall call;
  private final Map<String, AriLeg> legs = new LinkedHashMap<>();

  AriLegs(AriSwitch owner, AriLink link, AriCall call) {
    this.owner = owner;
    this.link = link;
    this.call = call;
  }

  @Nullable AriLeg get(String leg) {
    return legs.get(leg);
  }

  @Nullable AriLeg at(String channel) {
    for (AriLeg leg : legs.values()) {
      if (leg.channel.equals(channel)) {
        return leg;
      }
    }
    return null;
  }

  List<AriLeg> all() {
    return List.copyOf(legs.values());
  }

  void found(AriLeg leg) {
    legs.put(leg.id, leg);
  }

  void remove(AriLeg leg) {
    legs.remove(leg.id);
  }

  /// Answers whether the phone could be asked to ring.
  CompletionStage<Boolean> ring(PhoneCommand.Ring ring, String endpoint, String channel) {
    if (legs.containsKey(ring.leg())) {
      return CompletableFuture.completedFuture(true);
    }
    AriLeg leg = new AriLeg(ring.leg(), channel);
    legs.put(leg.id, leg);
    owner.channel(channel, call);
    leg.noAnswer = owner.after(ring.timeoutMs(), () -> expired(leg));
    return owner
        .originate()
        .leg(channel, call.id, ring, endpoint)
        .thenApply(reply -> {
          if (!reply.ok() && legs.get(leg.id) == leg) {
            legs.remove(leg.id);
            leg.stopWaiting();
            leg.state = AriLeg.State.OVER;
            owner.gone(channel);
          }
          return reply.ok();
        });
  }

  private void expired(AriLeg leg) {
    if (leg.state == AriLeg.State.RINGING) {
      leg.expired = true;
      hangUp(leg);
      failed(leg, Failure.NO_ANSWER, 408);
    }
  }

  void failed(AriLeg leg, Failure why, int status) {
    leg.stopWaiting();
    call.forget(leg);
    owner.tell(new PhoneEvent.LegFailed(call.id, leg.id, why, status));
  }

  void hangUp(AriLeg leg) {
    var _ = link.delete("/channels/" + leg.channel, Map.of());
  }

  /// Everybody's phone is quiet.
  void over() {
    for (AriLeg leg : all()) {
      leg.stopWaiting();
      leg.state = AriLeg.State.OVER;
      owner.gone(leg.channel);
      hangUp(leg);
    }
    legs.clear();
  }
}
