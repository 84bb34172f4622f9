package dev.rapport.customers.importing;

import dev.rapport.customers.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Amounts as spreadsheets write them: `1,234.50`, `1.234,50 €`, `1'234`, `(12.00)`, `-12`.
///
/// The last comma or dot is the decimal mark when one or two digits follow it and it occurs once;
/// otherwise it parts thousands. `1.234` is therefore one thousand two hundred and thirty-four.
final class Amounts {
  private static final int MAX_LENGTH = 40;
  private static final int MAX_INTEGER_DIGITS = 14;
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  private Amounts() {}

  /// The amount, or null when the text is none.
  ///
  /// @param currency of amounts that name none, ISO 4217
  static @Nullable Money read(String text, String currency) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    String code = currencyIn(text, currency);
    String digits = text.replaceAll("[\\p{L}\\p{Sc}\\s\\u00a0\\u202f']", "");
    boolean negative = digits.startsWith("-") || (digits.startsWith("(") && digits.endsWith(")"));
    digits = withPoint(digits.replaceAll("[()+-]", ""));
    if (code == null || !NUMBER.matcher(digits).matches()) {
      return null;
    }
    if (digits.split("\\.", 2)[0].length() > MAX_INTEGER_DIGITS) {
      return null;
    }
    BigDecimal amount = new BigDecimal(digits);
    return Money.of(negative ? amount.negate() : amount, code);
  }

  /// The ISO 4217 code, or null when there is no such currency.
  static @Nullable String currency(String code) {
    String upper = code.strip().toUpperCase(Locale.ROOT);
    try {
      return Currency.getInstance(upper).getCurrencyCode();
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  private static @Nullable String currencyIn(String text, String otherwise) {
    if (text.contains("€")) {
      return "EUR";
    }
    if (text.contains("£")) {
      return "GBP";
    }
    String letters = text.replaceAll("[^\\p{L}]", "");
    return currency(letters.isEmpty() ? otherwise : letters);
  }

  private static String withPoint(String digits) {
    int mark = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
    if (mark < 0) {
      return digits;
    }
    boolean once = digits.indexOf(digits.charAt(mark)) == mark;
    int after = digits.length() - mark - 1;
    if (once && after >= 1 && after <= 2) {
      return digits.substring(0, mark).replaceAll("[.,]", "") + "." + digits.substring(mark + 1);
    }
    return digits.replaceAll("[.,]", "");
  }
}
