package dev.rapport.gateway.phone;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.OfferId;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A call that lives, and the contact it is.
final class Call {
  final String id;
  PhoneEvent.CallerIdentity caller;

  /// The language that the caller is spoken to in.
  String language;

  /// Null until it is durable, and again once the contact goes on without the call.
  @Nullable ContactId contact;

  /// Of the contact; empty until it is durable.
  String conversation = "";

  /// Agents' phones can ring in it.
  Future<Void> ready = Future.succeededFuture();

  /// The rings under way and the one that was answered, by leg.
  final Map<String, Ring> rings = new LinkedHashMap<>();

  /// Supervisors who hear it, or whose phone rings for that, by leg.
  final Map<String, Event.ListenedIn> listeners = new HashMap<>();

  /// Who has it.
  @Nullable AgentId holder;

  /// The leg of whoever has it; null while nobody's phone is connected.
  @Nullable String connected;

  /// A leg that asked to hand the call over and has not been answered.
  @Nullable String transferring;

  /// Keys that were pressed before the core knew the contact; null once it does.
  @Nullable StringBuilder early = new StringBuilder();

  /// What keys mean now.
  Choice choice = Choice.NONE;

  /// Whether the customer is called by us, and how far that has come.
  Back back = Back.NO;

  /// Whether a message is being taken.
  Taking taking = Taking.NO;

  /// The centre will not take it: it is told so before it is hung up.
  boolean refused;

  boolean waiting;
  int announced;
  boolean ended;

  /// What the caller may choose next.
  enum Choice {
    LANGUAGE,
    REASON,
    /// To wait no longer.
    INSTEAD,
    NONE
  }

  /// A callback: the agent picks up, the core allows the one call, the customer is called.
  enum Back {
    NO,
    WANTED,
    ALLOWED,
    CALLED
  }

  /// A message: asked for, recorded, stored.
  enum Taking {
    NO,
    ASKED,
    STORING
  }

  Call(String id, PhoneEvent.CallerIdentity caller, String language) {
    this.id = id;
    this.caller = caller;
    this.language = language;
  }

  /// One ring of one agent's phone.
  static final class Ring {
    final OfferId offer;
    final AgentId agent;
    final String leg;

    /// What a colleague is asked there; null when it is the caller's.
    @Nullable ContactId question;

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
