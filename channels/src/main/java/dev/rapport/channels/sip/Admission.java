package dev.rapport.channels.sip;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who may call, and how much of it at once. What is beyond is refused before anything is kept of
/// it, so that calls being served do not notice.
final class Admission {
  private static final int REMEMBERED = 10_000;

  private final List<AddressRange> trunks;
  private final SipSettings.Limits limits;
  private final Map<String, Integer> perSource = new HashMap<>();
  private int calls;

  /// Tokens left of an address, the longest unused forgotten first.
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > REMEMBERED;
        }
      };

  private static final class Bucket {
    private double left;
    private long at;
  }

  /// What is said to a new call.
  enum Verdict {
    WELCOME,
    STRANGER,
    OVERLOADED
  }

  Admission(List<AddressRange> trunks, SipSettings.Limits limits) {
    this.trunks = trunks;
    this.limits = limits;
  }

  boolean isTrunk(InetAddress address) {
    return trunks.stream().anyMatch(range -> range.contains(address));
  }

  int calls() {
    return calls;
  }

  /// Asks for one more call from there; a welcome one is counted until [#left].
  Verdict ask(InetAddress address, boolean known, long now) {
    boolean trunk = isTrunk(address);
    if (!trunk && !known) {
      return Verdict.STRANGER;
    }
    String source = address.getHostAddress();
    boolean many = !trunk && perSource.getOrDefault(source, 0) >= limits.callsPerSource();
    if (calls >= limits.calls() || many || !token(source, now)) {
      return Verdict.OVERLOADED;
    }
    calls++;
    perSource.merge(source, 1, Integer::sum);
    return Verdict.WELCOME;
  }

  void left(InetAddress address) {
    calls--;
    perSource.computeIfPresent(
        address.getHostAddress(), (_, count) -> count <= 1 ? null : count - 1);
  }

  private boolean token(String source, long now) {
    Bucket bucket = buckets.get(source);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.left = limits.callsPerSecond();
      bucket.at = now;
      buckets.put(source, bucket);
    }
    double refilled = bucket.left + (now - bucket.at) * limits.callsPerSecond() / 1_000.0;
    bucket.left = Math.min(limits.callsPerSecond(), refilled);
    bucket.at = now;
    if (bucket.left < 1) {
      return false;
    }
    bucket.left--;
    return true;
  }
}
