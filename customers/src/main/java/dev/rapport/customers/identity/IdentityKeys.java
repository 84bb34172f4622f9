package dev.rapport.customers.identity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The keys under which a record is found, as hashes: two records meet when they share one. Pairs
/// of facts, so that no list grows with the town or the name, and birth date and postcode alone.
///
/// | key | of |
/// | --- | --- |
/// | `n` | surname and given name by sound |
/// | `d` | birth date |
/// | `p` | postcode |
/// | `ps`, `pg` | postcode and the sound of a name |
/// | `sy`, `sm`, `gm` | the sound of a name and the year, or day and month, of birth |
final class IdentityKeys {
  /// The most keys of one record.
  static final int MOST = 8;

  /// Of guesses the best come first; with so many of each there are at most 2,500 keys.
  private static final int MOST_SOUNDS = 24;

  private static final int MOST_DATES = 12;
  private static final int MOST_POSTCODES = 20;

  private static final long HASH = (1L << 39) - 1;
  private static final int DATE_LENGTH = 8;

  private IdentityKeys() {}

  /// Of one record; its values in the order of [IdentityIndex#FIELDS].
  static long[] of(IdentityRecord one) {
    List<String> values = one.values();
    return of(
        sounds(List.of(values.get(0))),
        sounds(List.of(values.get(1))),
        List.of(values.get(2)),
        List.of(values.get(3)));
  }

  /// What is heard as the letter is often written as the digit, and the other way round.
  private static String written(String postcode) {
    return postcode.replace('o', '0');
  }

  /// Of everything that may have been meant.
  static long[] of(IdentityIndex.Guesses guesses) {
    Set<String> sounds = first(sounds(guesses.names()), MOST_SOUNDS);
    return of(
        sounds,
        sounds,
        guesses.birthDates().stream().limit(MOST_DATES).toList(),
        guesses.postcodes().stream().limit(MOST_POSTCODES).toList());
  }

  private static Set<String> first(Set<String> all, int most) {
    return all.stream().limit(most).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> sounds(List<String> names) {
    Set<String> sounds = new LinkedHashSet<>();
    for (String name : names) {
      if (!name.isEmpty()) {
        sounds.add(Sound.code(name));
      }
    }
    return sounds;
  }

  private static long[] of(
      Set<String> givens, Set<String> surnames, List<String> dates, List<String> postcodes) {
    List<Long> keys = new ArrayList<>(MOST);
    for (String surname : surnames) {
      for (String given : givens) {
        pair(keys, "n", surname, given);
      }
    }
    for (String date : dates) {
      pair(keys, "d", date, "-");
      if (date.length() == DATE_LENGTH) {
        for (String surname : surnames) {
          pair(keys, "sy", surname, date.substring(0, 4));
          pair(keys, "sm", surname, date.substring(4));
        }
        for (String given : givens) {
          pair(keys, "gm", given, date.substring(4));
        }
      }
    }
    for (String postcode : postcodes.stream().map(IdentityKeys::written).toList()) {
      pair(keys, "p", postcode, "-");
      for (String surname : surnames) {
        pair(keys, "ps", postcode, surname);
      }
      for (String given : givens) {
        pair(keys, "pg", postcode, given);
      }
    }
    return keys.stream().mapToLong(Long::longValue).distinct().toArray();
  }

  private static void pair(List<Long> keys, String kind, String one, String other) {
    if (!one.isEmpty() && !other.isEmpty()) {
      long hash = 1469598103934665603L;
      hash = feed(feed(feed(hash, kind), one), other);
      hash ^= hash >>> 32;
      keys.add(hash & HASH);
    }
  }

  /// Fowler, Noll and Vo's hash (FNV-1a), with a mark after each part.
  private static long feed(long hash, String text) {
    long fed = hash;
    for (int i = 0; i < text.length(); i++) {
      fed = (fed ^ text.charAt(i)) * 1099511628211L;
    }
    return (fed ^ '|') * 1099511628211L;
  }
}
