package dev.rapport.gateway.together;

import dev.rapport.channels.Message;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// What happened here and is not in the log, for the gateways beside this one. From any thread.
public final class Tidings {
  private final String self;
  private final Consumer<Letter.Tiding> toAll;
  private final AtomicLong number = new AtomicLong();
  private final Fresh fresh = new Fresh();
  private final Newest newest = new Newest();

  /// @param toAll brings a letter to every gateway
  Tidings(String self, Consumer<Letter.Tiding> toAll) {
    this.self = self;
    this.toAll = toAll;
  }

  /// In the turns of [Together].
  void heard(Letter.Tiding tiding, Local local) {
    switch (tiding) {
      case Letter.Said(_, String conversation, String contact, long seq) -> {
        if (fresh.is(conversation + " " + seq)) {
          local.said(conversation, contact, seq);
        }
      }
      case Letter.Changed changed -> local.changed(changed.customer());
      case Letter.SessionEnded ended -> local.sessionEnded(ended.session());
      case Letter.Popped popped -> local.popped(popped.offer());
      case Letter.CallStood(
              String from,
              long number,
              String agent,
              String contact,
              String state) -> {
        if (newest.is(from + " " + agent + " " + contact, number)) {
          local.callStood(new AgentId(agent), new ContactId(contact), state);
        }
      }
      case Letter.PbxCall told -> local.pbxCall(told.call());
    }
  }

  // --- What is told ---

  /// A message was stored.
  public void said(Message message) {
    toAll.accept(new Letter.Said(self, message.conversation(), message.contact(), message.seq()));
  }

  /// What screens show of a customer was changed.
  public void changed(String customer) {
    toAll.accept(new Letter.Changed(self, customer));
  }

  /// A session was ended.
  public void sessionEnded(String session) {
    toAll.accept(new Letter.SessionEnded(self, session));
  }

  /// The screen pop of an offer has left for a desk.
  public void popped(long offer) {
    toAll.accept(new Letter.Popped(self, offer));
  }

  /// The call of a contact stands differently for an agent.
  public void callStood(AgentId agent, ContactId contact, String state) {
    toAll.accept(
        new Letter.CallStood(
            self, number.incrementAndGet(), agent.value(), contact.value(), state));
  }

  /// More is known of a call that a PBX has.
  public void pbxCall(String call) {
    toAll.accept(new Letter.PbxCall(self, call));
  }
}
