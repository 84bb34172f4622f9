package dev.rapport.customers.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Finds the records that a few imprecise facts may belong to, among a million, in milliseconds.
/// Held in memory, about 130 bytes a record and so a quarter of a gigabyte at [#MAX_RECORDS];
/// derived: it can be built again from the customers at any time.
///
/// Records lie in segments that are never changed ([IdentitySegment]). Adding makes a small one and
/// joins small ones, so that there are few and adding costs little at any size. Searching reads the
/// shortest lists of [IdentityKeys] first and weighs at most [#MAX_WEIGHED] records. Reading needs
/// no lock.
public final class IdentityIndex {
  /// What is known of somebody, in the order of a record's values.
  public static final List<IdentityField> FIELDS =
      List.of(
          new IdentityField("given name", Likeness.NAME),
          new IdentityField("surname", Likeness.NAME),
          new IdentityField("birth date", Likeness.DATE),
          new IdentityField("postcode", Likeness.DIGITS));

  /// The most records an index holds; what is added beyond is left out.
  public static final int MAX_RECORDS = 2_000_000;

  /// The most records weighed in a search.
  public static final int MAX_WEIGHED = 2_000;

  private static final int SEGMENT_BITS = 18;
  private static final int LONG_LIST = 1_000;
  private static final int SAMPLE = 20_000;
  private static final long SEED = 1;

  private volatile State state = new State(List.of(), 0);
  private volatile Learnt learnt = new Learnt(Estimation.expected(FIELDS, List.of(), 1), 0);

  private record State(List<IdentitySegment> segments, int size) {}

  /// @param at how many records there were
  private record Learnt(IdentityModel model, int at) {}

  /// Somebody who may be meant.
  public record Candidate(String id, MatchWeight weight) {}

  /// All that may have been meant, in normal form.
  ///
  /// @param names given names and surnames alike
  /// @param birthDates as year, month, day: `19790927`
  public record Guesses(List<String> names, List<String> birthDates, List<String> postcodes) {}

  public int size() {
    return state.size();
  }

  /// Whether there is no more room.
  public boolean full() {
    return size() >= MAX_RECORDS;
  }

  /// Adds records, as far as there is room. A record whose id is there already is found under both
  /// its values, as somebody is who changed her name.
  public synchronized void addAll(List<IdentityRecord> records) {
    State now = state;
    List<IdentityRecord> added = records.subList(0, Math.min(records.size(), room()));
    for (int from = 0; from < added.size(); from += 1 << SEGMENT_BITS) {
      int to = Math.min(added.size(), from + (1 << SEGMENT_BITS));
      now = with(now, IdentitySegment.of(added.subList(from, to)));
    }
    state = now;
    if (now.size() > learnt.at() + learnt.at() / 2) {
      learnt = new Learnt(Estimation.expected(FIELDS, sample(SAMPLE), now.size()), now.size());
    }
  }

  /// Adds those that are not there word for word, for records that are saved again and again.
  public synchronized void addNew(List<IdentityRecord> records) {
    State now = state;
    addAll(records.stream().filter(one -> !holds(now, one)).toList());
  }

  private int room() {
    return MAX_RECORDS - size();
  }

  /// Small segments are joined with their like, so that each record is copied a dozen times at
  /// most.
  private static State with(State now, IdentitySegment added) {
    List<IdentitySegment> segments = new ArrayList<>(now.segments());
    IdentitySegment last = added;
    while (!segments.isEmpty()
        && segments.getLast().size() <= 2 * last.size()
        && segments.getLast().size() + last.size() <= 1 << SEGMENT_BITS) {
      last = segments.removeLast().with(last);
    }
    segments.add(last);
    return new State(List.copyOf(segments), now.size() + added.size());
  }

