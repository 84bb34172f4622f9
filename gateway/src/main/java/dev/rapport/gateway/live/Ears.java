package dev.rapport.gateway.live;

import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.Hearing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Which calls supervisors hear now, and how, for the board. What is not with its agent any more is
/// heard by nobody.
final class Ears {
  /// By contact and by whose telephone it is.
  private final Map<ContactId, Map<String, Hearing>> heard = new HashMap<>();

  void happened(Event event) {
    switch (event) {
      case Event.ListenedIn e -> {
        if (e.hearing() == Hearing.NONE) {
          heard.computeIfPresent(
              e.contact(),
              (_, by) -> {
                by.remove(e.phone());
                return by.isEmpty() ? null : by;
              });
        } else {
          heard
              .computeIfAbsent(e.contact(), _ -> new LinkedHashMap<>())
              .put(e.phone(), e.hearing());
        }
      }
      case Event.Finished e -> heard.remove(e.contact());
      case Event.Ended e -> heard.remove(e.contact());
      case Event.Transferred e -> heard.remove(e.contact());
      case Event.Withdrawn e -> heard.remove(e.contact());
      case Event.AgentVanished e -> heard.remove(e.contact());
      // The rest does not change who hears whom.
      default -> {}
    }
  }

  JsonArray of(ContactId contact) {
    JsonArray by = new JsonArray();
    heard
        .getOrDefault(contact, Map.of())
        .forEach((phone, hearing) ->
            by.add(
                new JsonObject()
                    .put("phone", phone)
                    .put("hearing", hearing.name().toLowerCase(Locale.ROOT))));
    return by;
  }
}
