package dev.rapport.gateway.live;

import dev.rapport.gateway.wire.Wire;
import dev.rapport.routing.AgentView;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.Event;
import dev.rapport.routing.Fate;
import dev.rapport.routing.Overflow;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.QueueView;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a supervisor sees, kept up to date by events. On the unit's context.
public final class Board {
  private final String centre;
  private final Map<QueueId, Long> targets;
  private final List<String> hearing;
  private final Map<QueueId, Counts> queues = new HashMap<>();
  private final Map<String, Integer> arrived = new TreeMap<>();
  private final Map<String, Integer> fates = new TreeMap<>();
  private final Map<ContactId, Since> since = new HashMap<>();
  private final Ears ears = new Ears();
  private long newest;
  private long frames;
  private boolean changed = true;

  /// A queue's counts today.
  private static final class Counts {
    int ended;
    int abandoned;
    int accepted;
    int acceptedWithinTarget;
  }

  /// Since when a contact is in its present state, and when it began to wait.
  private record Since(long state, long arrived, QueueId queue) {}

  /// @param targets each queue's target in milliseconds
  /// @param hearing the ways in which a call can be heard
  public Board(String centre, Map<QueueId, Long> targets, List<String> hearing) {
    this.centre = centre;
    this.targets = targets;
    this.hearing = List.copyOf(hearing);
  }

  /// Before anything happens, or anew.
  ///
  /// @param counted today's contacts by channel and fate or state, from the store
  void begin(Map<String, Map<String, Integer>> counted) {
    changed = true;
    arrived.clear();
    fates.clear();
    counted.forEach((channel, byFate) ->
        byFate.forEach((fate, count) -> {
          arrived.merge(channel, count, Integer::sum);
          if (isFate(fate)) {
            fates.merge(fate, count, Integer::sum);
          }
        }));
  }

  private static boolean isFate(String name) {
    for (Fate fate : Fate.values()) {
      if (Wire.fate(fate).equals(name)) {
        return true;
      }
    }
    return false;
  }

  void happened(long at, Event event) {
    changed = true;
    newest = at;
    ears.happened(event);
    switch (event) {
      case Event.Arrived e -> {
        arrived.merge(e.facts().channel().value(), 1, Integer::sum);
        since.put(e.contact(), new Since(at, at, e.facts().queue()));
      }
      case Event.PersonAskedFor e ->
          since.computeIfPresent(e.contact(), (_, s) -> new Since(at, at, s.queue()));
      case Event.Accepted e -> accepted(e.contact(), at);
      case Event.AssignedDirectly e -> accepted(e.contact(), at);
      case Event.Overflowed e -> overflowed(e);
      case Event.Moved e ->
          since.computeIfPresent(e.contact(), (_, s) -> new Since(s.state(), s.arrived(), e.to()));
      case Event.Ended e -> ended(e);
      case Event.ListenedIn _ -> {}
      case Event.OfContact e ->
          since.computeIfPresent(e.contact(), (_, s) -> new Since(at, s.arrived(), s.queue()));
      case Event.OfAgent _, Event.PlanSaved _, Event.QueueTurned _, Event.CustomersWentAway _ -> {}
    }
  }

  void rebuilt(RoutingCore core) {
    changed = true;
    since.clear();
    core.briefs()
        .forEach(view ->
            since.put(
                view.facts().id(),
                new Since(view.arrivedAt(), view.waitingSince(), view.facts().queue())));
  }

  /// Whether the next frame would differ from the last.
  boolean changed() {
    return changed;
  }

  /// @param setAside how many mails are set aside
  JsonObject frame(RoutingCore core, long now, long setAside) {
    changed = false;
    JsonObject byChannel = new JsonObject();
    arrived.forEach(byChannel::put);
    JsonObject byFate = new JsonObject();
    fates.forEach(byFate::put);
    return new JsonObject()
        .put("type", "board")
        .put("n", ++frames)
        .put("at", newest == 0 ? now : newest)
        .put("now", now)
        .put("centre", centre)
        .put("hearing", new JsonArray(hearing))
        .put("queues", Wire.array(core.queues(), this::queue))
        .put("agents", Wire.array(core.agents(), agent -> agent(agent, core)))
        .put(
            "today",
            new JsonObject()
                .put("arrived", byChannel)
                .put("fates", byFate)
                .put("answering", answering(core))
                .put("setAside", setAside));
  }

