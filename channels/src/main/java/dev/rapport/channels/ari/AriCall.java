package dev.rapport.channels.ari;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneEvent.Failure;
import dev.rapport.channels.phone.PhoneEvent.Party;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One call at Asterisk: the caller's channel, the agents' channels, and a bridge once somebody
/// talks. It decides nothing; it keeps in the bridge whoever should be there ([#settle]).
///
/// ```
///   waits: caller alone, with music      talks: caller and agent in the bridge
///   held: agent in the bridge, caller with music      consults: both agents in it
/// ```
///
/// Requests of a call go one after the other, in the order in which they were wanted.
final class AriCall {
  private final AriSwitch owner;
  private final AriLink link;
  final String id;
  private final Map<String, AriLeg> legs = new LinkedHashMap<>();
  private final AriBridge bridge;
  private final AriSound sound;
  private @Nullable String channel;
  private @Nullable AriLeg connected;
  private @Nullable AriLeg consulted;
  private boolean ours;
  private boolean up;
  private boolean heldByCentre;
  private boolean ended;
  private CompletionStage<Boolean> tail = CompletableFuture.completedFuture(true);

  AriCall(AriSwitch owner, AriLink link, String id, @Nullable String channel) {
    this.owner = owner;
    this.link = link;
    this.id = id;
    this.channel = channel;
    sound = new AriSound(owner, link, id);
    bridge = new AriBridge(link, AriNames.bridge(id));
  }

  // --- What is known of it ---

  @Nullable String channel() {
    return channel;
  }

  AriSound sound() {
    return sound;
  }

  String connectedLeg() {
    return connected == null ? "" : connected.id;
  }

  boolean hasCaller() {
    return channel != null;
  }

  List<AriLeg> legs() {
    return List.copyOf(legs.values());
  }

  @Nullable AriLeg legAt(String channel) {
    for (AriLeg leg : legs.values()) {
      if (leg.channel.equals(channel)) {
        return leg;
      }
    }
    return null;
  }

  CompletionStage<Boolean> inOrder(Supplier<CompletionStage<Boolean>> work) {
    tail = tail.handle((_, _) -> true).thenCompose(_ -> work.get());
    return tail;
  }

  private static CompletionStage<Boolean> is(boolean so) {
    return CompletableFuture.completedFuture(so);
  }

  /// What a process before this one had: the legs that are up, and the one in the bridge.
  void adopt(boolean up, List<AriLeg> found, List<String> inBridge) {
    this.up = up;
    found.forEach(leg -> legs.put(leg.id, leg));
    bridge.found(inBridge);
    for (AriLeg leg : found) {
      if (inBridge.contains(leg.channel) && connected == null) {
        connected = leg;
        leg.told = true;
        heldByCentre = channel == null || !inBridge.contains(channel);
      }
    }
  }

  // --- Commands; each answers whether there was something to do it to ---

  /// Takes the call and plays.
  CompletionStage<Boolean> queueHold(String media) {
    String caller = channel;
    if (caller == null || ended) {
      return is(true);
    }
    boolean first = !up;
    up = true;
    return (first ? link.post("/channels/" + caller + "/answer", Map.of()) : sound.none())
        .thenCompose(_ -> connected == null ? sound.program(caller, media) : settle());
  }

  CompletionStage<Boolean> play(String play, String media) {
    String caller = channel;
    if (caller == null || connected != null || !sound.first(play)) {
      return is(true);
    }
    return sound.say(caller, play, media);
  }

  CompletionStage<Boolean> record(int maxMillis) {
    String caller = channel;
    return caller == null || bridge.has(caller) ? is(true) : sound.record(caller, maxMillis);
  }

