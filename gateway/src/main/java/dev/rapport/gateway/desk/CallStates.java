package dev.rapport.gateway.desk;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How calls stand, on the desks of whoever has them: here, and at the other gateways, since a call
/// is with one of them and its agent's desk with any. On the hub's context.
public final class CallStates {
  /// More calls than this at once are not looked up again by a desk that comes anew.
  private static final int MOST = 50_000;

  private final Function<AgentId, DeskStream> streams;
  private final Map<ContactId, Stood> now = new LinkedHashMap<>();
  private Listener others = (_, _, _) -> {};

  /// Hears how calls stand.
  @FunctionalInterface
  public interface Listener {
    /// @param state `ringing`, `talking`, `held` or `failed`
    void stands(AgentId agent, ContactId contact, String state);
  }

  private record Stood(AgentId agent, String state) {}

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
    now.put(contact, new Stood(agent, state));
    if (now.size() > MOST) {
      now.remove(now.keySet().iterator().next());
    }
    streams.apply(agent).put(DeskFrames.call(contact, state));
  }

  /// How the call of a contact stands that an agent has; null when nothing was said of it.
  @Nullable String of(AgentId agent, ContactId contact) {
    Stood stood = now.get(contact);
    return stood != null && stood.agent().equals(agent) ? stood.state() : null;
  }

  void over(ContactId contact) {
    now.remove(contact);
  }
}
