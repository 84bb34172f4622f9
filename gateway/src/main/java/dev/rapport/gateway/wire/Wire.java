package dev.rapport.gateway.wire;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.SenderIdentifier;
import dev.rapport.customers.ContactSummary;
import dev.rapport.customers.Customer;
import dev.rapport.customers.Evidence;
import dev.rapport.customers.OwnedIdentifier;
import dev.rapport.customers.Recognition;
import dev.rapport.customers.RelationshipView;
import dev.rapport.customers.view.Tile;
import dev.rapport.routing.Fate;
import dev.rapport.routing.Presence;
import dev.rapport.storage.ContactRow;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Turns what we know into what the contracts say.
public final class Wire {
  private Wire() {}

  public static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  public static String fate(Fate fate) {
    return name(fate);
  }

  public static String channel(ChannelKind kind) {
    return name(kind);
  }

  public static <T> JsonArray array(List<T> items, Function<T, ?> each) {
    JsonArray array = new JsonArray();
    items.forEach(item -> array.add(each.apply(item)));
    return array;
  }

  public static JsonObject contact(ContactRow contact) {
    return new JsonObject()
        .put("id", contact.id())
        .put("conversation", contact.conversation())
        .put("customer", contact.customer())
        .put("channel", contact.channel())
        .put("subject", contact.subject().isEmpty() ? null : contact.subject())
        .put("state", contact.state())
        .put("queue", contact.queue())
        .put("agent", contact.agent())
        .put("fate", contact.fate())
        .put("arrivedAt", contact.createdAt())
        .put("endedAt", contact.endedAt());
  }

  public static JsonObject identifier(SenderIdentifier identifier) {
    return new JsonObject()
        .put("kind", name(identifier.kind()))
        .put("value", identifier.value())
        .put("proof", name(identifier.proof()));
  }

  private static JsonObject identifier(OwnedIdentifier owned) {
    return new JsonObject()
        .put("kind", name(owned.identifier().kind()))
        .put("value", owned.display())
        .put("proof", name(owned.proof()));
  }

  public static JsonObject recognition(Recognition recognition) {
    JsonObject json = new JsonObject();
    JsonArray evidence = array(recognition.evidence(), Evidence::words);
    switch (recognition) {
      case Recognition.Known known ->
          json.put("kind", "known").put("proof", name(known.proof())).put("evidence", evidence);
      case Recognition.Ambiguous ambiguous ->
          json.put("kind", "ambiguous")
              .put("evidence", evidence)
              .put("candidates", array(ambiguous.candidates(), Wire::person));
      case Recognition.Unknown unknown ->
          json.put("kind", "unknown").put("evidence", evidence.add(unknown.reason()));
    }
    return json;
  }

  public static JsonObject person(Customer customer) {
    return new JsonObject().put("id", customer.id()).put("name", customer.name());
  }

  /// Without what a closed tile holds: addresses, attributes and notes, and the list of contacts.
  public static JsonObject customer(RelationshipView view, Set<Tile> closed) {
    JsonObject json = customer(view);
    if (closed.contains(Tile.DETAILS)) {
      json.put("note", null)
          .put("identifiers", new JsonArray())
          .put("attributes", new JsonObject());
    }
    if (closed.contains(Tile.TIMELINE)) {
      json.put("open", new JsonArray()).put("last", new JsonArray());
    }
    return json.put("closed", array(List.copyOf(closed), Tile::word));
  }

  public static JsonObject customer(RelationshipView view) {
    var relationship = view.relationship();
    Customer customer = relationship.customer();
    JsonObject attributes = new JsonObject();
    relationship.attributes().forEach(attributes::put);
    return person(customer)
        .put("language", customer.language())
        .put("since", view.firstSeenAt())
        .put("note", customer.note().isEmpty() ? null : customer.note())
        .put(
            "value",
            new JsonObject().put("band", name(view.band())).put("weight", view.valueWeight()))
        .put("identifiers", array(relationship.identifiers(), Wire::identifier))
        .put("attributes", attributes)
        .put("contactCount", relationship.contacts().count())
        .put("open", array(relationship.contacts().open(), Wire::summary))
        .put("last", array(relationship.contacts().last(), Wire::summary));
  }

  private static JsonObject summary(ContactSummary contact) {
    return new JsonObject()
        .put("id", contact.id())
        .put("channel", contact.channel())
        .put("subject", contact.subject().isEmpty() ? null : contact.subject())
        .put("state", contact.state())
        .put("queue", contact.assigned().queue())
        .put("agent", contact.assigned().agent())
        .put("fate", contact.fate())
        .put("arrivedAt", contact.createdAt())
        .put("endedAt", contact.endedAt());
  }

  public static JsonObject presence(Presence presence, long since) {
    return switch (presence) {
      case Presence.Available() -> state("available", null, since);
      case Presence.Away(var reason) -> state("away", reason, since);
      case Presence.Offline() -> state("offline", null, since);
    };
  }

  private static JsonObject state(String state, @Nullable String reason, long since) {
    return new JsonObject().put("state", state).put("reason", reason).put("since", since);
  }
}
