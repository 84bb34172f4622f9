package dev.rapport.gateway.security;

import java.time.Duration;
import java.util.Optional;

/// Keys with which a customer reads and corrects what we keep of his wishes: made for somebody of
/// whom it was proven who he is, good for an hour.
public final class CustomerKeys {
  public static final Duration LASTS = Duration.ofHours(1);

  private static final String PURPOSE = "own-preferences";

  private final Keys keys;

  public CustomerKeys(Keys keys) {
    this.keys = keys;
  }

  /// @param key goes into the address that the customer is given
  /// @param until epoch milliseconds
  public record Access(String key, long until) {}

  public Access give(String customer, long now) {
    long until = now + LASTS.toMillis();
    return new Access(
        customer + "." + until + "." + keys.sign(PURPOSE, text(customer, until)), until);
  }

  /// Whose key it is; empty when it is none of ours or its time is over.
  public Optional<String> customer(String key, long now) {
    String[] parts = key.split("\\.", -1);
    if (parts.length != 3 || !parts[1].matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    long until = Long.parseLong(parts[1]);
    return now < until && keys.signed(PURPOSE, text(parts[0], until), parts[2])
        ? Optional.of(parts[0])
        : Optional.empty();
  }

  private static String text(String customer, long until) {
    return customer + "\n" + until;
  }
}
