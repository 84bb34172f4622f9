package dev.rapport.customers;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.metadata.DefaultMetadataDependenciesProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers as E.164 writes them, a plus and digits alone: what carriers send and most registers
/// hold. They are read as libphonenumber reads them, without the patterns it tries first for all
/// other writings, which take it ten times as long.
///
/// Whatever could be read in another way is left to it: a national prefix kept behind the country's
/// code, a leading zero, codes of no country.
final class PlainNumbers {
  private static final int MIN_DIGITS = 8;
  private static final int MAX_DIGITS = 15;
  private static final int LONGEST_CODE = 3;

  /// A country in which no number can be told plainly.
  private static final Pattern ALWAYS = Pattern.compile("");

  private static final Pattern NEVER = Pattern.compile("(?!)");

  private final PhoneNumberUtil plans;

  /// By calling code, how a national number begins that could have a prefix to be taken off.
  private final Map<Integer, Pattern> prefixes = new ConcurrentHashMap<>();

  PlainNumbers(PhoneNumberUtil plans) {
    this.plans = plans;
  }

  /// The number, or null when it is for libphonenumber to say.
  @Nullable PhoneNumber read(String text) {
    if (!plain(text)) {
      return null;
    }
    int code = 0;
    for (int end = 1; end <= LONGEST_CODE; end++) {
      code = 10 * code + text.charAt(end) - '0';
      if (plans.getSupportedCallingCodes().contains(code)) {
        return read(code, text.substring(end + 1));
      }
    }
    return null;
  }

  private @Nullable PhoneNumber read(int code, String national) {
    Pattern prefix = prefixes.get(code);
    if (prefix == null) {
      prefix = prefixes.computeIfAbsent(code, this::prefix);
    }
    return national.charAt(0) == '0' || prefix.matcher(national).lookingAt()
        ? null
        : new PhoneNumber().setCountryCode(code).setNationalNumber(Long.parseLong(national));
  }

  private Pattern prefix(int code) {
    String region = plans.getRegionCodeForCountryCode(code);
    if (!plans.getSupportedRegions().contains(region)) {
      return ALWAYS;
    }
    String prefix =
        DefaultMetadataDependenciesProvider.getInstance()
            .getPhoneNumberMetadataSource()
            .getMetadataForRegion(region)
            .getNationalPrefixForParsing();
    return prefix.isEmpty() ? NEVER : Pattern.compile(prefix);
  }

  private static boolean plain(String text) {
    int digits = text.length() - 1;
    if (digits < MIN_DIGITS || digits > MAX_DIGITS || text.charAt(0) != '+') {
      return false;
    }
    for (int i = 1; i <= digits; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.charAt(1) != '0';
  }
}