  /// Answers whether the phone could be asked to ring.
  CompletionStage<Boolean> ring(PhoneCommand.Ring ring, String endpoint) {
    if (legs.containsKey(ring.leg()) || ended) {
      return is(!ended);
    }
    AriLeg leg = new AriLeg(ring.leg(), AriNames.leg(id, ring.leg()));
    legs.put(leg.id, leg);
    owner.channel(leg.channel, this);
    leg.noAnswer = owner.after(ring.timeoutMs(), () -> expired(leg));
    return owner
        .originate()
        .leg(leg.channel, id, ring, endpoint)
        .thenApply(reply -> {
          if (!reply.ok() && legs.remove(leg.id) == leg) {
            leg.stopWaiting();
            leg.state = AriLeg.State.OVER;
            owner.gone(leg.channel);
          }
          return reply.ok();
        });
  }

  private void expired(AriLeg leg) {
    if (leg.state == AriLeg.State.RINGING) {
      leg.expired = true;
      hangUp(leg.channel);
      failed(leg, Failure.NO_ANSWER, 408);
    }
  }

  CompletionStage<Boolean> dial(String endpoint, String shown, long timeoutMs) {
    String caller = AriNames.caller(id);
    ours = true;
    channel = caller;
    owner.channel(caller, this);
    var _ =
        owner.after(
            timeoutMs,
            () -> {
              if (!up && !ended) {
                end(Party.CENTRE, "status_408", 0);
              }
            });
    return owner
        .originate()
        .caller(caller, id, endpoint, shown, timeoutMs)
        .thenApply(reply -> {
          if (!reply.ok()) {
            channel = null;
            owner.gone(caller);
          }
          return reply.ok();
        });
  }

  CompletionStage<Boolean> connect(String legId) {
    AriLeg leg = legs.get(legId);
    if (leg == null || !leg.up()) {
      return is(false);
    }
    boolean wasApart = consulted != null && connected == leg;
    consulted = null;
    if (connected != leg || wasApart) {
      connected = leg;
      heldByCentre = false;
      return settle()
          .thenApply(done -> {
            if (wasApart) {
              owner.tell(new PhoneEvent.Resumed(id, Party.CENTRE));
            }
            return done;
          });
    }
    return is(true);
  }

  CompletionStage<Boolean> hold(boolean on) {
    if (connected == null) {
      return is(false);
    }
    if (heldByCentre == on) {
      return is(true);
    }
    heldByCentre = on;
    return settle()
        .thenApply(_ -> {
          owner.tell(
              on
                  ? new PhoneEvent.Held(id, Party.CENTRE)
                  : new PhoneEvent.Resumed(id, Party.CENTRE));
          return true;
        });
  }

  CompletionStage<Boolean> consult(String legId) {
    AriLeg leg = legs.get(legId);
    if (leg == null || !leg.up() || connected == null || connected == leg) {
      return is(false);
    }
    if (consulted == leg) {
      return is(true);
    }
    consulted = leg;
    return settle()
        .thenApply(_ -> {
          owner.tell(new PhoneEvent.Held(id, Party.CENTRE));
          return true;
        });
  }

  CompletionStage<Boolean> answerTransfer(String legId, boolean accepted) {
    AriLeg leg = legs.get(legId);
    if (leg == null || !leg.asking) {
      return is(false);
    }
    leg.asking = false;
    String state = accepted ? "channel_answered" : "channel_declined";
    return link.post("/channels/" + leg.channel + "/transfer_progress", Map.of("states", state))
        .thenApply(_ -> true);
  }

  /// The caller stays.
  CompletionStage<Boolean> hangUpLeg(String legId) {
    AriLeg leg = legs.get(legId);
    if (leg == null) {
      return is(false);
    }
    hangUp(leg.channel);
    if (leg.state == AriLeg.State.RINGING) {
      failed(leg, Failure.CANCELLED, 487);
      return is(true);
    }
    forget(leg);
    return settle();
  }

  private void hangUp(String channel) {
    var _ = link.delete("/channels/" + channel, Map.of());
  }

  void hangUp(PhoneCommand.Cause cause) {
    end(Party.CENTRE, "hangup", up ? 16 : AriLeg.cause(cause));
  }

