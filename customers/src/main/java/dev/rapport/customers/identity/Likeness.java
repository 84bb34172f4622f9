package dev.rapport.customers.identity;

import java.text.Normalizer;
import java.util.Locale;

/// How two values of a field are compared: the level of their agreement, from 0 (the same) to
/// [#levels] - 1 (different). Each level has its own m and u, so its width need not be exact.
public enum Likeness {
  /// A person's name: the same, Jaro-Winkler 0.9, 0.8, different.
  NAME(4),
  /// Several words, as streets and companies: the same, nearly, mostly, partly, different; a rare
  /// word counts more than a common one.
  WORDS(5),
  /// A number or code that is read out or typed: the same, one edit, two edits, different.
  DIGITS(4),
  /// A date as year, month, day (`19710624`): the same; one digit wrong or two swapped; two of its
  /// three parts the same, or day and month exchanged; two digits wrong; different.
  DATE(5),
  /// An e-mail address: the same, the same before the @, similar before the @, different.
  ADDRESS(4),
  /// The same or not.
  CODE(2);

  private final int levels;

  Likeness(int levels) {
    this.levels = levels;
  }

  /// How many levels there are.
  public int levels() {
    return levels;
  }

  /// The form that is compared: lower case, without accents and punctuation; of digits, the digits
  /// (and letters) alone. Empty when there is nothing to compare.
  public String normal(String text) {
    if (this == ADDRESS) {
      return text.strip().toLowerCase(Locale.ROOT);
    }
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    var out = new StringBuilder(plain.length());
    boolean gap = false;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        if (gap && !out.isEmpty() && this != DIGITS && this != DATE) {
          out.append(' ');
        }
        gap = false;
        append(out, c);
      } else if (Character.getType(c) != Character.NON_SPACING_MARK && c != '\'') {
        gap = true;
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, char c) {
    switch (c) {
      case 'ß' -> out.append("ss");
      case 'æ' -> out.append("ae");
      case 'ø' -> out.append('o');
      case 'ł' -> out.append('l');
      default -> out.append(c);
    }
  }

  /// Of values in normal form, neither empty.
  int level(String a, String b, WordWeights words) {
    if (a.equals(b)) {
      return 0;
    }
    return switch (this) {
      case CODE -> 1;
      case NAME -> nameLevel(a, b);
      case DIGITS -> digitLevel(a, b);
      case DATE -> dateLevel(a, b);
      case ADDRESS -> addressLevel(a, b);
      case WORDS -> wordLevel(words.likeness(a, b));
    };
  }

  private static int nameLevel(String a, String b) {
    double alike = JaroWinkler.likeness(a, b);
    if (alike >= 0.9) {
      return 1;
    }
    return alike >= 0.8 ? 2 : 3;
  }

  private static int digitLevel(String a, String b) {
    return Math.min(3, Edits.between(a, b, 3));
  }

  private static int dateLevel(String a, String b) {
    int edits = Edits.between(a, b, 3);
    if (edits == 1) {
      return 1;
    }
    if (a.length() == 8 && b.length() == 8 && twoPartsOf(a, b)) {
      return 2;
    }
    return edits == 2 ? 3 : 4;
  }

  private static boolean twoPartsOf(String a, String b) {
    int same = a.regionMatches(0, b, 0, 4) ? 1 : 0;
    if (same == 1 && a.regionMatches(4, b, 6, 2) && a.regionMatches(6, b, 4, 2)) {
      return true;
    }
    same += a.regionMatches(4, b, 4, 2) ? 1 : 0;
    same += a.regionMatches(6, b, 6, 2) ? 1 : 0;
    return same == 2;
  }

  private static int addressLevel(String a, String b) {
    String first = a.substring(0, Math.max(0, a.indexOf('@')));
    String second = b.substring(0, Math.max(0, b.indexOf('@')));
    if (first.equals(second)) {
      return 1;
    }
    return JaroWinkler.likeness(a, b) >= 0.9 ? 2 : 3;
  }

  private static int wordLevel(double alike) {
    if (alike >= 0.9) {
      return 1;
    }
    if (alike >= 0.7) {
      return 2;
    }
    return alike >= 0.4 ? 3 : 4;
  }
}
