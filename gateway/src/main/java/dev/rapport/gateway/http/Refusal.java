package dev.rapport.gateway.http;

import dev.rapport.channels.Receipt;
import dev.rapport.gateway.wire.Problem;

/// A refusal of the inbox in HTTP's words.
final class Refusal {
  private Refusal() {}

  static Problem problem(Receipt.Refused refused) {
    long seconds = Math.max(1, refused.retryAfterMs() / 1_000);
    return switch (refused.reason()) {
      case OVERLOADED -> later(503, "overloaded", "Overloaded", refused, seconds);
      case STORAGE_FULL -> later(507, "storage-full", "Storage is full", refused, seconds);
      case UNAVAILABLE -> later(503, "unavailable", "Unavailable", refused, seconds);
      case UNAUTHORISED -> Problem.of(403, "not-allowed", "Forbidden", refused.detail());
      case NO_CONTACT -> Problem.of(409, "no-contact", "No open contact", refused.detail());
      case BAD_NUMBER -> Problem.of(409, "bad-number", "Bad number", refused.detail());
      case TOO_LONG -> Problem.of(413, "too-large", "Too large", refused.detail());
    };
  }

  private static Problem later(
      int status, String slug, String title, Receipt.Refused refused, long seconds) {
    return Problem.later(status, slug, title, refused.detail(), seconds);
  }
}
