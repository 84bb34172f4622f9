package dev.rapport.routing;

/// How events off the straight way (offered, accepted, wrapped up) change the state. Called by
/// [Changes] alone.
final class Detours {
  private Detours() {}

  static void apply(Centre centre, Event.Detour event, long at) {
    switch (event) {
      case Event.Overflowed overflowed -> overflowed(centre, overflowed, at);
      case Event.OverflowBlocked blocked -> {
        ContactLife contact = centre.contact(blocked.contact());
        contact.overflowAt = blocked.until();
        centre.schedule(contact);
      }
      case Event.RingWidened widened -> {
        ContactLife contact = Changes.lifted(centre, widened.contact());
        contact.ring = widened.ring();
        centre.rekind(contact);
        centre.place(contact);
      }
      case Event.CallbackBooked booked -> booked(centre, booked, at);
      case Event.Dialled dialled -> dialled(centre, dialled);
      case Event.AssignedDirectly assigned -> assigned(centre, assigned, at);
      case Event.ConsultBegan began -> consult(centre, began, at);
      case Event.HandedOver over -> handedOver(centre, over, at);
      // Kept for whoever asks who heard what, and why.
      case Event.ListenedIn _ -> {}
    }
  }

  private static void overflowed(Centre centre, Event.Overflowed event, long at) {
    ContactLife contact = Changes.lifted(centre, event.contact());
    switch (event.to()) {
      case Overflow.ToQueue(QueueId queue) ->
          Changes.intoQueue(centre, contact, contact.facts.in(queue), at);
      case Overflow.Callback _ -> callback(centre, contact, event.dueAt(), at);
      case Overflow.Message _ -> contact.mode = ContactMode.MESSAGE;
      case Overflow.Refuse _ -> {}
    }
    centre.place(contact);
  }

  private static void booked(Centre centre, Event.CallbackBooked event, long at) {
    ContactLife contact = Changes.lifted(centre, event.contact());
    callback(centre, contact, event.dueAt(), at);
    centre.place(contact);
  }

  private static void callback(Centre centre, ContactLife contact, long dueAt, long at) {
    contact.mode = ContactMode.CALLBACK;
    contact.dueAt = dueAt;
    contact.due = dueAt <= at;
    contact.awayUntil = 0;
    centre.callbacks.add(contact);
  }

  private static void dialled(Centre centre, Event.Dialled event) {
    ContactLife contact = centre.contact(event.contact());
    contact.mode = ContactMode.LIVE;
    contact.awayUntil = 0;
    centre.callbacks.remove(contact);
    centre.schedule(contact);
  }

  private static void assigned(Centre centre, Event.AssignedDirectly event, long at) {
    ContactLife contact = Changes.lifted(centre, event.contact());
    contact.uncounted = event.uncounted();
    contact.due = true;
    contact.state = new ContactState.Assigned(event.offer(), event.agent(), at);
    centre.nextOffer = event.offer().number() + 1;
    centre.place(contact);
    Changes.rest(centre, centre.agent(event.agent()), at);
  }

  private static void consult(Centre centre, Event.ConsultBegan event, long at) {
    ContactLife question = centre.arrive(event.facts(), new ContactState.Waiting(), at);
    question.consult = event.consult();
    question.due = true;
    question.bar(event.consult().asker(), event.barredUntil());
    centre.consults.put(question.id(), question);
    centre.place(question);
  }

  private static void handedOver(Centre centre, Event.HandedOver event, long at) {
    ContactLife contact = Changes.lifted(centre, event.contact());
    Changes.rest(centre, centre.agent(event.from()), at);
    contact.uncounted = false;
    if (!event.queue().equals(contact.facts.queue())) {
      Changes.intoQueue(centre, contact, contact.facts.in(event.queue()), at);
    }
    contact.state = new ContactState.Assigned(event.offer(), event.to(), at);
    centre.place(contact);
    Changes.rest(centre, centre.agent(event.to()), at);
  }

  static void agentChanged(Centre centre, Event.AgentChanged event, long at) {
    Plan before = centre.rules.plan();
    Plan next = before.with(event.profile()).version(event.version());
    for (ContactLife contact : centre.contacts.values()) {
      if (contact.version == before.version()) {
        contact.version = next.version();
      }
    }
    centre.replan(next, true, at);
  }
}
