package dev.rapport.channels.sip;

import dev.rapport.channels.phone.PhoneSwitch.LiveCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The agents' phones in one call: those that ring, the one that talks to the caller, and the one
/// that it talks to meanwhile.
final class AgentLegs {
  private final Map<String, AgentLeg> all = new HashMap<>();
  @Nullable AgentLeg connected;

  /// Whom the connected one talks to instead of the caller; null for nobody.
  @Nullable AgentLeg consulted;

  boolean heldByCentre;

  @Nullable AgentLeg get(String leg) {
    return all.get(leg);
  }

  /// The one whose phone a leg is, unless another has taken its place.
  @Nullable AgentLeg of(Leg leg) {
    AgentLeg agent = all.get(leg.id());
    return agent != null && agent.leg == leg ? agent : null;
  }

  void add(AgentLeg agent) {
    all.put(agent.leg.id(), agent);
  }

  void remove(AgentLeg agent) {
    all.remove(agent.leg.id(), agent);
  }

  List<AgentLeg> list() {
    return List.copyOf(all.values());
  }

  boolean isConnected(AgentLeg agent) {
    return connected == agent;
  }

  LiveCall live(String call) {
    return new LiveCall(call, connectedLeg(), heldByCentre);
  }

  private String connectedLeg() {
    return connected == null ? "" : connected.leg.id();
  }

  /// Nobody hears them any more; whether somebody did.
  boolean parted(AgentLeg agent) {
    boolean was = connected == agent || consulted == agent;
    if (was) {
      consulted = null;
    }
    if (connected == agent) {
      connected = null;
      heldByCentre = false;
    }
    return was;
  }

  /// Another phone takes the place of one.
  void replace(Leg old, Leg fresh) {
    AgentLeg agent = of(old);
    if (agent != null) {
      AgentLeg successor = agent.succeededBy(fresh);
      add(successor);
      connected = connected == agent ? successor : connected;
      consulted = consulted == agent ? successor : consulted;
    }
  }

  /// Where the agent's sound is, when the caller is to hear it.
  @Nullable Sdp direct() {
    AgentLeg agent = connected;
    boolean apart = agent == null || agent.held || heldByCentre || consulted != null;
    return apart || agent == null ? null : agent.leg.remote();
  }

  /// The sound of whoever an agent talks to besides the caller; null for nobody.
  @Nullable Sdp colleagueOf(Leg leg) {
    AgentLeg agent = connected;
    AgentLeg colleague = consulted;
    if (agent == null || colleague == null) {
      return null;
    }
    return leg == agent.leg
        ? colleague.leg.remote()
        : leg == colleague.leg ? agent.leg.remote() : null;
  }

  /// Tells those who talk whom they hear: the caller, or each other. A phone that put us on hold is
  /// told nothing: its own wish stands until it takes it back.
  void hear(@Nullable Sdp caller) {
    AgentLeg agent = connected;
    AgentLeg colleague = consulted;
    if (agent != null && colleague != null) {
      agent.hear(colleague);
      colleague.hear(agent);
    } else if (agent != null && caller != null && !agent.held) {
      agent.leg.wantWay(caller.with(heldByCentre ? Sdp.Direction.INACTIVE : caller.direction()));
    }
  }
}
