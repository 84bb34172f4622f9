package dev.rapport.channels.sip;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Which dialog an INVITE takes the place of (RFC 3891), from a header or from within the address
/// of a REFER.
///
/// @param toTag the tag of whoever receives the INVITE
/// @param earlyOnly not when it has been answered
record Replaces(String callId, String toTag, String fromTag, boolean earlyOnly) {
  private static final int MOST = 512;

  /// Empty for what cannot be read.
  static Optional<Replaces> parse(String value) {
    if (value.length() > MOST) {
      return Optional.empty();
    }
    String[] parts = value.split(";", -1);
    String to = "";
    String from = "";
    boolean early = false;
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      String name = part.replaceFirst("=.*", "").strip().toLowerCase(Locale.ROOT);
      String what = part.contains("=") ? part.substring(part.indexOf('=') + 1).strip() : "";
      switch (name) {
        case "to-tag" -> to = what;
        case "from-tag" -> from = what;
        case "early-only" -> early = true;
        default -> {}
      }
    }
    String callId = parts[0].strip();
    // Also what we are to pass on: nothing of it may end a line.
    boolean whole = callId.matches("\\S+") && to.matches("\\S+") && from.matches("\\S+");
    return whole ? Optional.of(new Replaces(callId, to, from, early)) : Optional.empty();
  }

  /// What a `Refer-To` carries after its question mark, where it names a dialog.
  static Optional<Replaces> inAddress(String headers) {
    for (String header : headers.split("&", -1)) {
      int equals = header.indexOf('=');
      if (equals > 0 && header.substring(0, equals).equalsIgnoreCase("Replaces")) {
        try {
          // A plus is a plus here: these are not the pairs of a form.
          String value = header.substring(equals + 1).replace("+", "%2B");
          return parse(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  String text() {
    return callId + ";to-tag=" + toTag + ";from-tag=" + fromTag + (earlyOnly ? ";early-only" : "");
  }
}
