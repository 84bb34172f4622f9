package dev.rapport.gateway.together;

import dev.rapport.gateway.unit.Decided;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Outcome;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// This gateway, as the others reach it. May be called on any thread; returns at once.
public interface Local {
  /// This gateway decides from now on; completes when it does.
  Future<Void> leads(long epoch);

  /// Another decides from now on.
  void follows();

  /// A command of any gateway, while this one leads.
  Future<Decided> decide(Command command);

  /// What a desk of any gateway wants of a call, while this one has the calls.
  Future<Outcome> hold(AgentId agent, ContactId contact, boolean on);

  /// The log has grown.
  void grown();

  /// Another gateway stored a message.
  void said(String conversation, @Nullable String contact, long seq);

  /// Another gateway changed what screens show of a customer.
  void changed(String customer);

  /// Another gateway ended a session.
  ///
  /// @param session as this gateway names it to the others too
  void sessionEnded(String session);

  /// Another gateway let so many on, by what the limit counts by.
  void counted(String limit, Map<String, Integer> taken);

  /// What was let on here since it was last asked for, by limit.
  Map<String, Map<String, Integer>> taken();

  /// At another gateway the screen pop of an offer has left for its agent's desk.
  void popped(long offer);

  /// At the gateway that has a call, it stands differently.
  ///
  /// @param state as desks read it
  void callStood(AgentId agent, ContactId contact, String state);

  /// Another gateway was told more of a call that a PBX has.
  void pbxCall(String call);

  /// Tells the leader again of every agent and visitor who is connected here.
  void sayWhoIsHere();

  /// The roll has been called, by this gateway: whoever counts as connected and is neither here nor
  /// among these is not.
  void called(Set<AgentId> agents, Set<ContactId> contacts);

  /// Something may have been missed: screens are drawn anew, conversations read on.
  void readAgain();
}
