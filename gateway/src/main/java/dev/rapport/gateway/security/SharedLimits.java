package dev.rapport.gateway.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The limits of a gateway that several gateways count together: each says now and then what it let
/// on, and counts what the others say as if it had been its own. Between two tellings each counts
/// for itself, and so it does while nothing is brought: a limit never waits for anybody.
public final class SharedLimits {
  private final Map<String, Throttle> byName = new ConcurrentHashMap<>();

  /// @param name the same at every gateway
  /// @param names how many addresses or logins are remembered
  public Throttle limit(String name, int perMinute, int names) {
    return byName.computeIfAbsent(name, _ -> new Throttle(perMinute, names));
  }

  /// What was let on here since the last call, by limit; limits with nothing are left out.
  public Map<String, Map<String, Integer>> taken() {
    Map<String, Map<String, Integer>> all = new LinkedHashMap<>();
    byName.forEach((name, throttle) -> {
      Map<String, Integer> taken = throttle.taken();
      if (!taken.isEmpty()) {
        all.put(name, taken);
      }
    });
    return all;
  }

  /// What another gateway let on; a limit that is not known here is that of a newer version.
  public void heard(String limit, Map<String, Integer> taken) {
    Throttle throttle = byName.get(limit);
    if (throttle != null) {
      taken.forEach(throttle::heard);
    }
  }
}
