package dev.rapport.loadtests.routing;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/// Waits, abandonment and service level of the bank's callers, by type and by priority. Priority is
/// told apart among those alone who waited in the recording: of the others it is not known.
final class BankFigures {
  private static final double TARGET = 20;

  private final Sums all = new Sums();
  private final Map<String, Sums> byType = new TreeMap<>();
  private final Map<String, Sums> byPriority = new TreeMap<>();

  private static final class Sums {
    private int calls;
    private int lost;
    private int good;
    private double waited;

    private void add(boolean answered, double seconds) {
      calls++;
      lost += answered ? 0 : 1;
      good += answered && seconds <= TARGET ? 1 : 0;
      waited += seconds;
    }

    private JsonObject json() {
      return new JsonObject()
          .put("calls", calls)
          .put("mean_wait_s", round(waited / calls))
          .put("abandoned", round(100.0 * lost / calls))
          .put("service_level_20s", round(100.0 * good / calls));
    }

    private static double round(double value) {
      return Math.round(10 * value) / 10.0;
    }
  }

  void add(BankCalls.Call call, boolean answered, double seconds) {
    all.add(answered, seconds);
    byType.computeIfAbsent(call.type(), _ -> new Sums()).add(answered, seconds);
    if (call.queued()) {
      String priority = call.priority() == 2 ? "priority" : "regular";
      byPriority.computeIfAbsent(priority, _ -> new Sums()).add(answered, seconds);
    }
  }

  static BankFigures recorded(BankCalls recorded) {
    BankFigures figures = new BankFigures();
    recorded.calls().forEach(call -> figures.add(call, call.answered(), (double) call.waited()));
    return figures;
  }

  JsonObject json() {
    var types = new JsonObject();
    byType.forEach((type, sums) -> types.put(type, sums.json()));
    var priorities = new JsonObject();
    byPriority.forEach((priority, sums) -> priorities.put(priority, sums.json()));
    return new JsonObject()
        .put("all", all.json())
        .put("by_type", types)
        .put("queued_by_priority", priorities);
  }
}
