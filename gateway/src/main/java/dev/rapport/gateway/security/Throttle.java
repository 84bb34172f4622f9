package dev.rapport.gateway.security;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// A token bucket for each name (an address, a login): so many a minute, refilled evenly. Bounded:
/// the names longest unused are forgotten first, which forgets full buckets before empty ones.
public final class Throttle {
  /// Names that others are told of at once; of more than that each counts for itself.
  private static final int MOST_TOLD = 1_000;

  private final int perMinute;
  private final Map<String, Bucket> buckets;
  private Map<String, Integer> taken = new HashMap<>();

  /// @param names how many names are remembered
  public Throttle(int perMinute, int names) {
    this.perMinute = perMinute;
    this.buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > names;
          }
        };
  }

  /// 0 when it may go on, otherwise the seconds after which it may.
  public long take(String name) {
    ConsumptionProbe probe = bucket(name).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      return seconds(probe.getNanosToWaitForRefill());
    }
    note(name);
    return 0;
  }

  private synchronized void note(String name) {
    if (taken.size() < MOST_TOLD || taken.containsKey(name)) {
      taken.merge(name, 1, Integer::sum);
    }
  }

  /// What was taken since the last call, by name.
  synchronized Map<String, Integer> taken() {
    Map<String, Integer> all = taken;
    if (!all.isEmpty()) {
      taken = new HashMap<>();
    }
    return all;
  }

  /// So many were taken elsewhere; as many as there are left count.
  void heard(String name, int count) {
    bucket(name).tryConsumeAsMuchAsPossible(Math.max(1, count));
  }

  /// As [#take], without taking.
  public long peek(String name) {
    var estimate = bucket(name).estimateAbilityToConsume(1);
    return estimate.canBeConsumed() ? 0 : seconds(estimate.getNanosToWaitForRefill());
  }

  private static long seconds(long nanos) {
    return Math.max(1, Duration.ofNanos(nanos).toSeconds() + 1);
  }

  private synchronized Bucket bucket(String name) {
    return buckets.computeIfAbsent(
        name,
        _ ->
            Bucket.builder()
                .addLimit(limit ->
                    limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build());
  }
}
