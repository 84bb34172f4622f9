package dev.rapport.loadtests.customers;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The list a benchmark prints: `{set, measure, ours, published, goal, reached}` each.
final class Figures {
  private final JsonArray list = new JsonArray();
  private boolean allReached = true;

  /// More is better.
  void atLeast(String set, String measure, double ours, @Nullable Number published, double goal) {
    add(set, measure, ours, published, ">= " + goal, ours >= goal);
  }

  /// Less is better.
  void atMost(String set, String measure, double ours, @Nullable Number published, double goal) {
    add(set, measure, ours, published, "<= " + goal, ours <= goal);
  }

  /// A figure to reproduce.
  void near(String set, String measure, double ours, double published, double within) {
    add(
        set,
        measure,
        ours,
        published,
        "within " + within,
        Math.abs(ours - published) <= within + 1e-12);
  }

  /// A figure without a goal.
  void told(String set, String measure, double ours, @Nullable Number published) {
    add(set, measure, ours, published, null, true);
  }

  private void add(
      String set,
      String measure,
      double ours,
      @Nullable Number published,
      @Nullable String goal,
      boolean reached) {
    allReached &= reached;
    list.add(
        new JsonObject()
            .put("set", set)
            .put("measure", measure)
            .put("ours", Math.round(ours * 1e6) / 1e6)
            .put("published", published)
            .put("goal", goal)
            .put("reached", reached));
    System.err.printf("%-18s %-52s %s%s%n", set, measure, ours, reached ? "" : "   NOT REACHED");
  }

  static void skipped(String set, Path missing) {
    System.err.println(set + ": skipped, there is no " + missing);
  }

  /// Prints the list, and gives the exit code: 0 when every goal was reached.
  int finish(@Nullable Path json) throws IOException {
    String text = list.encodePrettily();
    System.out.println(text);
    if (json != null) {
      Files.writeString(json, text + "\n");
    }
    return allReached ? 0 : 1;
  }
}
