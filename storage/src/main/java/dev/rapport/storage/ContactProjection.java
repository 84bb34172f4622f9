package dev.rapport.storage;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.CustomerKey;
import dev.rapport.routing.Event;
import dev.rapport.routing.QueueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the rows of a centre's contacts should say, made anew from its events.
final class ContactProjection {
  private final Map<String, Row> rows = new LinkedHashMap<>();

  /// The routing columns of one contact. The customer is left to whoever took the contact in, until
  /// an event names one.
  static final class Row {
    @Nullable String channel;
    @Nullable String customer;
    String state = ContactRow.RECEIVED;
    @Nullable String queue;
    @Nullable String agent;
    @Nullable String fate;
    @Nullable Long arrivedAt;
    @Nullable Long offeredAt;
    @Nullable Long acceptedAt;
    @Nullable Long endedAt;

    boolean open() {
      return !state.equals(ContactRow.ENDED);
    }

    private void change(ContactChange change, long at) {
      CustomerKey who = change.customer();
      customer = who == null ? customer : who.value();
      state = Objects.requireNonNullElse(change.state(), state);
      QueueId to = change.queue();
      queue = to == null ? queue : to.value();
      if (change.agent() instanceof ContactChange.Holder.Now(AgentId holder)) {
        agent = holder == null ? null : holder.value();
      }
      fate = change.fate() == null ? fate : change.fate();
      switch (change.reached()) {
        case NONE -> {}
        case ARRIVED -> arrivedAt = first(arrivedAt, at);
        case OFFERED -> offeredAt = first(offeredAt, at);
        case ACCEPTED -> acceptedAt = first(acceptedAt, at);
        case ENDED -> endedAt = first(endedAt, at);
      }
    }

    private static Long first(@Nullable Long already, long at) {
      return already == null ? Long.valueOf(at) : already;
    }

    /// In which columns a stored row says something else.
    List<String> differences(ContactRow stored) {
      List<String> found = new ArrayList<>();
      if (customer != null) {
        differ(found, "customer", customer, stored.customer());
      }
      differ(found, "state", state, stored.state());
      differ(found, "queue", queue, stored.queue());
      differ(found, "agent", agent, stored.agent());
      differ(found, "fate", fate, stored.fate());
      differ(found, "arrived_at", arrivedAt, stored.arrivedAt());
      differ(found, "offered_at", offeredAt, stored.offeredAt());
      differ(found, "accepted_at", acceptedAt, stored.acceptedAt());
      differ(found, "ended_at", endedAt, stored.endedAt());
      return found;
    }

    private static void differ(
        List<String> found, String column, @Nullable Object right, @Nullable Object stored) {
      if (!Objects.equals(right, stored)) {
        found.add("%s is %s and should be %s".formatted(column, stored, right));
      }
    }
  }

  void apply(Event event, long at) {
    ContactChange change = ContactChange.of(event);
    if (change != null) {
      Row row = rows.computeIfAbsent(change.contact().value(), _ -> new Row());
      row.change(change, at);
      if (event instanceof Event.Arrived arrived) {
        row.channel = arrived.facts().channel().value();
      }
    }
  }

  /// What the row of a contact should say; a contact without events is only received.
  Row of(String contact) {
    return rows.getOrDefault(contact, new Row());
  }

  /// Contacts that the log knows.
  Map<String, Row> all() {
    return rows;
  }
}
