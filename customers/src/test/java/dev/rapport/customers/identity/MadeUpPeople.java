package dev.rapport.customers.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A register in which everybody stands twice, the second time with mistakes; who is who is known
/// from the id: `17a` and `17b`.
final class MadeUpPeople {
  static final List<IdentityField> FIELDS =
      List.of(
          new IdentityField("first name", Likeness.NAME),
          new IdentityField("surname", Likeness.NAME),
          new IdentityField("birth date", Likeness.DATE),
          new IdentityField("postcode", Likeness.DIGITS));

  private static final String[] STARTS = {
    "ka", "mo", "li", "ser", "an", "jo", "te", "vi", "dor", "ulf"
  };
  private static final String[] ENDS = {
    "rin", "na", "bert", "lia", "mus", "dek", "ova", "stein", "ric", "ne"
  };

  private final SplittableRandom random;

  MadeUpPeople(long seed) {
    random = new SplittableRandom(seed);
  }

  List<IdentityRecord> twice(int people) {
    List<IdentityRecord> records = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      List<String> values =
          List.of(name(1), name(2), date(), Integer.toString(10_000 + random.nextInt(900)));
      records.add(new IdentityRecord(i + "a", values));
      records.add(new IdentityRecord(i + "b", values.stream().map(this::mistaken).toList()));
    }
    return records;
  }

  private String name(int middles) {
    var name = new StringBuilder(STARTS[random.nextInt(STARTS.length)]);
    for (int i = 0; i < middles; i++) {
      name.append(STARTS[random.nextInt(STARTS.length)]);
    }
    return name.append(ENDS[random.nextInt(ENDS.length)]).toString();
  }

  private String date() {
    return String.valueOf(
        (1930 + random.nextInt(80)) * 10_000
            + (1 + random.nextInt(12)) * 100
            + 1
            + random.nextInt(28));
  }

  /// One value in five has a letter replaced, one in twenty is missing.
  private String mistaken(String value) {
    int dice = random.nextInt(20);
    if (dice == 0) {
      return "";
    }
    if (dice > 4) {
      return value;
    }
    int at = random.nextInt(value.length());
    char other =
        (char)
            (Character.isDigit(value.charAt(at))
                ? '0' + random.nextInt(10)
                : 'a' + random.nextInt(26));
    return value.substring(0, at) + other + value.substring(at + 1);
  }

  static boolean same(IdentityRecord a, IdentityRecord b) {
    return a.id()
        .substring(0, a.id().length() - 1)
        .equals(b.id().substring(0, b.id().length() - 1));
  }
}
