package dev.rapport.channels.ari;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneCommand.Way;
import dev.rapport.channels.phone.PhoneEvent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Supervisors who take part in the talk of one call. Whoever joins in is in its bridge; whoever
/// listens or whispers is in a bridge of their own, with a snoop channel at the agent's phone.
///
/// ```
///   caller ─┐                       snoop at the agent's channel: hears both ways,
///           ├─ bridge of the call     and speaks into what the agent hears (whisper)
///   agent ──┘                           └─ own bridge ── supervisor
/// ```
final class AriEars {
  private final AriSwitch owner;
  private final AriLink link;
  private final AriCall call;
  private final Map<String, Ear> ears = new LinkedHashMap<>();
  private long snoops;

  private static final class Ear {
    final String leg;
    final String channel;
    Way way;
    @Nullable String snoop;

    Ear(String leg, String channel, Way way) {
      this.leg = leg;
      this.channel = channel;
      this.way = way;
    }
  }

  AriEars(AriSwitch owner, AriLink link, AriCall call) {
    this.owner = owner;
    this.link = link;
    this.call = call;
  }

  private static CompletionStage<Boolean> is(boolean so) {
    return CompletableFuture.completedFuture(so);
  }

  boolean has(String leg) {
    return ears.containsKey(leg);
  }

  /// The channels of those who are to be in the call's bridge.
  Set<String> joining() {
    Set<String> joining = new LinkedHashSet<>();
    for (Ear ear : ears.values()) {
      AriLeg leg = call.legs().at(ear.channel);
      if (ear.way == Way.BARGE && leg != null && leg.up()) {
        joining.add(ear.channel);
      }
    }
    return joining;
  }

  /// Answers false when nobody talks, or nobody's phone could ring.
  CompletionStage<Boolean> listen(PhoneCommand.ListenIn listen, String endpoint) {
    Ear before = ears.get(listen.leg());
    if (call.live().connected().isEmpty()
        || (before == null && call.legs().get(listen.leg()) != null)) {
      return is(false);
    }
    if (before == null) {
      String channel = AriNames.ear(call.id, listen.leg());
      ears.put(listen.leg(), new Ear(listen.leg(), channel, listen.way()));
      var ring =
          new PhoneCommand.Ring(
              call.id, listen.leg(), endpoint, listen.display(), listen.timeoutMs());
      return call.ring(ring, endpoint, channel)
          .thenApply(rings -> {
            if (!rings) {
              ears.remove(listen.leg());
            }
            return rings;
          });
    }
    AriLeg leg = call.legs().at(before.channel);
    if (before.way == listen.way()) {
      return is(true);
    }
    before.way = listen.way();
    return leg != null && leg.up() ? hear(before) : is(true);
  }

  /// A phone was picked up; perhaps that of somebody who is to listen.
  void answered(AriLeg leg) {
    Ear ear = ears.get(leg.id);
    if (ear != null) {
      var _ = call.inOrder(() -> hear(ear));
    }
  }

  private CompletionStage<Boolean> hear(Ear ear) {
    drop(ear);
    CompletionStage<Boolean> apart = call.settle();
    if (ear.way == Way.BARGE) {
      return apart.thenApply(done -> {
        tell(ear);
        return done;
      });
    }
    return apart.thenCompose(_ -> snoop(ear));
  }

  private CompletionStage<Boolean> snoop(Ear ear) {
    String agent = call.connectedChannel();
    if (agent == null || ears.get(ear.leg) != ear) {
      return is(true);
    }
    String snoop = AriNames.snoop(call.id, ear.leg, ++snoops);
    ear.snoop = snoop;
    owner.channel(snoop, call);
    return link.post(
            "/channels/" + agent + "/snoop/" + snoop,
            Map.of(
                "spy",
                "both",
                "whisper",
                ear.way == Way.WHISPER ? "out" : "none",
                "app",
                owner.app(),
                "appArgs",
                "snoop"))
        .thenApply(reply -> {
          if (!reply.ok()) {
            lost(snoop);
          }
          return true;
        });
  }

  /// A channel came to us; perhaps what somebody is to hear.
  void entered(String channel) {
    for (Ear ear : ears.values()) {
      if (channel.equals(ear.snoop)) {
        String bridge = "/bridges/" + channel;
        var _ =
            link.post(bridge, Map.of("type", "mixing"))
                .thenCompose(_ ->
                    link.post(
                        bridge + "/addChannel", Map.of("channel", channel + "," + ear.channel)))
                .thenAccept(reply -> {
                  if (reply.ok() && channel.equals(ear.snoop)) {
                    tell(ear);
                  }
                });
      }
    }
  }

  private void tell(Ear ear) {
    if (ears.get(ear.leg) == ear) {
      owner.tell(new PhoneEvent.ListenedIn(call.id, ear.leg, ear.way));
    }
  }

  /// The channels by which somebody hears.
  Set<String> snooping() {
    Set<String> snooping = new LinkedHashSet<>();
    for (Ear ear : ears.values()) {
      if (ear.snoop != null) {
        snooping.add(ear.snoop);
      }
    }
    return snooping;
  }

  /// A channel is gone; perhaps what somebody heard.
  void lost(String channel) {
    for (Ear ear : List.copyOf(ears.values())) {
      if (channel.equals(ear.snoop)) {
        call.drop(ear.leg);
      }
    }
  }

  private void drop(Ear ear) {
    String snoop = ear.snoop;
    if (snoop != null) {
      ear.snoop = null;
      owner.gone(snoop);
      var _ = link.delete("/channels/" + snoop, Map.of());
      var _ = link.delete("/bridges/" + snoop, Map.of());
    }
  }

  /// A leg is over; perhaps that of somebody who listened.
  void forget(String leg) {
    Ear ear = ears.remove(leg);
    if (ear != null) {
      drop(ear);
    }
  }

  /// The talk is over, and with it whoever heard it.
  void over() {
    List.copyOf(ears.keySet()).forEach(call::drop);
  }
}
