package dev.rapport.storage;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/// Ids made where a record is stored. UUID version 7 (RFC 9562): 48 bits of milliseconds, then
/// random bits, so that new rows land at the end of an index and an id sorts by when it was made.
final class TimeOrderedIds {

  private static final int TOKEN_BYTES = 18;

  private final SecureRandom random = new SecureRandom();

  String next(long atMillis) {
    long high = (atMillis << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
    long low = 0x8000000000000000L | (random.nextLong() >>> 2);
    return new UUID(high, low).toString();
  }

  /// 144 random bits, safe in a URL and in a Message-ID: whoever has it was given it.
  String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
