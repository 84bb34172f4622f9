package dev.rapport.customers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import java.util.Set;

/// Telephone numbers to E.164, by libphonenumber's numbering plans.
///
/// A number counts when its country and length are possible, not only when its range is known to be
/// handed out: ranges open every month and a library's copy ages, but a caller must not lose her
/// history for that. Numbers of one repeated digit are refused, because forms are full of them and
/// they would make strangers one customer.
final class PhoneReader {
  static final int MAX_LENGTH = 100;

  /// What carriers and exchanges send when the caller hides, in lower case. 266696687 spells
  /// ANONYMOUS on a keypad and is sent by gateways that must send digits.
  private static final Set<String> WITHHELD =
      Set.of(
          "anonymous",
          "anonym",
          "unknown",
          "private",
          "privat",
          "withheld",
          "restricted",
          "unavailable",
          "blocked",
          "no number",
          "no caller id",
          "hidden",
          "n/a",
          "na",
          "none",
          "-",
          "--",
          "?",
          "unbekannt",
          "inconnu",
          "desconocido",
          "266696687",
          "+266696687");

  private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
  private final PlainNumbers plain = new PlainNumbers(plans);
  private final String region;

  PhoneReader(String region) {
    this.region = region.toUpperCase(Locale.ROOT);
    if (!plans.getSupportedRegions().contains(this.region)) {
      throw new IllegalArgumentException("no numbering plan for region '" + region + "'");
    }
  }

  Reading read(String text) {
    if (text.length() > MAX_LENGTH) {
      return new Reading.Invalid("longer than " + MAX_LENGTH + " characters");
    }
    String number = withoutWrapping(text);
    if (number.isEmpty()) {
      return new Reading.Withheld("empty");
    }
    if (WITHHELD.contains(number.toLowerCase(Locale.ROOT))) {
      return new Reading.Withheld("the caller's number is withheld");
    }
    PhoneNumber plainly = plain.read(number);
    if (plainly != null) {
      return judge(plainly);
    }
    try {
      return judge(plans.parse(number, region));
    } catch (NumberParseException refused) {
      return new Reading.Invalid(
          switch (refused.getErrorType()) {
            case INVALID_COUNTRY_CODE -> "no country has this code";
            case NOT_A_NUMBER -> "not a telephone number";
            case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN -> "too short for a telephone number";
            case TOO_LONG -> "too long for a telephone number";
          });
    }
  }

  private Reading judge(PhoneNumber number) {
    String problem = problem(number);
    if (onlyOneDigit(number)) {
      problem = "one digit repeated";
    }
    if (!problem.isEmpty()) {
      return new Reading.Invalid(problem);
    }
    String value = plans.format(number, PhoneNumberFormat.E164);
    if (number.hasExtension() && !number.getExtension().isEmpty()) {
      value += ";ext=" + number.getExtension();
    }
    return new Reading.Read(
        new Identifier(Identifier.Kind.PHONE, value),
        plans.format(number, PhoneNumberFormat.INTERNATIONAL));
  }

  /// Numbers of a plan that the country has left since: registers and old telephones still hold
  /// them, and a customer is not lost because his number was lengthened.
  private static boolean retired(PhoneNumber number) {
    String digits = Long.toString(number.getNationalNumber());
    return switch (number.getCountryCode()) {
      // Benin wrote eight digits until 2024, Nigeria's fixed lines eight, Croatia's premium six.
      case 229 -> digits.length() == 8;
      case 234 -> digits.length() == 8;
      case 385 -> digits.length() == 6 && digits.startsWith("6");
      // Mexico's mobiles had a 1 in front until 2019.
      case 52 -> digits.length() == 11 && digits.startsWith("1");
      default -> false;
    };
  }

  private String problem(PhoneNumber number) {
    var possible = plans.isPossibleNumberWithReason(number);
    // Whether a number is valid is dear to know, and nearly all are possible.
    if (possible == PhoneNumberUtil.ValidationResult.IS_POSSIBLE
        || retired(number)
        || plans.isValidNumber(number)) {
      return "";
    }
    return switch (possible) {
      case IS_POSSIBLE -> "";
      case IS_POSSIBLE_LOCAL_ONLY -> "too short, or the area code is missing";
      case INVALID_COUNTRY_CODE -> "no country has this code";
      case TOO_SHORT -> "too short for a telephone number";
      case INVALID_LENGTH -> "no number there has this length";
      case TOO_LONG -> "too long for a telephone number";
    };
  }

  private static boolean onlyOneDigit(PhoneNumber number) {
    long digits = number.getNationalNumber();
    long last = digits % 10;
    while (digits > 0 && digits % 10 == last) {
      digits /= 10;
    }
    return digits == 0;
  }

  /// `"Ana" <sip:+49301234@carrier.example;user=phone>` and its simpler relatives, down to the
  /// number; a `tel:` URI stays, libphonenumber reads RFC 3966 itself.
  private static String withoutWrapping(String text) {
    String number = text.strip();
    int open = number.lastIndexOf('<');
    if (open >= 0 && number.indexOf('>', open) > open) {
      number = number.substring(open + 1, number.indexOf('>', open)).strip();
    }
    String lower = number.toLowerCase(Locale.ROOT);
    if (lower.startsWith("sip:") || lower.startsWith("sips:")) {
      number = number.substring(number.indexOf(':') + 1);
      int end = number.indexOf('@');
      return end < 0 ? number : number.substring(0, end);
    }
    return number;
  }
}
