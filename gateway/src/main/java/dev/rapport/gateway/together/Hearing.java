package dev.rapport.gateway.together;

/// Whether Redis brings anything: each gateway sends itself a beat, and waits for it. In the turns
/// of [Together]; times in milliseconds of any one clock.
final class Hearing {
  static final long BEAT_EVERY_MS = 500;
  private static final long SILENT_AFTER_MS = 1_500;
  private static final long RENEW_AFTER_MS = 4_000;

  private long heardAt;
  private long renewedAt;
  private long lookedAt;
  private volatile boolean hears;

  /// What has changed.
  enum Change {
    NONE,
    LOST,
    /// It may be that another connection helps.
    STILL_LOST,
    FOUND
  }

  Hearing(long now) {
    heardAt = now - SILENT_AFTER_MS - 1;
    renewedAt = now;
    lookedAt = now;
  }

  boolean hears() {
    return hears;
  }

  void beat(long now) {
    heardAt = now;
  }

  /// To be called every so often. Whoever has not been able to has stood still themselves, and the
  /// others may have counted them as gone: what was heard before is no sign.
  Change look(long now) {
    if (now - lookedAt > SILENT_AFTER_MS) {
      heardAt = lookedAt - SILENT_AFTER_MS;
    }
    lookedAt = now;
    boolean before = hears;
    hears = now - heardAt <= SILENT_AFTER_MS;
    if (before != hears) {
      renewedAt = now;
      return hears ? Change.FOUND : Change.LOST;
    }
    if (!hears && now - renewedAt > RENEW_AFTER_MS) {
      renewedAt = now;
      return Change.STILL_LOST;
    }
    return Change.NONE;
  }
}
