package dev.rapport.channels.sip;

import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.Melody;
import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneEvent.Failure;
import dev.rapport.channels.phone.PhoneEvent.Party;
import java.io.IOException;
import java.util.List;
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
  private final AgentLegs agents = new AgentLegs();
  private final AgentRings rings;
  private @Nullable Leg caller;
  private final CallSound sound;
  private boolean dialled;
  private boolean ended;

  SipCall(SipSwitch owner, String id) {
    this.owner = owner;
    this.id = id;
    sound = new CallSound(owner, id);
    rings = new AgentRings(owner, this, agents);
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
  AgentLegs agents() {
    return agents;
  }

  boolean hasCaller() {
    return caller != null;
  }

  private @Nullable Sdp callerSdp() {
    return caller == null ? null : caller.remote();
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
    if (agents.get(ring.leg()) != null) {
      return true;
    }
    if (remote == null || ended) {
      return false;
    }
    rings.ring(ring, reach, remote);
    return true;
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
    boolean consulting = agents.consulted != null;
    agents.consulted = null;
    if (agents.connected != agent) {
      agents.connected = agent;
      agents.heldByCentre = false;
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
    AgentLeg agent = agents.connected;
    if (colleague == null || !colleague.leg.isUp() || agent == null || agent == colleague) {
      return false;
    }
    if (agents.consulted != colleague) {
      agents.consulted = colleague;
      settle();
      owner.tell(new PhoneEvent.Held(id, Party.CENTRE));
    }
    return true;
  }

  /// Another phone takes the place of one that is in the call (RFC 3891), which is hung up.
  void replace(Leg old, Leg fresh, Sdp offer) {
    Sdp told = localFor(old);
    Sdp answer = told == null ? null : told.with(Sdp.Direction.SENDRECV).answering(offer);
    if (answer == null || !answer.usable()) {
      fresh.refuse(fresh.response(488));
      return;
    }
    fresh.heard(offer);
    owner.door().admit(fresh);
    if (old == caller) {
      caller = fresh;
      dialled = false;
    } else {
      agents.replace(old, fresh);
    }
    fresh.accept(answer);
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
    if (agents.connected == null) {
      return false;
    }
    if (agents.heldByCentre != on) {
      agents.heldByCentre = on;
      settle();
      owner.tell(
          on ? new PhoneEvent.Held(id, Party.CENTRE) : new PhoneEvent.Resumed(id, Party.CENTRE));
    }
    return true;
  }

  boolean answerTransfer(String legId, boolean accepted) {
    return rings.answerTransfer(legId, accepted);
  }

  /// The caller stays.
  boolean hangUpLeg(String legId) {
    AgentLeg agent = agents.get(legId);
    if (agent == null) {
      return false;
    }
    boolean was = agents.parted(agent);
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

  private void drop(AgentLeg agent) {
    agent.leg.end();
    agents.remove(agent);
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
    for (AgentLeg agent : agents.list()) {
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
    Sdp theirs = agents.direct();
    if (theirs != null) {
      sound.pause();
    }
    try {
      leg.wantFrom(theirs == null ? sound.sdp() : theirs.with(Sdp.Direction.SENDRECV));
    } catch (IOException e) {
      finish(Party.CENTRE, "no_media");
      return;
    }
    agents.hear(leg.remote());
    heard(leg);
  }

  /// What follows from what the caller's side has agreed to.
  private void heard(Leg leg) {
    Sdp local = leg.local();
    Sdp remote = leg.remote();
    if (local == null || remote == null || !leg.settled()) {
      return;
    }
    boolean ours = sound.isAt(local.port());
    AgentLeg agent = agents.connected;
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
    AgentLeg agent = agents.of(leg);
    if (agent == null) {
      return;
    }
    agents.remove(agent);
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
    AgentLeg agent = agents.of(leg);
    owner.door().forget(leg);
    if (agent == null) {
      return;
    }
    agents.remove(agent);
    if (agents.parted(agent)) {
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
        Sdp colleague = agents.colleagueOf(leg);
        Sdp heard = colleague == null ? callerSdp() : colleague;
        return heard == null ? sound.sdp() : AgentLeg.answerTo(leg.remote(), heard);
      }
      return agents.direct() == null ? sound.sdp() : agents.direct();
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public void renegotiated(Leg leg) {
    AgentLeg agent = agents.get(leg.id());
    Sdp remote = leg.remote();
    boolean talks = agent != null && agents.isConnected(agent) && agents.consulted == null;
    if (agent != null && talks && remote != null && !agents.heldByCentre) {
      agent.holdChanged(id, callerSdp()).ifPresent(owner::tell);
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
