package dev.rapport.customers.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Finds the records that a few imprecise facts may belong to, among millions, in milliseconds.
/// Held in memory and derived: it can be built again from the customers at any time.
///
/// A record has up to seven keys (surname and given name by sound, birth date, postcode, and pairs
/// of those). All postings lie in one sorted array, a key's hash in the upper 40 bits and the
/// record's number in the lower 24. Searching reads the shortest lists first and weighs at most
/// [#MAX_WEIGHED] records. Reading needs no lock; adding replaces the whole state.
public final class IdentityIndex {
  /// What is known of somebody, in the order of a record's values.
  public static final List<IdentityField> FIELDS =
      List.of(
          new IdentityField("given name", Likeness.NAME),
          new IdentityField("surname", Likeness.NAME),
          new IdentityField("birth date", Likeness.DATE),
          new IdentityField("postcode", Likeness.DIGITS));

  /// The most records an index holds.
  public static final int MAX_RECORDS = 1 << 24;

  /// The most records weighed in a search.
  public static final int MAX_WEIGHED = 2_000;

  private static final int NUMBER_BITS = 24;
  private static final int LONG_LIST = 1_000;
  private static final int SAMPLE = 20_000;
  private static final long SEED = 1;

  private volatile State state;

  /// @param packed each record as its id and values, apart by NUL
  @SuppressWarnings("ArrayRecordComponent") // Never compared, never handed out.
  private record State(byte[][] packed, long[] postings, IdentityModel model) {}

  /// Somebody who may be meant.
  public record Candidate(String id, MatchWeight weight) {}

  public IdentityIndex() {
    state = new State(new byte[0][], new long[0], Estimation.usual(FIELDS, List.of(), 1, SEED));
  }

  public int size() {
    return state.packed().length;
  }

  /// Adds records. A record whose id is there already is found under both its values, as somebody
  /// is who changed her name.
  public synchronized void addAll(List<IdentityRecord> records) {
    State before = state;
    int first = before.packed().length;
    if (first + records.size() > MAX_RECORDS) {
      throw new IllegalArgumentException("more than " + MAX_RECORDS + " records");
    }
    byte[][] packed = Arrays.copyOf(before.packed(), first + records.size());
    long[] added = new long[records.size() * 7];
    int count = 0;
    for (int i = 0; i < records.size(); i++) {
      IdentityRecord one = records.get(i);
      packed[first + i] = pack(one);
      for (String key : keys(one)) {
        added[count++] = posting(key) | (first + i);
      }
    }
    long[] postings = Arrays.copyOf(before.postings(), before.postings().length + count);
    System.arraycopy(added, 0, postings, before.postings().length, count);
    Arrays.parallelSort(postings);
    state =
        new State(packed, postings, Estimation.usual(FIELDS, sample(packed), packed.length, SEED));
  }

  private static List<IdentityRecord> sample(byte[][] packed) {
    var random = new SplittableRandom(SEED);
    List<IdentityRecord> sample = new ArrayList<>();
    for (int i = 0; i < Math.min(SAMPLE, packed.length); i++) {
      sample.add(unpack(packed[packed.length <= SAMPLE ? i : random.nextInt(packed.length)]));
    }
    return sample;
  }

  /// The likeliest first, at most so many, each with at least [IdentityModel#SUGGEST_BITS].
  public List<Candidate> search(IdentityRecord asked, int most) {
    State now = state;
    Map<String, Candidate> best = new HashMap<>();
    for (int number : candidates(now, asked)) {
      IdentityRecord record = unpack(now.packed()[number]);
      double bits = now.model().bits(record, asked);
      Candidate known = best.get(record.id());
      if (bits >= IdentityModel.SUGGEST_BITS && (known == null || known.weight().bits() < bits)) {
        best.put(record.id(), new Candidate(record.id(), now.model().weigh(record, asked)));
      }
    }
    return best.values().stream()
        .sorted(
            Comparator.comparingDouble((Candidate c) -> -c.weight().bits())
                .thenComparing(Candidate::id))
        .limit(most)
        .toList();
  }

