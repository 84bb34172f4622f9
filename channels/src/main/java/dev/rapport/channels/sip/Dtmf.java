package dev.rapport.channels.sip;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keys that come as INFO instead of in the sound.
final class Dtmf {
  private static final Pattern SIGNAL =
      Pattern.compile("(?im)^\\s*(?:Signal\\s*=\\s*)?([0-9*#A-D])\\s*$");

  private Dtmf() {}

  static Optional<Character> ofInfo(SipRequest info) {
    String type = info.header("Content-Type").orElse("");
    if (!type.startsWith("application/dtmf")) {
      return Optional.empty();
    }
    Matcher signal = SIGNAL.matcher(new String(info.body(), StandardCharsets.UTF_8));
    return signal.find() ? Optional.of(signal.group(1).charAt(0)) : Optional.empty();
  }
}