  private static boolean holds(State now, IdentityRecord one) {
    long[] keys = IdentityKeys.of(one);
    if (keys.length == 0) {
      return true; // Nothing to be found by.
    }
    for (IdentitySegment segment : now.segments()) {
      int from = 0;
      int to = Integer.MAX_VALUE;
      for (long key : keys) {
        int first = segment.from(key);
        int last = segment.to(key);
        if (last - first < to - from) {
          from = first;
          to = last;
        }
      }
      for (int place = from; place < Math.min(to, from + LONG_LIST); place++) {
        if (segment.record(segment.number(place)).equals(one)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Learns how often values agree by chance, from the records themselves: a second of work. Until
  /// then, and for what is added later, the usual shares serve.
  ///
  /// @param breathe called every few milliseconds of work
  public void learn(Runnable breathe) {
    int size = size();
    if (size > 1) {
      learnt = new Learnt(Estimation.usual(FIELDS, sample(SAMPLE), size, breathe), size);
    }
  }

  /// Some of the records, all of them when there are no more; the same for the same index.
  public List<IdentityRecord> sample(int most) {
    State now = state;
    var random = new SplittableRandom(SEED);
    List<IdentityRecord> sample = new ArrayList<>();
    for (IdentitySegment segment : now.segments()) {
      int share = (int) ((long) most * segment.size() / Math.max(most, now.size()));
      for (int i = 0; i < share; i++) {
        sample.add(segment.record(share == segment.size() ? i : random.nextInt(segment.size())));
      }
    }
    return sample;
  }

  /// The likeliest first, at most so many, each with at least [IdentityModel#SUGGEST_BITS].
  public List<Candidate> search(IdentityRecord asked, int most) {
    IdentityModel model = learnt.model();
    Map<String, Candidate> best = new HashMap<>();
    for (IdentityRecord record : candidates(IdentityKeys.of(asked))) {
      double bits = model.bits(record, asked);
      Candidate known = best.get(record.id());
      if (bits >= IdentityModel.SUGGEST_BITS && (known == null || known.weight().bits() < bits)) {
        best.put(record.id(), new Candidate(record.id(), model.weigh(record, asked)));
      }
    }
    return best.values().stream()
        .sorted(
            Comparator.comparingDouble((Candidate c) -> -c.weight().bits())
                .thenComparing(Candidate::id))
        .limit(most)
        .toList();
  }

  /// Whoever shares a key with the guesses; at most [#MAX_WEIGHED], those who share most.
  public List<IdentityRecord> candidates(Guesses guesses) {
    return candidates(IdentityKeys.of(guesses));
  }

  /// Where the records with one key are, in each segment.
  @SuppressWarnings("ArrayRecordComponent") // Never compared, never handed out.
  private record KeyList(int[] from, int[] to, int length) {}

  /// Those on short lists all; those on long lists only while too few are found, or when they are
  /// on two.
  private List<IdentityRecord> candidates(long[] keys) {
    List<IdentitySegment> segments = state.segments();
    List<KeyList> lists = new ArrayList<>();
    for (long key : keys) {
      KeyList list = list(segments, key);
      if (list.length() > 0) {
        lists.add(list);
      }
    }
    lists.sort(Comparator.comparingInt(KeyList::length));
    Map<Integer, Integer> hits = new LinkedHashMap<>();
    for (KeyList list : lists) {
      boolean open = list.length() <= LONG_LIST || hits.isEmpty();
      int left = 20 * LONG_LIST;
      for (int s = 0; s < segments.size(); s++) {
        int to = Math.min(list.to()[s], list.from()[s] + left);
        for (int place = list.from()[s]; place < to; place++) {
          int number = s << SEGMENT_BITS | segments.get(s).number(place);
          if (hits.containsKey(number) || (open && hits.size() < 4 * MAX_WEIGHED)) {
            hits.merge(number, 1, Integer::sum);
          }
        }
        left -= to - list.from()[s];
      }
    }
    return hits.entrySet().stream()
        .sorted((a, b) -> b.getValue() - a.getValue())
        .limit(MAX_WEIGHED)
        .map(hit ->
            segments
                .get(hit.getKey() >>> SEGMENT_BITS)
                .record(hit.getKey() & ((1 << SEGMENT_BITS) - 1)))
        .toList();
  }

  private static KeyList list(List<IdentitySegment> segments, long key) {
    int[] from = new int[segments.size()];
    int[] to = new int[segments.size()];
    int length = 0;
    for (int s = 0; s < from.length; s++) {
      from[s] = segments.get(s).from(key);
      to[s] = segments.get(s).to(key);
      length += to[s] - from[s];
    }
    return new KeyList(from, to, length);
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
