package dev.rapport.gateway.phone;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Colleagues who are asked about a call: their phone rings in that call, and they talk to whoever
/// asked while the caller hears music. Handed over, they have the caller without another ring.
final class Consultations {
  private final CallBook calls;
  private final Rings rings;
  private final SwitchLine line;
  private final Map<ContactId, Call> questions = new HashMap<>();

  Consultations(CallBook calls, Rings rings, SwitchLine line) {
    this.calls = calls;
    this.rings = rings;
    this.line = line;
  }

  /// Whether the event is of a question about a call; then nobody else need hear it.
  boolean heard(Event.OfContact event) {
    if (event instanceof Event.ConsultBegan began) {
      Call call = calls.of(began.consult().about());
      if (call != null && call.connected != null) {
        questions.put(began.contact(), call);
      }
      return true;
    }
    Call call = questions.get(event.contact());
    if (call == null) {
      return false;
    }
    switch (event) {
      case Event.Offered e -> rings.asked(call, e.contact(), e);
      case Event.Accepted e -> rings.accepted(call, e.offer());
      case Event.OfferOver e -> rings.dropped(call, e.offer());
      case Event.Ended e -> over(call, e);
      // The rest does not change who hears whom.
      default -> {}
    }
    return true;
  }

  private void over(Call call, Event.Ended event) {
    questions.remove(event.contact());
    @Nullable String asker = call.connected;
    if ("handed_over".equals(event.detail())) {
      return;
    }
    boolean onTheLine = rings.forget(call, event.contact());
    if (asker == null) {
      return;
    }
    if (onTheLine) {
      line.send(new PhoneCommand.Connect(call.id, asker), _ -> alone(call, asker));
    } else {
      alone(call, asker);
    }
  }

  /// Whoever asked is with the caller again, or had put him on hold before.
  private void alone(Call call, String asker) {
    line.live()
        .onSuccess(live ->
            live.stream()
                .filter(one -> one.call().equals(call.id) && one.connected().equals(asker))
                .forEach(one -> rings.says(call, asker, one.held() ? "held" : "talking")));
  }
}