  private void accepted(ContactId contact, long at) {
    Since s = since.get(contact);
    if (s == null) {
      return;
    }
    Counts counts = counts(s.queue());
    counts.accepted++;
    if (at - s.arrived() <= targets.getOrDefault(s.queue(), Long.MAX_VALUE)) {
      counts.acceptedWithinTarget++;
    }
    since.put(contact, new Since(at, s.arrived(), s.queue()));
  }

  private void overflowed(Event.Overflowed event) {
    if (event.to() instanceof Overflow.ToQueue(QueueId queue)) {
      since.computeIfPresent(event.contact(), (_, s) -> new Since(s.state(), s.arrived(), queue));
    }
  }

  private void ended(Event.Ended ended) {
    fates.merge(Wire.fate(ended.fate()), 1, Integer::sum);
    Since s = since.remove(ended.contact());
    if (s == null) {
      return;
    }
    Counts counts = counts(s.queue());
    counts.ended++;
    if (ended.fate() == Fate.ABANDONED) {
      counts.abandoned++;
    }
  }

  private static int answering(RoutingCore core) {
    return (int)
        core.briefs().stream().filter(v -> v.state() instanceof ContactState.Answering).count();
  }

  private Counts counts(QueueId queue) {
    return queues.computeIfAbsent(queue, _ -> new Counts());
  }

  private JsonObject queue(QueueView view) {
    Counts counts = counts(view.id());
    return new JsonObject()
        .put("id", view.id().value())
        .put("name", view.name())
        .put("open", view.open())
        .put("waiting", view.waiting())
        .put("absent", view.absent())
        .put("longestWaitingSince", view.longestSince() == 0 ? null : view.longestSince())
        .put("offered", view.offered())
        .put("assigned", view.assigned())
        .put("wrapUp", view.wrapUp())
        .put("ended", counts.ended)
        .put("abandoned", counts.abandoned)
        .put("targetSeconds", targets.getOrDefault(view.id(), 0L) / 1_000)
        .put("acceptedWithinTarget", counts.acceptedWithinTarget)
        .put("accepted", counts.accepted);
  }

  private JsonObject agent(AgentView agent, RoutingCore core) {
    JsonArray contacts = new JsonArray();
    for (ContactId id : agent.contacts()) {
      JsonObject contact = contact(core.contact(id));
      if (contact != null) {
        contacts.add(contact);
      }
    }
    return new JsonObject()
        .put("id", agent.profile().id().value())
        .put("name", agent.profile().name())
        .put("presence", Wire.presence(agent.presence(), agent.restingSince()))
        .put("connected", agent.connected())
        .put("unreached", Wire.array(agent.unreached(), ChannelId::value))
        .put("load", agent.used())
        .put("capacity", agent.profile().capacity())
        .put("contacts", contacts);
  }

  private @Nullable JsonObject contact(@Nullable ContactView view) {
    if (view == null) {
      return null;
    }
    Since s = since.get(view.facts().id());
    String state =
        switch (view.state()) {
          case ContactState.Offered _ -> "offered";
          case ContactState.WrapUp _ -> "wrap_up";
          case ContactState.Answering _,
              ContactState.Waiting _,
              ContactState.Assigned _,
              ContactState.Ended _ ->
              "assigned";
        };
    return new JsonObject()
        .put("contact", view.facts().id().value())
        .put("channel", view.facts().channel().value())
        .put("state", state)
        .put("since", s == null ? view.arrivedAt() : s.state())
        .put("heardBy", ears.of(view.facts().id()));
  }
}
