package dev.rapport.gateway.flow;

import dev.rapport.channels.Channel;
import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.Notice;
import dev.rapport.channels.Notice.Standing;
import dev.rapport.channels.Notice.Standing.Course;
import dev.rapport.channels.Notice.Standing.Way;
import dev.rapport.gateway.flow.OpenContacts.OpenContact;
import dev.rapport.gateway.unit.EventListener;
import dev.rapport.gateway.wire.Names;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.Event;
import dev.rapport.routing.OpeningHours;
import dev.rapport.routing.Overflow;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.RoutingCore;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells customers how their contacts stand. A place in the queue is told when it changes, at most
/// once a second, by [#tellPlaces].
public final class CustomerNotices implements EventListener {
  private final String centre;
  private final OpenContacts open;
  private final Channel chat;
  private final Set<ContactId> waiting = new LinkedHashSet<>();
  private final Map<ContactId, Integer> told = new HashMap<>();

  /// What to say to those who are being refused, between the refusal and the end.
  private final Map<ContactId, Farewell> farewells = new HashMap<>();

  private boolean moved;

  /// @param opensAt when a closed queue opens, epoch milliseconds; 0 when it is not that
  private record Farewell(String words, long opensAt) {}

  public CustomerNotices(String centre, OpenContacts open, Channel chat) {
    this.centre = centre;
    this.open = open;
    this.chat = chat;
  }

  @Override
  public void happened(long sequence, long at, Event event, RoutingCore core) {
    switch (event) {
      case Event.Arrived e -> arrived(e, core);
      case Event.PersonAskedFor e -> waits(e.contact(), core);
      case Event.Offered e -> leaves(e.contact(), new Standing.Offered());
      case Event.Accepted e -> leaves(e.contact(), new Standing.Talking(Names.of(core, e.agent())));
      case Event.AssignedDirectly e ->
          leaves(e.contact(), new Standing.Talking(Names.of(core, e.agent())));
      case Event.HandedOver e -> leaves(e.contact(), new Standing.Talking(Names.of(core, e.to())));
      case Event.OfferOver e -> offerGone(e.contact(), e.stillWith(), core);
      case Event.AgentVanished e -> waits(e.contact(), core, "agent_gone", 0);
      case Event.Transferred e -> waits(e.contact(), core, "transferred", 0);
      case Event.Withdrawn e -> waits(e.contact(), core, "withdrawn", 0);
      case Event.Moved e -> movedOn(e.contact(), core);
      case Event.Reprioritised _ -> moved = true;
      case Event.Overflowed e -> overflowed(e, at, core);
      case Event.CallbackBooked e -> waits(e.contact(), core, "asked", 0);
      case Event.WaitForetold e -> foretold(e, core);
      case Event.Ended e -> {
        Farewell farewell = farewells.remove(e.contact());
        String fate = Wire.fate(e.fate());
        leaves(
            e.contact(),
            farewell == null
                ? new Standing.Ended(fate)
                : new Standing.Ended(fate, farewell.words(), farewell.opensAt()));
        open.ended(e.contact().value());
      }
      case Event.CustomerWentAway _,
          Event.CustomerCameBack _,
          Event.Finished _,
          Event.WrapUpExtended _,
          Event.CameDue _,
          Event.BarLifted _,
          Event.OverflowBlocked _,
          Event.RingWidened _,
          Event.Dialled _,
          Event.ListenedIn _,
          Event.ConsultBegan _,
          Event.OfAgent _,
          Event.QueueTurned _,
          Event.CustomersWentAway _,
          Event.PlanSaved _ -> {}
    }
  }

  @Override
  public void rebuilt(RoutingCore core) {
    waiting.clear();
    told.clear();
    farewells.clear();
    for (OpenContact contact : open.all()) {
      if (contact.channel() != ChannelKind.CHAT && contact.channel() != ChannelKind.PHONE) {
        // Nobody sits there and waits for it; there may be very many.
        continue;
      }
      ContactId id = new ContactId(contact.contact());
      ContactView view = core.contact(id);
      if (view != null) {
        tell(id, standing(view, core));
        if (view.state() instanceof ContactState.Waiting) {
          waiting.add(id);
        }
      }
    }
    moved = true;
  }

  /// Tells those whose place in the queue changed. On the unit's context.
  public void tellPlaces(RoutingCore core) {
    if (!moved) {
      return;
    }
    moved = false;
    for (ContactId contact : waiting) {
      ContactView view = core.contact(contact);
      if (view != null && view.position() > 0) {
        Integer before = told.put(contact, view.position());
        if (before == null || before != view.position()) {
          tell(contact, new Standing.Waiting(view.position(), null, course(view, null, core)));
        }
      }
    }
  }

