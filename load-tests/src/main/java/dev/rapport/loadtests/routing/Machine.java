package dev.rapport.loadtests.routing;

import io.vertx.core.json.JsonObject;

/// What the figures were measured on.
final class Machine {
  private Machine() {}

  static JsonObject describe() {
    return new JsonObject()
        .put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
        .put("cores", Runtime.getRuntime().availableProcessors())
        .put("java", System.getProperty("java.vm.version"))
        .put("heap_mb", Runtime.getRuntime().maxMemory() >> 20);
  }
}
