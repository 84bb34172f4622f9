package dev.rapport.customers;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// Reads identifiers as people, carriers and programs write them, into the one form that is stored
/// and looked up. Pure and thread-safe; one per centre, since the default region differs.
public final class Identifiers {
  /// The source of external ids when a centre names none.
  public static final String DEFAULT_SOURCE = "crm";

  /// Characters of a customer number, its source not counted.
  public static final int MAX_EXTERNAL_ID = 200;

  private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");
  private static final Pattern VISITOR = Pattern.compile("[A-Za-z0-9._~-]{16,200}");

  private final PhoneReader phones;

  /// @param defaultRegion ISO 3166 code of two letters: where a number without `+` is dialled
  /// @throws IllegalArgumentException when no numbering plan is known for the region
  public Identifiers(String defaultRegion) {
    this.phones = new PhoneReader(defaultRegion);
  }

  /// Any telephone writing: national, international, `tel:` and `sip:` URIs, extensions, other
  /// scripts' digits. Withheld and anonymous callers are [Reading.Withheld].
  public Reading phone(String text) {
    return phones.read(text);
  }

  /// An e-mail address, also as `Ana <ana@example.org>` or `mailto:`.
  public Reading email(String text) {
    return EmailReader.read(text);
  }

  /// A customer number in the system `source`. It is kept with its source, since number 4711 of the
  /// shop and number 4711 of the workshop are different people; case counts.
  public Reading externalId(String source, String text) {
    if (!isSource(source)) {
      return new Reading.Invalid(
          "a source has 1 to 40 of a-z, 0-9, dot, dash and underscore, and starts with a letter"
              + " or digit");
    }
    String id = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    if (id.isEmpty()) {
      return new Reading.Withheld("empty");
    }
    if (id.length() > MAX_EXTERNAL_ID) {
      return new Reading.Invalid("longer than " + MAX_EXTERNAL_ID + " characters");
    }
    if (id.chars().anyMatch(Character::isISOControl)) {
      return new Reading.Invalid("has a control character");
    }
    return new Reading.Read(new Identifier(Identifier.Kind.EXTERNAL_ID, source + ":" + id), id);
  }

  /// A visitor token as this process issued it: 16 to 200 characters safe in a URL. Whether its
  /// signature holds is the caller's business and decides its [Proof].
  public Reading visitor(String token) {
    if (token.isEmpty()) {
      return new Reading.Withheld("empty");
    }
    if (!VISITOR.matcher(token).matches()) {
      return new Reading.Invalid("not a visitor token");
    }
    return new Reading.Read(new Identifier(Identifier.Kind.VISITOR, token), token);
  }

  /// Whether `source` can name where customers come from (an import, a register).
  public static boolean isSource(String source) {
    return SOURCE.matcher(source).matches();
  }
}
