package dev.rapport.channels.phone;

import dev.rapport.channels.phone.PhoneEvent.Failure;
import dev.rapport.channels.phone.PhoneEvent.Party;

/// An agent's phone in a call of a [ScriptedSwitch], and what is done with it.
public final class ScriptedLeg {
  private final ScriptedSwitch owner;
  private final ScriptedCall call;
  private final PhoneCommand.Ring ring;
  private State state = State.RINGING;
  private boolean together;
  private boolean holding;
  private boolean asking;
  private boolean leaving;

  private enum State {
    RINGING,
    UP,
    OVER
  }

  ScriptedLeg(ScriptedSwitch owner, ScriptedCall call, PhoneCommand.Ring ring) {
    this.owner = owner;
    this.call = call;
    this.ring = ring;
  }

  public String id() {
    return ring.leg();
  }

  /// Who calls, as it shows.
  public PhoneCommand.Display display() {
    return ring.display();
  }

  // --- What is done with it ---

  public void answer() {
    owner.within(() -> {
      if (state == State.RINGING) {
        state = State.UP;
        owner.tell(new PhoneEvent.LegAnswered(call.id(), id()));
        call.talk().answered(this);
      }
      return true;
    });
  }

  public void decline(Failure why, int code) {
    fail(why, code);
  }

  public void hangUp() {
    owner.within(() -> {
      if (state == State.UP) {
        state = State.OVER;
        call.forget(this);
        if (!leaving) {
          owner.tell(new PhoneEvent.LegEnded(call.id(), id()));
        }
      }
      return true;
    });
  }

  /// Puts the caller on hold, or takes them back.
  public void hold(boolean on) {
    owner.within(() -> {
      if (state == State.UP && call.isConnected(this) && holding != on) {
        holding = on;
        owner.tell(
            on
                ? new PhoneEvent.Held(call.id(), Party.AGENT)
                : new PhoneEvent.Resumed(call.id(), Party.AGENT));
      }
      return true;
    });
  }

  /// Asks to hand the caller over.
  public void transfer(String target) {
    owner.within(() -> {
      if (state == State.UP) {
        asking = true;
        owner.tell(new PhoneEvent.TransferAsked(call.id(), id(), target, false));
      }
      return true;
    });
  }

  /// Whether it rings still.
  public boolean rings() {
    return owner.within(() -> state == State.RINGING);
  }

  public boolean over() {
    return owner.within(() -> state == State.OVER);
  }

  // --- For the call ---

  boolean up() {
    return state == State.UP;
  }

  boolean holds() {
    return holding;
  }

  boolean firstTogether() {
    boolean first = !together;
    together = true;
    return first;
  }

  boolean transferAnswered(boolean accepted) {
    boolean asked = asking;
    asking = false;
    leaving = asked && accepted;
    return asked;
  }

  void fail(Failure why, int code) {
    owner.within(() -> {
      if (state == State.RINGING) {
        state = State.OVER;
        call.failed(this, why, code);
      }
      return true;
    });
  }

  /// The centre ends it.
  void hungUp() {
    if (state == State.RINGING) {
      state = State.OVER;
      call.failed(this, Failure.CANCELLED, 487);
    } else {
      quiet();
      call.forget(this);
    }
  }

  void quiet() {
    state = State.OVER;
  }
}
