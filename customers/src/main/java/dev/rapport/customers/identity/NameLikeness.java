package dev.rapport.customers.identity;

/// How alike two names sound, for names that were heard rather than read.
public final class NameLikeness {
  private static final double SOUND_DISCOUNT = 0.97;

  private NameLikeness() {}

  /// From 0 to 1: the better of how they are written and, slightly discounted, how they sound.
  ///
  /// @param a,b in normal form, see [Likeness#NAME]
  public static double spoken(String a, String b) {
    return Math.max(
        JaroWinkler.likeness(a, b), SOUND_DISCOUNT * JaroWinkler.likeness(sound(a), sound(b)));
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
