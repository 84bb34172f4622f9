package dev.rapport.channels.email;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which addresses are ours, and whose. Without an entry a recipient is refused: this is no relay.
public final class MailboxDirectory {

  private final Map<String, String> centres = new HashMap<>();

  /// @param centres from an address (`help@velo.example`) or a whole domain (`@velo.example` or
  ///   `velo.example`) to its centre; an address goes before its domain
  public MailboxDirectory(Map<String, String> centres) {
    centres.forEach((name, centre) -> {
      String lower = name.strip().toLowerCase(Locale.ROOT);
      this.centres.put(lower.indexOf('@') < 0 ? "@" + lower : lower, centre);
    });
  }

  /// The centre of an address.
  public Optional<String> centreOf(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    int at = lower.lastIndexOf('@');
    String exact = centres.get(lower);
    return Optional.ofNullable(exact != null || at < 0 ? exact : centres.get(lower.substring(at)));
  }
}