  /// Those on short lists all; those on long lists only while too few are found, or when they are
  /// on two.
  private static List<Integer> candidates(State now, IdentityRecord asked) {
    List<int[]> ranges = new ArrayList<>();
    for (String key : keys(asked)) {
      int from = lowerBound(now.postings(), posting(key));
      int to = lowerBound(now.postings(), posting(key) + (1L << NUMBER_BITS));
      if (to > from) {
        ranges.add(new int[] {from, to});
      }
    }
    ranges.sort(Comparator.comparingInt(range -> range[1] - range[0]));
    Map<Integer, Integer> hits = new LinkedHashMap<>();
    for (int[] range : ranges) {
      boolean open = range[1] - range[0] <= LONG_LIST || hits.isEmpty();
      int to = Math.min(range[1], range[0] + 20 * LONG_LIST);
      for (int i = range[0]; i < to; i++) {
        int number = (int) (now.postings()[i] & ((1L << NUMBER_BITS) - 1));
        if (hits.containsKey(number) || (open && hits.size() < 4 * MAX_WEIGHED)) {
          hits.merge(number, 1, Integer::sum);
        }
      }
    }
    return hits.entrySet().stream()
        .sorted((a, b) -> b.getValue() - a.getValue())
        .limit(MAX_WEIGHED)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static int lowerBound(long[] postings, long value) {
    int found = Arrays.binarySearch(postings, value);
    return found >= 0 ? found : -found - 1;
  }

  /// The hash in the upper bits, never negative so that postings sort by it.
  private static long posting(String key) {
    long hash = 1469598103934665603L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 1099511628211L;
    }
    hash ^= hash >>> 32;
    return (hash & ((1L << 39) - 1)) << NUMBER_BITS;
  }

  private static List<String> keys(IdentityRecord one) {
    List<String> values = one.values();
    String given = values.get(0).isEmpty() ? "" : Sound.code(values.get(0));
    String surname = values.get(1).isEmpty() ? "" : Sound.code(values.get(1));
    String date = values.get(2);
    String postcode = values.get(3);
    List<String> keys = new ArrayList<>(7);
    pair(keys, "n", surname, given);
    pair(keys, "d", date, "-");
    pair(keys, "ps", postcode, surname);
    pair(keys, "pg", postcode, given);
    if (date.length() == 8) {
      pair(keys, "sy", surname, date.substring(0, 4));
      pair(keys, "sm", surname, date.substring(4));
      pair(keys, "gm", given, date.substring(4));
    }
    return keys;
  }

  private static void pair(List<String> keys, String kind, String one, String other) {
    if (!one.isEmpty() && !other.isEmpty()) {
      keys.add(kind + ":" + one + "|" + other);
    }
  }

  private static byte[] pack(IdentityRecord one) {
    return (one.id() + "\0" + String.join("\0", one.values())).getBytes(StandardCharsets.UTF_8);
  }

  private static IdentityRecord unpack(byte[] packed) {
    String text = new String(packed, StandardCharsets.UTF_8);
    List<String> parts = new ArrayList<>(5);
    int from = 0;
    for (int to = text.indexOf('\0'); to >= 0; to = text.indexOf('\0', from)) {
      parts.add(text.substring(from, to));
      from = to + 1;
    }
    parts.add(text.substring(from));
    return new IdentityRecord(parts.getFirst(), parts.subList(1, parts.size()));
  }

  /// What a customer's record says of who it is.
  ///
  /// @param name as written, given name first
  /// @param attributes `birth_date` and `postcode`, by their usual names
  public static IdentityRecord record(String id, String name, Map<String, String> attributes) {
    String written = Likeness.NAME.normal(name);
    int cut = written.lastIndexOf(' ');
    return new IdentityRecord(
        id,
        List.of(
            cut < 0 ? "" : firstWord(written),
            written.substring(cut + 1),
            Likeness.DATE.normal(first(attributes, "birth_date", "birthdate", "date_of_birth")),
            Likeness.DIGITS.normal(first(attributes, "postcode", "zip", "postal_code"))));
  }

  private static String firstWord(String name) {
    int cut = name.indexOf(' ');
    return cut < 0 ? name : name.substring(0, cut);
  }

  private static String first(Map<String, String> attributes, String... names) {
    for (String name : names) {
      String value = attributes.get(name);
      if (value != null && value.indexOf('\0') < 0) {
        return value;
      }
    }
    return "";
  }
}
