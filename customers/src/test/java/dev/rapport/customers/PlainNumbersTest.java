package dev.rapport.customers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PlainNumbersTest {
  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

  private final PlainNumbers numbers = new PlainNumbers(PLANS);

  private static List<String> examples() {
    List<String> examples = new ArrayList<>();
    for (String region : PLANS.getSupportedRegions()) {
      for (PhoneNumberType type : PhoneNumberType.values()) {
        PhoneNumber example = PLANS.getExampleNumberForType(region, type);
        if (example != null) {
          examples.add(PLANS.format(example, PhoneNumberFormat.E164));
        }
      }
    }
    return examples;
  }

  private boolean same(String text) throws NumberParseException {
    PhoneNumber plainly = numbers.read(text);
    if (plainly == null) {
      return false;
    }
    assertThat(plainly).as(text).isEqualTo(PLANS.parse(text, "DE"));
    return true;
  }

  @Test
  void everyCountrysNumbersAreReadAsTheLibraryReadsThemAndMostOfThemPlainly()
      throws NumberParseException {
    List<String> examples = examples();
    int plainly = 0;
    for (String example : examples) {
      plainly += same(example) ? 1 : 0;
    }
    assertThat(plainly).isGreaterThan(examples.size() / 2);
  }

  @Test
  void anyDigitsBehindACountrysCodeAreReadAsTheLibraryReadsThem() throws NumberParseException {
    var random = new SplittableRandom(4);
    List<String> examples = examples();
    int plainly = 0;
    for (int i = 0; i < 20_000; i++) {
      String example = examples.get(random.nextInt(examples.size()));
      var other = new StringBuilder(example.substring(0, Math.min(5, example.length())));
      int length = 9 + random.nextInt(7);
      while (other.length() < length) {
        other.append(random.nextInt(10));
      }
      try {
        plainly += same(other.toString()) ? 1 : 0;
      } catch (NumberParseException refused) {
        assertThat(numbers.read(other.toString())).as(other.toString()).isNull();
      }
    }
    assertThat(plainly).isGreaterThan(5_000);
  }

  @Test
  void everyOtherWritingIsLeftToTheLibrary() {
    for (String text :
        List.of(
            "",
            "+",
            "03012345678",
            "+49 30 12345678",
            "+4903012345678",
            "+0012345678901",
            "+4930123456x7",
            "+49301",
            "+390612345678",
            "+1234567890123456",
            "+80012345678")) {
      assertThat(numbers.read(text)).as(text).isNull();
    }
  }
}
