package dev.rapport.channels.phone;

import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.Wav;
import dev.rapport.channels.phone.PhoneCommand.Prompt;
import dev.rapport.channels.phone.PhoneEvent.Failure;
import dev.rapport.channels.phone.PhoneEvent.Party;
import dev.rapport.channels.phone.PhoneSwitch.LiveCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A call of a [ScriptedSwitch], and the customer's side of it: what they do, and what they hear.
///
/// ```
///  theirs: Calling ──QueueHold──▶ Up ──▶ Over
///  ours:   Alone ──Dial──▶ Calling ──answer──▶ Up ──▶ Over
/// ```
public final class ScriptedCall {
  private static final int MOST_SAID = 1_000;

  private final ScriptedSwitch owner;
  private final String id;
  private final boolean ours;
  private final Map<String, ScriptedLeg> legs = new LinkedHashMap<>();
  private final List<Prompt> said = new ArrayList<>();
  private final Set<String> plays = new HashSet<>();
  private final ScriptedTalk talk;
  private Stage stage;
  private @Nullable ScriptedLeg connected;
  private @Nullable ScriptedLeg consulted;
  private boolean heldByCentre;
  private long recording;

  private enum Stage {
    ALONE,
    CALLING,
    UP,
    OVER
  }

  ScriptedCall(ScriptedSwitch owner, String id, boolean ours) {
    this.owner = owner;
    this.id = id;
    this.ours = ours;
    stage = ours ? Stage.ALONE : Stage.CALLING;
    talk = new ScriptedTalk(owner, this);
  }

  public String id() {
    return id;
  }

  // --- What the customer does ---

  /// Answers a call of ours.
  public void answer() {
    owner.within(() -> {
      if (ours && stage == Stage.CALLING) {
        stage = Stage.UP;
        owner.tell(new PhoneEvent.DialAnswered(id));
        together();
      }
      return true;
    });
  }

  /// Does not take a call of ours.
  public void decline(int status) {
    unanswered(status);
  }

  public void hangUp() {
    owner.within(() -> {
      end(Party.CALLER, stage == Stage.CALLING ? "cancelled" : "bye");
      return true;
    });
  }

  public void press(char digit) {
    owner.within(() -> {
      if (stage == Stage.UP) {
        if (digit == '#' && recording > 0) {
          recorded();
        } else {
          owner.tell(new PhoneEvent.Digit(id, digit));
        }
      }
      return true;
    });
  }

  // --- What the customer hears ---

  /// The leg they talk to; empty when they hear music, or nothing.
  public String hears() {
    return owner.within(() -> {
      ScriptedLeg agent = connected;
      return agent == null
              || consulted != null
              || heldByCentre
              || agent.holds()
              || stage != Stage.UP
          ? ""
          : agent.id();
    });
  }

  /// What was said to them so far.
  public List<Prompt> said() {
    return owner.within(() -> List.copyOf(said));
  }

  public boolean over() {
    return owner.within(() -> stage == Stage.OVER);
  }

  // --- For the switch ---

  /// Not taken at all.
  void refuse() {
    stage = Stage.OVER;
  }

  LiveCall live() {
    return new LiveCall(id, connected == null ? "" : connected.id(), heldByCentre);
  }

  /// Whether that is the first try.
  boolean dial() {
    boolean first = stage == Stage.ALONE;
    if (first) {
      stage = Stage.CALLING;
    }
    return first;
  }

  void unanswered(int status) {
    owner.within(() -> {
      if (ours && stage == Stage.CALLING) {
        end(Party.CENTRE, "status_" + status);
      }
      return true;
    });
  }

