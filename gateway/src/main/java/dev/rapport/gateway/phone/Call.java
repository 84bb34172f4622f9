package dev.rapport.gateway.phone;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.OfferId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A call that lives, and the contact it is.
final class Call {
  final String id;
  final PhoneEvent.CallerIdentity caller;
  final String dialled;

  /// Null until it is durable.
  @Nullable ContactId contact;

  /// The rings under way and the one that was answered, by leg.
  final Map<String, Ring> rings = new LinkedHashMap<>();

  /// Who has it.
  @Nullable AgentId holder;

  /// The leg of whoever has it; null while nobody's phone is connected.
  @Nullable String connected;

  /// A leg that asked to hand the call over and has not been answered.
  @Nullable String transferring;

  boolean waiting;
  int announced;
  boolean ended;

  Call(String id, PhoneEvent.CallerIdentity caller, String dialled) {
    this.id = id;
    this.caller = caller;
    this.dialled = dialled;
  }

  /// One ring of one agent's phone.
  static final class Ring {
    final OfferId offer;
    final AgentId agent;
    final String leg;
    boolean asked;
    boolean answered;
    boolean accepted;

    Ring(OfferId offer, AgentId agent) {
      this.offer = offer;
      this.agent = agent;
      this.leg = "offer-" + offer.number();
    }
  }

  /// What the agent's phone shows: nothing that the caller asked to withhold.
  PhoneCommand.Display display() {
    return new PhoneCommand.Display(
        caller.withheld() ? "" : caller.number(), caller.withheld() ? "" : caller.name());
  }

  @Nullable Ring ring(OfferId offer) {
    return rings.get("offer-" + offer.number());
  }
}
