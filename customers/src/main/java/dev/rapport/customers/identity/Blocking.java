package dev.rapport.customers.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/// Which records are compared at all. Two are, when they share a key: the sounds or digits of two
/// fields, or one rare value alone. Blocks that grow beyond a bound say nothing (half the town
/// lives in it) and are left out, so the work stays near the number of records.
final class Blocking {
  /// The most records in a block.
  static final int MAX_BLOCK = 200;

  private final List<IdentityField> fields;

  Blocking(List<IdentityField> fields) {
    this.fields = List.copyOf(fields);
  }

  /// The keys of a record: for each two filled fields one, and each value that is long enough to be
  /// rare alone.
  Set<String> keys(IdentityRecord one) {
    Set<String> keys = new HashSet<>();
    List<List<String>> codes = new ArrayList<>();
    for (int f = 0; f < fields.size(); f++) {
      codes.add(codes(f, one.values().get(f)));
    }
    for (int f = 0; f < fields.size(); f++) {
      String value = one.values().get(f);
      if (value.length() >= 5) {
        keys.add(f + "=" + value);
      }
      for (int g = f + 1; g < fields.size(); g++) {
        for (String first : codes.get(f)) {
          for (String second : codes.get(g)) {
            keys.add(f + ":" + first + "|" + g + ":" + second);
          }
        }
      }
    }
    return keys;
  }

  private List<String> codes(int field, String value) {
    if (value.isEmpty()) {
      return List.of();
    }
    return switch (fields.get(field).likeness()) {
      case NAME -> List.of(Sound.code(value));
      case DIGITS, CODE -> List.of(value);
      case DATE -> dateCodes(value);
      case ADDRESS -> List.of(value.substring(0, Math.max(1, value.indexOf('@'))));
      case WORDS -> wordCodes(value);
    };
  }

  /// Each two of year, month and day, so that one wrong part does not hide a person.
  private static List<String> dateCodes(String value) {
    if (value.length() != 8) {
      return List.of(value);
    }
    String year = value.substring(0, 4);
    String month = value.substring(4, 6);
    String day = value.substring(6);
    return List.of(year + month, year + "d" + day, "md" + month + day);
  }

  private static List<String> wordCodes(String value) {
    List<String> codes = new ArrayList<>();
    for (String word : value.split(" ")) {
      if (word.length() >= 3 || Character.isDigit(word.charAt(0))) {
        codes.add(Character.isDigit(word.charAt(0)) ? word : Sound.code(word));
      }
    }
    return codes.size() > 8 ? codes.subList(0, 8) : codes;
  }

  /// Every pair that shares a key once, as `left << 32 | right`, left before right.
  void pairs(List<IdentityRecord> records, LongConsumer pair) {
    Set<Long> seen = new HashSet<>();
    for (List<Integer> block : blocks(records)) {
      for (int i = 0; i < block.size(); i++) {
        for (int j = i + 1; j < block.size(); j++) {
          long both = (long) block.get(i) << 32 | block.get(j);
          if (seen.add(both)) {
            pair.accept(both);
          }
        }
      }
    }
  }

  private List<List<Integer>> blocks(List<IdentityRecord> records) {
    Map<String, List<Integer>> blocks = new HashMap<>();
    for (int i = 0; i < records.size(); i++) {
      for (String key : keys(records.get(i))) {
        List<Integer> block = blocks.computeIfAbsent(key, k -> new ArrayList<>(2));
        if (block.size() <= MAX_BLOCK) {
          block.add(i);
        }
      }
    }
    return blocks.values().stream().filter(b -> b.size() > 1 && b.size() <= MAX_BLOCK).toList();
  }
}