  boolean carryOut(PhoneCommand command) {
    return switch (command) {
      case PhoneCommand.Open _, PhoneCommand.Dial _ -> true;
      case PhoneCommand.QueueHold(_, _, var prompts) -> {
        if (stage == Stage.CALLING && !ours) {
          stage = Stage.UP;
        }
        hear(prompts);
        yield true;
      }
      case PhoneCommand.Play(_, String play, var prompts) -> {
        if (plays.add(play)) {
          hear(prompts);
          owner.tell(new PhoneEvent.Said(id, play));
        }
        yield true;
      }
      case PhoneCommand.Ring ring -> {
        ring(ring);
        yield true;
      }
      case PhoneCommand.Connect(_, String leg) -> connect(leg);
      case PhoneCommand.Consult(_, String leg) -> consult(leg);
      case PhoneCommand.Hold _ -> hold(true);
      case PhoneCommand.Resume _ -> hold(false);
      case PhoneCommand.AnswerTransfer(_, String leg, boolean accepted) ->
          transferAnswered(legs.get(leg), accepted);
      case PhoneCommand.HangUpLeg(_, String leg) -> {
        ScriptedLeg agent = legs.get(leg);
        if (agent != null) {
          agent.hungUp();
        }
        yield agent != null;
      }
      case PhoneCommand.HangUp _ -> {
        end(Party.CENTRE, "hangup");
        yield true;
      }
      case PhoneCommand.RecordCaller(_, int most) -> {
        recording = most;
        yield true;
      }
      case PhoneCommand.OfTalk ofTalk -> talk.carryOut(ofTalk);
    };
  }

  void ring(PhoneCommand.Ring ring) {
    if (!legs.containsKey(ring.leg())) {
      ScriptedLeg leg = new ScriptedLeg(owner, this, ring);
      legs.put(ring.leg(), leg);
      owner.tell(new PhoneEvent.LegRinging(id, ring.leg()));
      owner.ring(leg, ring.endpoint(), ring.timeoutMs());
    }
  }

  @Nullable ScriptedLeg leg(String leg) {
    return legs.get(leg);
  }

  ScriptedTalk talk() {
    return talk;
  }

  private static boolean transferAnswered(@Nullable ScriptedLeg asking, boolean accepted) {
    return asking != null && asking.transferAnswered(accepted);
  }

  private void hear(List<Prompt> prompts) {
    if (said.size() + prompts.size() <= MOST_SAID) {
      said.addAll(prompts);
    }
  }

  private boolean connect(String leg) {
    ScriptedLeg agent = legs.get(leg);
    if (agent == null || !agent.up() || talk.listens(leg)) {
      return false;
    }
    boolean consulting = consulted != null;
    consulted = null;
    if (connected != agent) {
      talk.over();
      connected = agent;
      heldByCentre = false;
      together();
    } else if (consulting) {
      owner.tell(new PhoneEvent.Resumed(id, Party.CENTRE));
    }
    return true;
  }

  private boolean consult(String leg) {
    ScriptedLeg colleague = legs.get(leg);
    if (colleague == null || !colleague.up() || connected == null || connected == colleague) {
      return false;
    }
    if (consulted != colleague) {
      consulted = colleague;
      owner.tell(new PhoneEvent.Held(id, Party.CENTRE));
    }
    return true;
  }

  private void together() {
    ScriptedLeg agent = connected;
    if (stage == Stage.UP && agent != null && agent.firstTogether()) {
      owner.tell(new PhoneEvent.Connected(id, agent.id()));
    }
  }

  private boolean hold(boolean on) {
    if (connected == null) {
      return false;
    }
    if (heldByCentre != on) {
      heldByCentre = on;
      owner.tell(
          on ? new PhoneEvent.Held(id, Party.CENTRE) : new PhoneEvent.Resumed(id, Party.CENTRE));
    }
    return true;
  }

  boolean isConnected(ScriptedLeg leg) {
    return connected == leg;
  }

  void forget(ScriptedLeg leg) {
    legs.remove(leg.id());
    talk.forget(leg);
    if (connected == leg || consulted == leg) {
      consulted = null;
    }
    if (connected == leg) {
      connected = null;
      talk.over();
      heldByCentre = false;
    }
  }

  private void recorded() {
    short[] silence = new short[Clip.RATE];
    recording = 0;
    owner.tell(new PhoneEvent.Recorded(id, Wav.write(silence), 1_000));
  }

  void end(Party by, String cause) {
    if (stage == Stage.OVER) {
      return;
    }
    if (recording > 0) {
      recorded();
    }
    stage = Stage.OVER;
    talk.over();
    List.copyOf(legs.values()).forEach(ScriptedLeg::quiet);
    legs.clear();
    connected = null;
    owner.forget(this);
    owner.tell(new PhoneEvent.Ended(id, by, cause));
  }

  /// Tells that a leg was never answered.
  void failed(ScriptedLeg leg, Failure why, int code) {
    forget(leg);
    owner.tell(new PhoneEvent.LegFailed(id, leg.id(), why, code));
  }
}
