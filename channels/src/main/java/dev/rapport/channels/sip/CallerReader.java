package dev.rapport.channels.sip;

import dev.rapport.channels.phone.PhoneEvent.CallerIdentity;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who calls, as the headers have it. What only the network may say (`P-Asserted-Identity`, the
/// carrier's verdict) is believed of trunks alone (RFC 3325).
final class CallerReader {
  private static final int MAX_TEXT = 128;

  private CallerReader() {}

  /// What the network says of who calls; a signature is believed of anybody, since it proves
  /// itself.
  static CallerIdentity read(SipRequest invite, boolean trusted, Passport passport, long now) {
    CallerIdentity said = read(invite, trusted);
    List<String> signed = invite.headers().all("Identity");
    if (said.attestation() != null || signed.isEmpty()) {
      return said;
    }
    String level = passport.attestation(signed, said.number(), dialled(invite), now).orElse(null);
    return new CallerIdentity(
        said.number(), said.name(), said.source(), said.withheld(), level, said.diverted());
  }

  static CallerIdentity read(SipRequest invite, boolean trusted) {
    SipAddress who = invite.from();
    String source = "From";
    if (trusted) {
      for (String header : List.of("P-Asserted-Identity", "Remote-Party-ID")) {
        List<SipAddress> asserted = invite.addresses(header);
        if (source.equals("From") && !asserted.isEmpty()) {
          who = asserted.getFirst();
          source = header;
        }
      }
    }
    boolean withheld =
        invite.headers().tokens("Privacy").stream()
            .flatMap(v -> List.of(v.split(";")).stream())
            .anyMatch(v -> v.strip().equalsIgnoreCase("id") || v.strip().equalsIgnoreCase("user"));
    return new CallerIdentity(
        number(who.uri()),
        clean(who.display().isEmpty() ? invite.from().display() : who.display()),
        source,
        withheld || isAnonymous(invite.from().uri()),
        trusted ? attestation(who) : null,
        diverted(invite));
  }

  /// The number or name that was called: of the Request-URI, which the network may have changed on
  /// the way, unless it has none.
  static String dialled(SipRequest invite) {
    try {
      SipUri uri = SipUri.parse(invite.uri());
      String number = uri.user().isEmpty() ? "" : number(uri);
      return number.isEmpty() ? number(invite.to().uri()) : number;
    } catch (SipSyntaxException e) {
      return "";
    }
  }

  /// The digits of a `tel:` or `sip:` address; a name where it is none; empty when withheld.
  static String number(SipUri uri) {
    if (isAnonymous(uri)) {
      return "";
    }
    String user = uri.name().replaceFirst(";.*", "");
    String digits = user.replaceAll("[ ().-]", "");
    return clean(digits.matches("\\+?[0-9*#]{2,32}") ? digits : user);
  }

  private static boolean isAnonymous(SipUri uri) {
    String user = uri.name().toLowerCase(Locale.ROOT);
    return user.equals("anonymous")
        || user.equals("restricted")
        || uri.host().equalsIgnoreCase("anonymous.invalid");
  }

  /// The carrier's verdict on a signed call (3GPP TS 24.229): full attestation is what it passed
  /// with.
  private static @Nullable String attestation(SipAddress who) {
    String verdict =
        who.params()
            .get("verstat")
            .or(() -> who.uri().params().get("verstat"))
            .orElse(verstatOfUser(who.uri()));
    return switch (verdict.toLowerCase(Locale.ROOT)) {
      case "tn-validation-passed", "tn-validation-passed-a" -> "A";
      case "tn-validation-passed-b" -> "B";
      case "tn-validation-passed-c" -> "C";
      default -> null;
    };
  }

  private static String verstatOfUser(SipUri uri) {
    int at = uri.user().indexOf(";verstat=");
    return at < 0 ? "" : uri.user().substring(at + 9).replaceFirst(";.*", "");
  }

  private static @Nullable String diverted(SipRequest invite) {
    List<SipAddress> diversions = invite.addresses("Diversion");
    if (diversions.isEmpty()) {
      diversions = invite.addresses("History-Info");
    }
    return diversions.isEmpty() ? null : number(diversions.getFirst().uri());
  }

  private static String clean(String text) {
    String line = dev.rapport.channels.PlainText.line(text);
    return dev.rapport.channels.PlainText.atMost(line, MAX_TEXT);
  }
}
