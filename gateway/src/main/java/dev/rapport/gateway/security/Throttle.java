package dev.rapport.gateway.security;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// A token bucket for each name (an address, a login): so many a minute, refilled evenly. Bounded:
/// the names longest unused are forgotten first, which forgets full buckets before empty ones.
public final class Throttle {
  private final int perMinute;
  private final Map<String, Bucket> buckets;

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
    return probe.isConsumed() ? 0 : seconds(probe.getNanosToWaitForRefill());
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
