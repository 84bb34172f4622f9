package dev.rapport.customers.identity;

/// A coarse key of how a word sounds: its first letter and its next three consonants by group, as
/// in Russell's Soundex, but letters that begin alike (c, k, q; f, v; s, z; i, j, y) begin the
/// same.
final class Sound {
  private static final String GROUPS = "01230120022455012623010202";
  private static final int LENGTH = 4;

  private Sound() {}

  static String code(String word) {
    var out = new StringBuilder(LENGTH);
    char last = '0';
    for (int i = 0; i < word.length() && out.length() < LENGTH; i++) {
      char c = word.charAt(i);
      if (c < 'a' || c > 'z') {
        if (c > 'z' && out.isEmpty()) {
          out.append(c);
        }
        continue;
      }
      char group = GROUPS.charAt(c - 'a');
      if (out.isEmpty()) {
        out.append(first(c));
      } else if (group != '0' && group != last) {
        out.append(group);
      }
      if (c != 'h' && c != 'w') {
        last = group;
      }
    }
    return out.isEmpty() ? word.substring(0, Math.min(LENGTH, word.length())) : out.toString();
  }

  private static char first(char c) {
    return switch (c) {
      case 'c', 'q' -> 'k';
      case 'v' -> 'f';
      case 'z' -> 's';
      case 'j', 'y' -> 'i';
      default -> c;
    };
  }
}
