package dev.rapport.gateway.phone;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneCommand.Way;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneSwitch.CommandAnswer;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.Hearing;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Supervisors who hear a call: the core has said who, how and why; their telephone rings, and when
/// it does not come to that, or they hang up, the core is told.
public final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
  private static final String LEG = "listen-";
  private static final long RINGS_MS = 30_000;

  private final RoutingUnit unit;
  private final SwitchLine line;
  private final Past past;

  /// What the log has of who heard a contact.
  public interface Past {
    /// In the order in which it happened.
    Future<List<Event.ListenedIn>> of(ContactId contact);
  }

  Listeners(RoutingUnit unit, SwitchLine line, Past past) {
    this.unit = unit;
    this.line = line;
    this.past = past;
  }

  private static String leg(String phone) {
    return LEG + phone.replaceAll("[^A-Za-z0-9_.-]", "_");
  }

  /// From the core.
  void asked(Call call, Event.ListenedIn event) {
    String leg = leg(event.phone());
    switch (event.hearing()) {
      case LISTEN -> hear(call, leg, event, Way.LISTEN);
      case WHISPER -> hear(call, leg, event, Way.WHISPER);
      case BARGE -> hear(call, leg, event, Way.BARGE);
      case NONE -> {
        if (call.listeners.remove(leg) != null) {
          line.send(new PhoneCommand.HangUpLeg(call.id, leg));
        }
      }
    }
  }

  private void hear(Call call, String leg, Event.ListenedIn event, Way way) {
    call.listeners.put(leg, event);
    line.send(
        new PhoneCommand.ListenIn(call.id, leg, event.phone(), call.display(), way, RINGS_MS),
        answer -> {
          if (answer instanceof CommandAnswer.Refused(String reason, _)) {
            over(call, leg, reason);
          }
        });
  }

  /// From the phone; whether it is about somebody who listens, and nobody else's business.
  boolean heard(Call call, PhoneEvent.OfCall event) {
    return switch (event) {
      case PhoneEvent.ListenedIn _ -> true;
      case PhoneEvent.LegRinging(_, String leg) -> leg.startsWith(LEG);
      case PhoneEvent.LegAnswered(_, String leg) -> leg.startsWith(LEG);
      case PhoneEvent.LegFailed(_, String leg, var why, _) ->
          leg.startsWith(LEG) && over(call, leg, why.name().toLowerCase(Locale.ROOT));
      case PhoneEvent.LegEnded(_, String leg) -> leg.startsWith(LEG) && over(call, leg, "hung up");
      case PhoneEvent.Offered _,
          PhoneEvent.DialAnswered _,
          PhoneEvent.Digit _,
          PhoneEvent.Connected _,
          PhoneEvent.Held _,
          PhoneEvent.Resumed _,
          PhoneEvent.TransferAsked _,
          PhoneEvent.Said _,
          PhoneEvent.Recorded _,
          PhoneEvent.Ended _ ->
          false;
    };
  }

  /// A talk goes on that a process before this one had. Whoever heard it then hears it no more,
  /// since the switch was told to let them go, and nobody has said so yet.
  void resumed(Call call) {
    ContactId contact = call.contact;
    if (contact == null) {
      return;
    }
    past.of(contact)
        .onFailure(e -> LOG.warn("who heard {} is not known: {}", contact, e.getMessage()))
        .onSuccess(events -> line.context().runOnContext(_ -> resumed(call, contact, events)));
  }

  private void resumed(Call call, ContactId contact, List<Event.ListenedIn> events) {
    Map<String, Event.ListenedIn> last = new LinkedHashMap<>();
    events.forEach(event -> last.put(event.phone(), event));
    last.values().stream()
        .filter(event -> event.hearing() != Hearing.NONE)
        .filter(event -> !call.listeners.containsKey(leg(event.phone())))
        .forEach(event -> tell(contact, event, "restarted"));
  }

  private boolean over(Call call, String leg, String why) {
    Event.ListenedIn last = call.listeners.remove(leg);
    ContactId contact = call.contact;
    if (last != null && contact != null) {
      tell(contact, last, why);
    }
    return true;
  }

  private void tell(ContactId contact, Event.ListenedIn last, String why) {
    unit.submit(
            new Command.ListenIn(contact, Hearing.NONE, last.phone(), last.by(), "phone: " + why))
        .onFailure(e -> LOG.warn("{}: {}", contact, e.getMessage()));
  }
}