  /// Everybody out; told once, and after what the caller said.
  ///
  /// @param code with which the caller's channel is ended; 0 when it has ended by itself
  void end(Party by, String cause, int code) {
    if (ended) {
      return;
    }
    ended = true;
    for (AriLeg leg : legs()) {
      leg.stopWaiting();
      leg.state = AriLeg.State.OVER;
      owner.gone(leg.channel);
      hangUp(leg.channel);
    }
    legs.clear();
    String caller = channel;
    if (caller != null) {
      owner.gone(caller);
      var _ = link.delete("/channels/" + caller, Map.of("reason_code", String.valueOf(code)));
    }
    bridge.close();
    sound.whenRecorded(() -> {
      owner.ended(this);
      owner.tell(new PhoneEvent.Ended(id, by, cause));
    });
  }

  // --- Who is in the bridge ---

  private Set<String> wanted() {
    Set<String> wanted = new LinkedHashSet<>();
    AriLeg agent = connected;
    AriLeg colleague = consulted;
    String caller = channel;
    if (agent != null) {
      wanted.add(agent.channel);
      if (colleague != null) {
        wanted.add(colleague.channel);
      } else if (caller != null && up && !heldByCentre) {
        wanted.add(caller);
      }
    }
    return wanted;
  }

  private CompletionStage<Boolean> settle() {
    return bridge.keep(wanted(), channel, sound).thenCompose(_ -> afterwards());
  }

  private CompletionStage<Boolean> afterwards() {
    String caller = channel;
    AriLeg agent = connected;
    if (ended) {
      return is(true);
    }
    if (caller != null && up && !bridge.has(caller)) {
      return sound.music(caller);
    }
    if (caller != null && up && agent != null && !agent.told) {
      agent.told = true;
      owner.tell(new PhoneEvent.Connected(id, agent.id));
    }
    return agent != null && !up ? sound.ringBack(AriNames.bridge(id)) : is(true);
  }

  // --- What Asterisk says ---

  /// A channel of ours was answered.
  void answered(String at) {
    AriLeg leg = legAt(at);
    if (leg != null && leg.state == AriLeg.State.RINGING) {
      leg.state = AriLeg.State.UP;
      leg.stopWaiting();
      owner.tell(new PhoneEvent.LegAnswered(id, leg.id));
    } else if (at.equals(channel) && ours && !up) {
      up = true;
      owner.tell(new PhoneEvent.DialAnswered(id));
      var _ = inOrder(() -> sound.ringBackOver().thenCompose(_ -> settle()));
    }
  }

  /// A channel has ended.
  ///
  /// @param cause as Q.850 counts them
  void gone(String at, int cause) {
    AriLeg leg = legAt(at);
    if (leg != null && leg.state == AriLeg.State.RINGING) {
      failed(leg, AriLeg.failure(cause), AriLeg.status(cause));
    } else if (leg != null) {
      forget(leg);
      owner.tell(new PhoneEvent.LegEnded(id, leg.id));
      var _ = inOrder(this::settle);
    } else if (at.equals(channel)) {
      boolean never = ours && !up;
      end(
          never ? Party.CENTRE : Party.CALLER,
          never ? "status_" + AriLeg.status(cause) : up ? "bye" : "cancelled",
          0);
    }
  }

  private void failed(AriLeg leg, Failure why, int status) {
    leg.stopWaiting();
    forget(leg);
    owner.tell(new PhoneEvent.LegFailed(id, leg.id, why, status));
  }

  private void forget(AriLeg leg) {
    leg.state = AriLeg.State.OVER;
    legs.remove(leg.id);
    bridge.left(leg.channel);
    owner.gone(leg.channel);
    if (consulted == leg) {
      consulted = null;
    }
    if (connected == leg) {
      connected = null;
      consulted = null;
      heldByCentre = false;
    }
  }
}
