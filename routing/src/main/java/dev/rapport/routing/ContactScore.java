package dev.rapport.routing;

/// How much a contact's turn it is, by term. `total` is what was compared; [#recomputed] says the
/// same from the terms alone.
public sealed interface ContactScore {
  long total();

  long recomputed();

  /// weight × (base + wait) / handle time, of the default policy.
  ///
  /// @param weightMicros value and urgency
  /// @param baseMicros the head start, in answer targets
  /// @param waitMicros the wait, in answer targets
  /// @param handleMillis how long this agent is expected to need
  record ByValue(long weightMicros, long baseMicros, long waitMicros, long handleMillis, long total)
      implements ContactScore {

    static ByValue of(long weightMicros, long baseMicros, long waitMicros, long handleMillis) {
      return new ByValue(
          weightMicros,
          baseMicros,
          waitMicros,
          handleMillis,
          value(weightMicros, baseMicros, waitMicros, handleMillis));
    }

    static long value(long weightMicros, long baseMicros, long waitMicros, long handleMillis) {
      return weightMicros * (baseMicros + waitMicros) / handleMillis;
    }

    @Override
    public long recomputed() {
      return value(weightMicros, baseMicros, waitMicros, handleMillis);
    }
  }

  /// The tier decides, and within it the wait.
  record ByTier(int tier, long waitedMillis) implements ContactScore {
    /// Longer than any wait: 2^42 ms are 139 years.
    private static final int TIER_SHIFT = 42;

    static long value(int tier, long waitedMillis) {
      return ((long) tier << TIER_SHIFT) + waitedMillis;
    }

    @Override
    public long total() {
      return value(tier, waitedMillis);
    }

    @Override
    public long recomputed() {
      return total();
    }
  }

  /// Only the wait decides.
  record ByWait(long waitedMillis) implements ContactScore {
    @Override
    public long total() {
      return waitedMillis;
    }

    @Override
    public long recomputed() {
      return waitedMillis;
    }
  }
}
