package dev.rapport.channels.sip;

import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.Melody;
import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneEvent.Failure;
import dev.rapport.channels.phone.PhoneEvent.Party;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call: the caller's leg, our sound for as long as nobody else talks to them, and the legs of
/// agents. It decides nothing; it keeps both sides hearing what the state of the call says they
/// should ([#settle]).
///
/// ```
///   queued: caller ⇄ our port (music)
///   connected: caller ⇄ agent's phone, directly (RFC 3725): each is told the other's address
///   held: caller ⇄ our port (music), agent quiet
/// ```
final class SipCall implements Leg.Owner {
  private static final long LINGER = 1_500;
  private static final Clip RINGING = Melody.ringing();

  private final SipSwitch owner;
  private final String id;
  private final Map<String, AgentLeg> agents = new HashMap<>();
  private @Nullable Leg caller;
  private final CallSound sound;
  private final Map<String, Replaces> referred = new HashMap<>();
  private @Nullable AgentLeg connected;
  private @Nullable AgentLeg consulted;
  private boolean heldByCentre;
  private boolean dialled;
  private boolean ended;

  SipCall(SipSwitch owner, String id) {
    this.owner = owner;
    this.id = id;
    sound = new CallSound(owner, id);
  }

  void caller(Leg caller, boolean dialled) {
    this.caller = caller;
    this.dialled = dialled;
  }

  String id() {
    return id;
  }

  CallSound sound() {
    return sound;
  }

  /// The leg that is connected; empty when nobody is.
  String connectedLeg() {
    return connected == null ? "" : connected.leg.id();
  }

  boolean hasCaller() {
    return caller != null;
  }

  private @Nullable Sdp callerSdp() {
    Leg leg = caller;
    return leg == null ? null : leg.remote();
  }

  // --- Commands; each answers whether there was something to do it to ---

  /// Takes the call and plays.
  void queueHold(List<Clip> prompts, @Nullable Clip music) throws IOException {
    Leg leg = caller;
    if (leg == null) {
      return;
    }
    sound.program(prompts, music);
    if (!leg.isAnswered()) {
      Sdp offer = leg.remote();
      leg.accept(offer == null ? sound.sdp() : sound.sdp().answering(offer));
    } else {
      settle();
    }
  }

  boolean ring(PhoneCommand.Ring ring, Reach reach) throws IOException {
    boolean alone = caller == null || (dialled && !caller.isAnswered());
    Sdp remote = alone ? sound.sdp() : callerSdp();
    if (agents.containsKey(ring.leg())) {
      return true;
    }
    if (remote == null || ended) {
      return false;
    }
    Sdp offer = remote.in(Sdp.Shape.AUDIO).with(Sdp.Direction.SENDRECV);
    Replaces replaced = referred.remove(ring.endpoint().toLowerCase(Locale.ROOT));
    AgentLeg agent = invite(ring, reach, offer, replaced);
    agent.noAnswer = owner.alarms().after(ring.timeoutMs(), () -> expired(ring.leg()));
    return true;
  }

  /// @param replaced the dialog of theirs that this one takes the place of; null for none
  private AgentLeg invite(
      PhoneCommand.Ring ring, Reach reach, Sdp offer, @Nullable Replaces replaced) {
    Dialog dialog =
        Outgoing.dialog(owner.stack(), reach, ring.display().number(), ring.display().name());
    AgentLeg agent = new AgentLeg(new Leg(owner.stack(), ring.leg(), this, dialog));
    agents.put(ring.leg(), agent);
    owner.door().admit(agent.leg);
    var headers = new SipHeaders.Builder().add("X-Rapport-Call", id);
    if (replaced != null) {
      headers.add("Replaces", replaced.text());
      agent.otherwise = () -> {
        AgentLeg plain = invite(ring, reach, offer, null);
        plain.noAnswer = agent.noAnswer;
      };
    }
    agent.leg.invite(offer, headers.build());
    return agent;
  }

  private void expired(String legId) {
    AgentLeg agent = agents.get(legId);
    if (agent != null && !agent.leg.isUp()) {
      agent.expired = true;
      agent.leg.end();
      failed(agent.leg, 487);
    }
  }

  /// Calls the one who is to be this call's caller.
  void dial(Reach reach, PhoneCommand.Dial dial) throws IOException {
    String shown = dial.callerId().isEmpty() ? owner.settings().number() : dial.callerId();
    Dialog dialog = Outgoing.dialog(owner.stack(), reach, shown, "");
    Leg leg = new Leg(owner.stack(), "caller", this, dialog);
    caller(leg, true);
    owner.door().admit(leg);
    leg.invite(sound.sdp(), new SipHeaders(List.of()));
    owner.alarms().after(dial.timeoutMs(), () -> leg.expire());
  }

  boolean connect(String legId) {
    AgentLeg agent = agents.get(legId);
    if (agent == null || !agent.leg.isUp()) {
      return false;
    }
    boolean consulting = consulted != null;
    consulted = null;
    if (connected != agent) {
      connected = agent;
      heldByCentre = false;
      settle();
      ringBack(agent);
    } else if (consulting) {
      settle();
      owner.tell(new PhoneEvent.Resumed(id, Party.CENTRE));
    }
    return true;
  }

