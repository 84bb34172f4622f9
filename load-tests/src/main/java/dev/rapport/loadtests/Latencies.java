package dev.rapport.loadtests;

import io.vertx.core.json.JsonObject;
import org.HdrHistogram.Histogram;

/// How long something took, many times over; kept to three digits, up to ten minutes.
final class Latencies {
  private static final long MOST_MICROS = 600_000_000L;

  private final Histogram micros = new Histogram(MOST_MICROS, 3);

  void add(long nanos) {
    micros.recordValue(Math.clamp(nanos / 1_000, 0, MOST_MICROS));
  }

  /// `count`, and in milliseconds `p50`, `p99`, `max`; nulls when nothing was measured.
  JsonObject milliseconds() {
    long count = micros.getTotalCount();
    return new JsonObject()
        .put("p50", count == 0 ? null : rounded(micros.getValueAtPercentile(50)))
        .put("p99", count == 0 ? null : rounded(micros.getValueAtPercentile(99)))
        .put("max", count == 0 ? null : rounded(micros.getMaxValue()))
        .put("count", count);
  }

  private static double rounded(long micros) {
    return Math.round(micros / 10.0) / 100.0;
  }
}
