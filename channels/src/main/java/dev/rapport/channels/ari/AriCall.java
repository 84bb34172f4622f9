package dev.rapport.channels.ari;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneEvent.Failure;
import dev.rapport.channels.phone.PhoneEvent.Party;
import dev.rapport.channels.phone.PhoneSwitch.LiveCall;
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
  private final AriLegs legs;
  private final AriBridge bridge;
  private final AriSound sound;
  private final AriRecorder recorder;
  private final AriEars ears;
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
    legs = new AriLegs(owner, link, this);
    recorder = new AriRecorder(owner, link, id);
    ears = new AriEars(owner, link, this);
  }

  // --- What is known of it ---

  @Nullable String channel() {
    return channel;
  }

  AriSound sound() {
    return sound;
  }

  LiveCall live() {
    return new LiveCall(id, connected == null ? "" : connected.id, heldByCentre);
  }

  boolean hasCaller() {
    return channel != null;
  }

  AriEars ears() {
    return ears;
  }

  AriLegs legs() {
    return legs;
  }

  @Nullable String connectedChannel() {
    return connected == null ? null : connected.channel;
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
    found.forEach(legs::found);
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

  /// Keeps what is said in the talk that is under way.
  CompletionStage<Boolean> recordTalk(String as, String announcement) {
    return connected == null ? is(false) : recorder.record(as, announcement);
  }

  /// Answers whether the phone could be asked to ring.
  CompletionStage<Boolean> ring(PhoneCommand.Ring ring, String endpoint, String at) {
    return ended ? is(false) : legs.ring(ring, endpoint, at);
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
    if (leg == null || !leg.up() || ears.has(legId)) {
      return is(false);
    }
    boolean wasApart = consulted != null && connected == leg;
    consulted = null;
    if (connected != leg || wasApart) {
      if (connected != leg) {
        talkOver();
      }
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
    if (leg == null || !leg.up() || connected == null || connected == leg || ears.has(legId)) {
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
    return leg.answerTransfer(link, accepted);
  }

  /// The caller stays.
  CompletionStage<Boolean> hangUpLeg(String legId) {
    AriLeg leg = legs.get(legId);
    if (leg == null) {
      return is(false);
    }
    hangUp(leg);
    return settle();
  }

  private void hangUp(AriLeg leg) {
    legs.hangUp(leg);
    if (leg.state == AriLeg.State.RINGING) {
      legs.failed(leg, Failure.CANCELLED, 487);
    } else {
      forget(leg);
    }
  }

  /// Ends a leg that nobody asked to end; told as every end.
  void drop(String legId) {
    AriLeg leg = legs.get(legId);
    if (leg != null) {
      boolean up = leg.up();
      hangUp(leg);
      if (up) {
        owner.tell(new PhoneEvent.LegEnded(id, legId));
      }
      var _ = inOrder(this::settle);
    }
  }

  private void talkOver() {
    var _ = recorder.stop();
    ears.over();
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
    ears.over();
    legs.over();
    String caller = channel;
    if (caller != null) {
      owner.gone(caller);
      var _ = link.delete("/channels/" + caller, Map.of("reason_code", String.valueOf(code)));
    }
    var _ = recorder.stop().thenRun(bridge::close);
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
      wanted.addAll(ears.joining());
    }
    return wanted;
  }

  CompletionStage<Boolean> settle() {
    if (ended) {
      return is(true);
    }
    boolean talk = consulted == null && connected != null && wanted().contains(channel);
    return recorder
        .together(talk)
        .thenCompose(_ -> bridge.keep(wanted(), channel, sound))
        .thenCompose(_ -> afterwards());
  }

  private CompletionStage<Boolean> afterwards() {
    String caller = channel;
    AriLeg agent = connected;
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
    AriLeg leg = legs.at(at);
    if (leg != null && leg.state == AriLeg.State.RINGING) {
      leg.state = AriLeg.State.UP;
      leg.stopWaiting();
      owner.tell(new PhoneEvent.LegAnswered(id, leg.id));
      ears.answered(leg);
    } else if (at.equals(channel) && ours && !up) {
      up = true;
      owner.tell(new PhoneEvent.DialAnswered(id));
      var _ = inOrder(() -> sound.ringBackOver().thenCompose(_ -> settle()));
    } else {
      ears.entered(at);
    }
  }

  /// A channel has ended.
  ///
  /// @param cause as Q.850 counts them
  void gone(String at, int cause) {
    AriLeg leg = legs.at(at);
    if (leg != null && leg.state == AriLeg.State.RINGING) {
      legs.failed(leg, AriLeg.failure(cause), AriLeg.status(cause));
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
    } else {
      ears.lost(at);
    }
  }

  void forget(AriLeg leg) {
    leg.state = AriLeg.State.OVER;
    legs.remove(leg);
    ears.forget(leg.id);
    bridge.left(leg.channel);
    owner.gone(leg.channel);
    if (consulted == leg) {
      consulted = null;
    }
    if (connected == leg) {
      connected = null;
      consulted = null;
      heldByCentre = false;
      talkOver();
    }
  }
}
