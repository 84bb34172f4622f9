/**
 * The server's clock, estimated from the times in its frames, so that a countdown is right on a
 * computer whose clock is not. A frame arrives after it was sent, so the smallest difference seen
 * is the best one; frames that were sent again later only seem slower and do no harm.
 */
export class ServerClock {
  #ahead = Infinity;

  /** A frame stamped `at` (epoch milliseconds, server) arrived now. */
  heard(at) {
    if (Number.isFinite(at)) this.#ahead = Math.min(this.#ahead, Date.now() - at);
  }

  /** The server's time now, epoch milliseconds. */
  now() {
    return Date.now() - (Number.isFinite(this.#ahead) ? this.#ahead : 0);
  }
}
