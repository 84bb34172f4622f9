package dev.rapport.gateway.desk;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import java.util.function.Function;

/// How calls stand, on the desks of whoever has them: here, and at the other gateways, since a call
/// is with one of them and its agent's desk with any. On the hub's context.
public final class CallStates {
  private final Function<AgentId, DeskStream> streams;
  private Listener others = (_, _, _) -> {};

  /// Hears how calls stand.
  @FunctionalInterface
  public interface Listener {
    /// @param state `ringing`, `talking`, `held` or `failed`
    void stands(AgentId agent, ContactId contact, String state);
  }

  CallStates(Function<AgentId, DeskStream> streams) {
    this.streams = streams;
  }

  /// Before anything happens.
  public void others(Listener others) {
    this.others = others;
  }

  /// The call of a contact stands differently, says whoever has it here.
  public void stands(AgentId agent, ContactId contact, String state) {
    heard(agent, contact, state);
    others.stands(agent, contact, state);
  }

  /// As [#stands], from another gateway.
  public void heard(AgentId agent, ContactId contact, String state) {
    streams.apply(agent).put(DeskFrames.call(contact, state));
  }
}
