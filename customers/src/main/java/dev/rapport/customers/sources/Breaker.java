package dev.rapport.customers.sources;

/// Leaves a source alone that fails: after so many failures in a row nobody asks for a while, then
/// one does, and his luck decides for all.
///
/// ```
/// closed ── failures in a row ──▶ open ── the rest is over ──▶ one try ── success ──▶ closed
///                                  ▲                              └────── failure ──▶ open
/// ```
final class Breaker {
  private final int failures;
  private final long restMs;
  private int inARow;
  private long openUntil;
  private boolean trying;

  /// @param failures in a row that open it
  Breaker(int failures, long restMs) {
    this.failures = failures;
    this.restMs = restMs;
  }

  /// Whether the source may be asked now; whoever hears yes tells how it went.
  synchronized boolean allows(long now) {
    if (inARow < failures) {
      return true;
    }
    if (now < openUntil || trying) {
      return false;
    }
    trying = true;
    return true;
  }

  synchronized void succeeded() {
    inARow = 0;
    trying = false;
  }

  synchronized void failed(long now) {
    inARow = Math.min(inARow + 1, failures);
    trying = false;
    openUntil = now + restMs;
  }
}
