package dev.rapport.gateway.pbx;

import dev.rapport.channels.Sender;
import dev.rapport.channels.SenderIdentifier;
import java.util.List;

/// Callers' numbers as PBXs write them. A number identifies and proves nothing.
final class Numbers {
  private Numbers() {}

  /// With a `+` when all of the number is there; empty when it is withheld.
  static String read(String from) {
    String digits = from.replaceAll("[ ()./-]", "");
    if (digits.matches("\\+?[0-9]{2,20}")) {
      // Many send E.164 without its plus. A national number begins with a zero, or is shorter.
      return digits.matches("[1-9][0-9]{10,14}") ? "+" + digits : digits;
    }
    return "";
  }

  static Sender sender(String number) {
    return new Sender(
        number.isEmpty()
            ? List.of()
            : List.of(
                new SenderIdentifier(
                    SenderIdentifier.Kind.PHONE, number, SenderIdentifier.Proof.CLAIMED)),
        null,
        null);
  }
}
