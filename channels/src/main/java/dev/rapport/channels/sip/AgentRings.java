package dev.rapport.channels.sip;

import dev.rapport.channels.phone.PhoneCommand;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets agents' phones ring in a call, and remembers where a phone wants to hand it over to:
/// whoever has talked to a colleague first (RFC 3891) names that talk, and the colleague's phone
/// lets the call take its place.
final class AgentRings {
  private final SipSwitch owner;
  private final SipCall call;
  private final AgentLegs agents;
  private final Map<String, Replaces> referred = new HashMap<>();

  AgentRings(SipSwitch owner, SipCall call, AgentLegs agents) {
    this.owner = owner;
    this.call = call;
    this.agents = agents;
  }

  void ring(PhoneCommand.Ring ring, Reach reach, Sdp sound) {
    Sdp offer = sound.in(Sdp.Shape.AUDIO).with(Sdp.Direction.SENDRECV);
    Replaces replaced = referred.remove(ring.endpoint().toLowerCase(Locale.ROOT));
    AgentLeg agent = invite(ring, reach, offer, replaced);
    agent.noAnswer = owner.alarms().after(ring.timeoutMs(), () -> expired(ring.leg()));
  }

  /// @param replaced the dialog of theirs that this one takes the place of; null for none
  private AgentLeg invite(
      PhoneCommand.Ring ring, Reach reach, Sdp offer, @Nullable Replaces replaced) {
    Dialog dialog =
        Outgoing.dialog(owner.stack(), reach, ring.display().number(), ring.display().name());
    AgentLeg agent = new AgentLeg(new Leg(owner.stack(), ring.leg(), call, dialog));
    agents.add(agent);
    owner.door().admit(agent.leg);
    var headers = new SipHeaders.Builder().add("X-Rapport-Call", call.id());
    if (replaced != null) {
      headers.add("Replaces", replaced.text());
      agent.otherwise =
          () -> {
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
      call.failed(agent.leg, 487);
    }
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
}