  /// How a contact stands, for somebody who just came; null when the core does not know it.
  public static @Nullable Standing standing(@Nullable ContactView view, RoutingCore core) {
    if (view == null) {
      return null;
    }
    return switch (view.state()) {
      case ContactState.Answering _ -> new Standing.Answering();
      case ContactState.Waiting _ ->
          new Standing.Waiting(Math.max(1, view.position()), null, course(view, null, core));
      case ContactState.Offered _ -> new Standing.Offered();
      case ContactState.Assigned a -> new Standing.Talking(Names.of(core, a.agent()));
      case ContactState.WrapUp w -> new Standing.Talking(Names.of(core, w.agent()));
      case ContactState.Ended(var fate, _) -> new Standing.Ended(Wire.fate(fate));
    };
  }

  private void arrived(Event.Arrived arrived, RoutingCore core) {
    if (arrived.selfService() != null) {
      tell(arrived.contact(), new Standing.Answering());
    } else {
      waits(arrived.contact(), core);
    }
  }

  private void waits(ContactId contact, RoutingCore core) {
    waits(contact, core, null, 0);
  }

  /// @param opensAt when the queue opens, if that is why; 0 otherwise
  private void waits(ContactId contact, RoutingCore core, @Nullable String because, long opensAt) {
    moved = true;
    waiting.add(contact);
    told.remove(contact);
    ContactView view = core.contact(contact);
    // What brought it here is said even when somebody is asked already: that follows.
    if (view != null && (because != null || view.state() instanceof ContactState.Waiting)) {
      int position = Math.max(1, view.position());
      told.put(contact, position);
      Course course = course(view, because, core);
      Course told =
          course.at() > 0
              ? course
              : new Course(course.way(), course.because(), course.queue(), opensAt);
      tell(contact, new Standing.Waiting(position, null, told));
    }
  }

  /// Only whoever waits has to know of another queue.
  private void movedOn(ContactId contact, RoutingCore core) {
    moved = true;
    ContactView view = core.contact(contact);
    if (view != null && view.state() instanceof ContactState.Waiting) {
      waits(contact, core, "moved", 0);
    }
  }

  private void overflowed(Event.Overflowed event, long at, RoutingCore core) {
    boolean closed = event.cause() == Overflow.Cause.CLOSED;
    long opensAt = closed ? opensAt(event.from(), at, core) : 0;
    if (event.to() instanceof Overflow.Refuse(String words)) {
      moved = true;
      farewells.put(event.contact(), new Farewell(words, opensAt));
    } else {
      waits(event.contact(), core, Wire.name(event.cause()), opensAt);
    }
  }

  private static long opensAt(QueueId id, long at, RoutingCore core) {
    ContactQueue queue = queue(id, core);
    OpeningHours hours = queue == null ? null : queue.rules().hours();
    if (hours == null) {
      return 0;
    }
    OpeningHours.Verdict verdict = hours.at(at);
    return verdict.open() ? 0 : verdict.until();
  }

  /// How a contact waits now.
  private static Course course(ContactView view, @Nullable String because, RoutingCore core) {
    ContactQueue queue = because == null ? null : queue(view.facts().queue(), core);
    String name = queue == null ? null : queue.name();
    return switch (view.way().mode()) {
      case LIVE -> new Course(Way.THERE, because, name, 0);
      case MESSAGE -> new Course(Way.MESSAGE, because, name, 0);
      case CALLBACK -> {
        boolean call = view.facts().channel().equals(ChannelId.PHONE);
        yield new Course(call ? Way.CALL : Way.CALLBACK, because, name, view.way().dueAt());
      }
    };
  }

  private static @Nullable ContactQueue queue(QueueId id, RoutingCore core) {
    for (ContactQueue queue : core.plan().queues()) {
      if (queue.id().equals(id)) {
        return queue;
      }
    }
    return null;
  }

  /// Waiting again, unless other agents are being asked still.
  private void offerGone(ContactId contact, @Nullable AgentId stillWith, RoutingCore core) {
    if (stillWith == null) {
      waits(contact, core);
    }
  }

  private void foretold(Event.WaitForetold event, RoutingCore core) {
    ContactView view = core.contact(event.contact());
    if (view != null && view.position() > 0) {
      told.put(event.contact(), view.position());
      var likely = new Standing.Range(event.low() / 1_000, Math.ceilDiv(event.high(), 1_000));
      tell(
          event.contact(), new Standing.Waiting(view.position(), likely, course(view, null, core)));
    }
  }

  /// Those who wait and can be told how much longer; at most so many.
  public List<ContactId> waiting(int most) {
    return waiting.stream().limit(most).toList();
  }

  private void leaves(ContactId contact, Standing standing) {
    moved = true;
    waiting.remove(contact);
    told.remove(contact);
    tell(contact, standing);
  }

  private void tell(ContactId contact, @Nullable Standing standing) {
    OpenContact known = open.find(contact.value());
    if (known != null && standing != null && known.channel() == chat.kind()) {
      chat.notify(new Notice(centre, known.conversation(), known.contact(), standing));
    }
  }
}
