package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;

/// One command being carried out: each event is applied as soon as it is decided, so that the next
/// decision sees it.
final class Step {
  private final Centre centre;
  private final long now;
  private final List<Event> events = new ArrayList<>();

  Step(Centre centre, long now) {
    this.centre = centre;
    this.now = now;
  }

  Centre centre() {
    return centre;
  }

  long now() {
    return now;
  }

  List<Event> events() {
    return events;
  }

  int count() {
    return events.size();
  }

  void emit(Event event) {
    Changes.apply(centre, event, now);
    events.add(event);
  }

  /// Until when an agent who lets a contact go now is not offered it again.
  long barredUntil() {
    return now + centre.rules.plan().policy().barFor();
  }

  void offer(Finder.Match match) {
    ContactLife contact = match.contact();
    emit(
        new Event.Offered(
            new OfferId(centre.nextOffer),
            contact.id(),
            match.agent().id(),
            now + contact.kind.times().offer(),
            match.decision()));
  }
}