  boolean consult(String legId) {
    AgentLeg colleague = agents.get(legId);
    AgentLeg agent = connected;
    if (colleague == null || !colleague.leg.isUp() || agent == null || agent == colleague) {
      return false;
    }
    if (consulted != colleague) {
      consulted = colleague;
      settle();
      owner.tell(new PhoneEvent.Held(id, Party.CENTRE));
    }
    return true;
  }

  /// Another phone takes the place of one that is in the call (RFC 3891): it is told what that one
  /// was told, and that one is hung up.
  void replace(Leg old, Leg fresh, Sdp offer) {
    Sdp told = localFor(old);
    if (told == null) {
      fresh.refuse(fresh.response(480));
      return;
    }
    fresh.heard(offer);
    owner.door().admit(fresh);
    AgentLeg agent = agents.get(old.id());
    if (old == caller) {
      caller = fresh;
      dialled = false;
    } else if (agent != null) {
      AgentLeg successor = agent.succeededBy(fresh);
      agents.put(old.id(), successor);
      connected = connected == agent ? successor : connected;
      consulted = consulted == agent ? successor : consulted;
    }
    fresh.accept(told.with(Sdp.Direction.SENDRECV).answering(offer));
    old.end();
    owner.door().forget(old);
  }

  /// Whoever picked up before the other end was reached hears that it rings there.
  private void ringBack(AgentLeg agent) {
    Sdp remote = agent.leg.remote();
    boolean alone = caller == null || (dialled && !caller.isAnswered());
    if (alone && remote != null && remote.usable() && remote.law().isPresent()) {
      sound.program(List.of(), RINGING);
      sound.play(remote, owner.isNear(agent.leg.dialog().hop(), remote.address()));
    }
  }

  boolean hold(boolean on) {
    if (connected == null) {
      return false;
    }
    if (heldByCentre != on) {
      heldByCentre = on;
      settle();
      owner.tell(
          on ? new PhoneEvent.Held(id, Party.CENTRE) : new PhoneEvent.Resumed(id, Party.CENTRE));
    }
    return true;
  }

  boolean answerTransfer(String legId, boolean accepted) {
    AgentLeg agent = agents.get(legId);
    if (agent == null || agent.refer == null) {
      return false;
    }
    Replaces replaced = agent.replaces();
    if (accepted && replaced != null) {
      referred.put(agent.referredTo(), replaced);
    }
    agent.answerTransfer(accepted);
    return true;
  }

  /// The caller stays.
  boolean hangUpLeg(String legId) {
    AgentLeg agent = agents.get(legId);
    if (agent == null) {
      return false;
    }
    boolean was = parted(agent);
    agent.noAnswer.cancel();
    if (agent.leaving) {
      // It hangs up by itself after its transfer; ours would cross its own.
      owner.alarms().after(LINGER, () -> drop(agent));
    } else {
      boolean answered = agent.leg.isUp();
      agent.leg.end();
      if (answered) {
        drop(agent);
      } else {
        failed(agent.leg, 487);
      }
    }
    if (was) {
      settle();
    }
    return true;
  }

  /// Nobody hears them any more; whether somebody did.
  private boolean parted(AgentLeg agent) {
    boolean was = connected == agent || consulted == agent;
    consulted = was ? null : consulted;
    if (connected == agent) {
      connected = null;
      heldByCentre = false;
    }
    return was;
  }

  private void drop(AgentLeg agent) {
    agent.leg.end();
    agents.remove(agent.leg.id());
    owner.door().forget(agent.leg);
  }

  void hangUp(PhoneCommand.Cause cause) {
    if (caller != null && !caller.isAnswered() && !dialled) {
      caller.refuse(Outgoing.refusal(caller, cause));
    }
    finish(Party.CENTRE, "hangup");
  }

  /// Everybody out; told once.
  void finish(Party by, String cause) {
    if (ended) {
      return;
    }
    ended = true;
    for (AgentLeg agent : List.copyOf(agents.values())) {
      agent.noAnswer.cancel();
      drop(agent);
    }
    if (caller != null) {
      caller.end();
      owner.door().forget(caller);
    }
    sound.whenRecorded(() -> {
      sound.close();
      owner.ended(this);
      owner.tell(new PhoneEvent.Ended(id, by, cause));
    });
  }

  // --- Who hears whom ---

  /// Tells each side the address it should be sending to now; music starts when the caller's side
  /// knows that it comes from us, and stops before it is told otherwise.
  private void settle() {
    Leg leg = caller;
    if (ended || leg == null || !leg.isUp()) {
      return;
    }
    AgentLeg agent = connected;
    Sdp theirs = direct();
    if (theirs != null) {
      sound.pause();
    }
    try {
      leg.wantFrom(theirs == null ? sound.sdp() : theirs.with(Sdp.Direction.SENDRECV));
    } catch (IOException e) {
      finish(Party.CENTRE, "no_media");
      return;
    }
    Sdp heard = leg.remote();
    AgentLeg colleague = consulted;
    // A phone that put us on hold is told nothing: its own wish stands until it takes it back.
    if (agent != null && heard != null && !agent.held && colleague == null) {
      agent.leg.wantWay(heard.with(heldByCentre ? Sdp.Direction.INACTIVE : heard.direction()));
    } else if (agent != null && colleague != null) {
      agent.hear(colleague);
      colleague.hear(agent);
    }
    heard(leg);
  }

