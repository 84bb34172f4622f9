package dev.rapport.channels.ari;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// What Asterisk plays and records for us, by its name, and what is to follow when that is over.
final class AriEndings {
  private final Map<String, Consumer<JsonObject>> awaited = new HashMap<>();

  /// @param then told once, with what Asterisk says of the playback or recording
  void await(String name, Consumer<JsonObject> then) {
    awaited.put(name, then);
  }

  boolean awaits(String name) {
    return awaited.containsKey(name);
  }

  void forget(String name) {
    awaited.remove(name);
  }

  /// It is over, or has failed.
  void over(String name, JsonObject what) {
    Consumer<JsonObject> then = awaited.remove(name);
    if (then != null) {
      then.accept(what);
    }
  }
}
