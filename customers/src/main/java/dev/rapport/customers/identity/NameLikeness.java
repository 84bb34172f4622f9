package dev.rapport.customers.identity;

/// How alike two names sound, for names that were heard rather than read.
public final class NameLikeness {
  private static final double SOUND_DISCOUNT = 0.97;

  private NameLikeness() {}

  /// A name made ready to be compared with many.
  ///
  /// @param text in normal form, see [Likeness#NAME]
  public record Name(String text, String sound) {
    public Name(String text) {
      this(text, NameLikeness.sound(text));
    }
  }

  /// From 0 to 1: the better of how they are written and, slightly discounted, how they sound.
  ///
  /// @param enough below it the exact likeness is of no interest; what is returned is then no more
  public static double spoken(Name a, Name b, double enough) {
    double written = JaroWinkler.likeness(a.text(), b.text(), enough);
    double heard = JaroWinkler.likeness(a.sound(), b.sound(), Math.max(written, enough));
    return Math.max(written, SOUND_DISCOUNT * heard);
  }

  /// English spelling to a rough sound: vowels are one, doubled letters too, silent ones go.
  static String sound(String name) {
    String text =
        name.replace("ph", "f")
            .replace("gh", "")
            .replace("ck", "k")
            .replace("wr", "r")
            .replace("kn", "n")
            .replace("ch", "j")
            .replace("sh", "s")
            .replace("th", "t");
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = sound(text.charAt(i));
      if (c != 0 && (out.isEmpty() || out.charAt(out.length() - 1) != c)) {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static char sound(char c) {
    return switch (c) {
      case 'a', 'e', 'i', 'o', 'u', 'y' -> 'e';
      case 'c', 'q', 'g' -> 'k';
      case 'z', 'x' -> 's';
      case 'v' -> 'f';
      case 'd' -> 't';
      case 'b' -> 'p';
      case 'h', '\'' -> 0;
      default -> c;
    };
  }
}