  /// Where the agent's sound is, when the caller is to hear it.
  private @Nullable Sdp direct() {
    AgentLeg agent = connected;
    boolean apart = agent == null || agent.held || heldByCentre || consulted != null;
    return apart || agent == null ? null : agent.leg.remote();
  }

  /// What follows from what the caller's side has agreed to.
  private void heard(Leg leg) {
    Sdp local = leg.local();
    Sdp remote = leg.remote();
    if (local == null || remote == null || !leg.settled()) {
      return;
    }
    boolean ours = sound.isAt(local.port());
    AgentLeg agent = connected;
    if (ours && remote.law().isPresent() && remote.usable()) {
      sound.play(remote, owner.isNear(leg.dialog().hop(), remote.address()));
    }
    if (!ours && agent != null && !agent.told) {
      agent.told = true;
      owner.tell(new PhoneEvent.Connected(id, agent.leg.id()));
    }
  }

  // --- What the legs say ---

  @Override
  public void up(Leg leg) {
    if (leg == caller) {
      if (dialled) {
        owner.tell(new PhoneEvent.DialAnswered(id));
      }
      settle();
      return;
    }
    AgentLeg agent = agents.get(leg.id());
    if (agent != null && agent.answeredBefore) {
      settle();
    } else if (agent != null) {
      agent.noAnswer.cancel();
      owner.tell(new PhoneEvent.LegAnswered(id, leg.id()));
    }
  }

  @Override
  public void ringing(Leg leg) {
    AgentLeg agent = agents.get(leg.id());
    if (agent != null && agent.firstRing()) {
      owner.tell(new PhoneEvent.LegRinging(id, leg.id()));
    }
  }

  @Override
  public void failed(Leg leg, int status) {
    if (leg == caller) {
      finish(dialled ? Party.CENTRE : Party.CALLER, dialled ? "status_" + status : "cancelled");
      return;
    }
    AgentLeg agent = agents.get(leg.id());
    if (agent == null || agent.leg != leg) {
      return;
    }
    agents.remove(leg.id());
    owner.door().forget(leg);
    if (status == 481 && agent.otherwise != null) {
      // The call that ours was to take the place of is gone: then it rings as any other.
      agent.otherwise.run();
    } else {
      agent.noAnswer.cancel();
      Failure reason = agent.expired ? Failure.NO_ANSWER : AgentLeg.failure(status);
      owner.tell(new PhoneEvent.LegFailed(id, leg.id(), reason, status));
    }
  }

  @Override
  public void ended(Leg leg, String cause) {
    if (leg == caller) {
      finish(Party.CALLER, cause);
      return;
    }
    AgentLeg agent = agents.get(leg.id());
    owner.door().forget(leg);
    if (agent == null || agent.leg != leg) {
      return;
    }
    agents.remove(leg.id());
    if (parted(agent)) {
      // Mostly the call is hung up now; music is for those whose call goes on.
      owner.alarms().after(LINGER, this::settle);
    }
    if (!agent.leaving) {
      owner.tell(new PhoneEvent.LegEnded(id, leg.id()));
    }
  }

  @Override
  public @Nullable Sdp localFor(Leg leg) {
    try {
      if (leg != caller) {
        Sdp heard = colleagueOf(leg) == null ? callerSdp() : colleagueOf(leg);
        return heard == null ? sound.sdp() : AgentLeg.answerTo(leg.remote(), heard);
      }
      Sdp theirs = direct();
      return theirs == null ? sound.sdp() : theirs;
    } catch (IOException e) {
      return null;
    }
  }

  /// The sound of whoever an agent talks to besides the caller; null for nobody.
  private @Nullable Sdp colleagueOf(Leg leg) {
    AgentLeg agent = connected;
    AgentLeg colleague = consulted;
    if (agent == null || colleague == null) {
      return null;
    }
    return leg == agent.leg
        ? colleague.leg.remote()
        : leg == colleague.leg ? agent.leg.remote() : null;
  }

  @Override
  public void renegotiated(Leg leg) {
    AgentLeg agent = agents.get(leg.id());
    Sdp remote = leg.remote();
    if (agent != null && agent == connected && remote != null) {
      if (!heldByCentre && consulted == null) {
        agent.holdChanged(id, callerSdp()).ifPresent(owner::tell);
      }
    }
    settle();
  }

  @Override
  public void asked(Leg leg, ServerTransaction transaction) {
    InCallRequests.answer(this, leg, transaction);
  }

  /// The agent whose phone a leg is; null for the caller's.
  @Nullable AgentLeg agent(Leg leg) {
    return leg == caller ? null : agents.get(leg.id());
  }

  void tell(PhoneEvent event) {
    owner.tell(event);
  }
}
