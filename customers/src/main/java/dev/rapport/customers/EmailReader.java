package dev.rapport.customers;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// E-mail addresses (RFC 5321, RFC 6531) to a matching key.
///
/// What is folded, and why:
/// - the domain, to lower-case ASCII (IDNA), because DNS does;
/// - the case of the local part, because no mail provider of note tells Ana from ana. The original
///   writing stays as the display;
/// - Unicode to NFC, because keyboards differ.
///
/// What is not: `ana+shop@` and `ana@` are kept distinct, and so are Gmail's dots. Sameness there
/// is a provider's habit, not a rule, and a wrong match shows a stranger's history.
final class EmailReader {
  private static final int MAX_TEXT = 1_000;
  private static final int MAX_ADDRESS = 254;
  private static final int MAX_LOCAL = 64;
  private static final int MAX_DOMAIN = 253;
  private static final Pattern DOT_ATOM =
      Pattern.compile(
          "[\\p{L}\\p{N}\\p{M}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}\\p{M}!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern QUOTED = Pattern.compile("\"(\\\\[ -~]|[^\"\\\\\\p{Cntrl}])+\"");
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");

  /// IDNA 2003, which the JDK speaks, folds these into other letters that are other domains under
  /// IDNA 2008. Such a domain is compared as written.
  private static final Pattern DEVIATES = Pattern.compile("[\u00df\u03c2\u200c\u200d]");

  private EmailReader() {}

  static Reading read(String text) {
    if (text.length() > MAX_TEXT) {
      return new Reading.Invalid("longer than an e-mail address can be");
    }
    String address = withoutWrapping(Normalizer.normalize(text, Normalizer.Form.NFC));
    if (address.isEmpty() || address.equals("-") || address.equalsIgnoreCase("n/a")) {
      return new Reading.Withheld("empty");
    }
    int at = address.lastIndexOf('@');
    if (at < 0) {
      return new Reading.Invalid("has no @");
    }
    String local = unquoted(address.substring(0, at));
    String domain = asciiDomain(address.substring(at + 1));
    String problem = problem(local, domain);
    if (!problem.isEmpty()) {
      return new Reading.Invalid(problem);
    }
    return new Reading.Read(
        new Identifier(Identifier.Kind.EMAIL, local.toLowerCase(Locale.ROOT) + "@" + domain),
        local + "@" + address.substring(at + 1));
  }

  private static String problem(String local, String domain) {
    if (local.isEmpty()) {
      return "nothing before the @";
    }
    if (domain.isEmpty()) {
      return "the part after the @ is not a domain";
    }
    if (octets(local) > MAX_LOCAL || octets(local.toLowerCase(Locale.ROOT)) > MAX_LOCAL) {
      return "more than " + MAX_LOCAL + " octets before the @";
    }
    if (octets(domain) > MAX_DOMAIN || octets(local) + 1 + octets(domain) > MAX_ADDRESS) {
      return "longer than " + MAX_ADDRESS + " octets";
    }
    if (!DOT_ATOM.matcher(local).matches() && !QUOTED.matcher(local).matches()) {
      return "a character or dot before the @ that an address cannot have there";
    }
    return "";
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String withoutWrapping(String text) {
    String address = text.strip();
    int open = address.lastIndexOf('<');
    if (open >= 0 && address.endsWith(">")) {
      address = address.substring(open + 1, address.length() - 1).strip();
    }
    if (address.regionMatches(true, 0, "mailto:", 0, 7)) {
      int query = address.indexOf('?');
      address = address.substring(7, query < 0 ? address.length() : query);
    }
    return address.strip();
  }

  /// `"ana"@` is the same mailbox as `ana@` (RFC 5321 §4.1.2), and only then are the quotes
  /// dropped.
  private static String unquoted(String local) {
    if (local.length() > 2 && local.startsWith("\"") && local.endsWith("\"")) {
      String inside = local.substring(1, local.length() - 1);
      return DOT_ATOM.matcher(inside).matches() ? inside : local;
    }
    return local;
  }

  /// The domain in lower-case ASCII, or empty when it is none. Address literals (`[192.0.2.1]`) are
  /// none: they name a machine, not a mailbox provider.
  private static String asciiDomain(String written) {
    String domain = written.endsWith(".") ? written.substring(0, written.length() - 1) : written;
    if (DEVIATES.matcher(domain).find()) {
      String lower = domain.toLowerCase(Locale.ROOT);
      return lower.chars().anyMatch(c -> c <= ' ' || c == '@' || c == '"') ? "" : lower;
    }
    try {
      String ascii = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
      return DOMAIN.matcher(ascii).matches() ? ascii : "";
    } catch (IllegalArgumentException notADomain) {
      return "";
    }
  }
}
