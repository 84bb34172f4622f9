package dev.rapport.loadtests.knowledge;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// One figure of one set.
///
/// @param published what others reached, in their words or as a number; null if nothing comparable
/// @param goal what is wanted, or null if the figure only stands beside another
/// @param lower whether less is better
record Figure(
    String set,
    String measure,
    double ours,
    @Nullable String published,
    @Nullable Double goal,
    boolean lower) {

  static Figure beside(String set, String measure, double ours) {
    return new Figure(set, measure, ours, null, null, false);
  }

  JsonObject json() {
    Double wanted = goal;
    return new JsonObject()
        .put("set", set)
        .put("measure", measure)
        .put("ours", Math.round(ours * 10_000) / 10_000.0)
        .put("published", published)
        .put("goal", goal)
        .put("reached", wanted == null ? null : lower ? ours <= wanted : ours >= wanted);
  }
}
