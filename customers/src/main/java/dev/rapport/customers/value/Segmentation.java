package dev.rapport.customers.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Divides a centre's buyers into segments, says how firm the division is, and names the small
/// customers who are likeliest to grow.
///
/// The borders follow from the buyers themselves, so some customers beside a border are where they
/// are by chance. [Share#stability] says how many: the borders are drawn again from random halves
/// of the buyers, and the share of a segment's customers who stay in it is counted.
public final class Segmentation {
  /// The share of the small customers who are named as likely to grow.
  public static final double GROWING = 0.075;

  private static final double LARGE_SHARE = 0.80;
  private static final double MIDDLE_SHARE = 0.95;
  private static final long NEW_MS = 90 * 86_400_000L;
  private static final double YEAR_WEEKS = 52;
  private static final double YEAR_MS = 365 * 86_400_000.0;

  /// Fewer than this in a year is seldom.
  private static final int REGULAR_REPEATS = 3;

  private static final int HALVES = 20;
  private static final long SEED = 1;

  private final List<Buyer> buyers;
  private final ValueModels models;
  private final long now;
  private final Map<String, Segment> segments = new HashMap<>();
  private final Borders borders;

  /// A person who bought.
  ///
  /// @param records of that person, at least one
  /// @param ledger of all of them together, in the currency of the models
  public record Buyer(List<String> records, PurchaseLedger ledger) {
    public Buyer {
      records = List.copyOf(records);
    }

    public Buyer(String record, PurchaseLedger ledger) {
      this(List.of(record), ledger);
    }

    /// The record that stands for the person.
    String customer() {
      return records.getFirst();
    }
  }

  /// One segment.
  ///
  /// @param spent,margin in minor units
  /// @param stability the share of its customers who stay when the borders are drawn from half of
  ///   all buyers, from 0 to 1
  public record Share(Segment segment, int customers, long spent, long margin, double stability) {}

  /// A small customer who may become a larger one.
  ///
  /// @param growth what the next year should bring beyond the yearly spend so far, in minor units
  public record Prospect(String customer, long growth, long yearly, double alive) {}

  /// @param large,middle the smallest spend of a large and of a middle customer
  /// @param thin the largest margin that is thin
  private record Borders(long large, long middle, long thin) {}

  /// Takes a second for each hundred thousand buyers; for the background.
  ///
  /// @param now epoch milliseconds
  public Segmentation(List<Buyer> buyers, ValueModels models, long now) {
    this.buyers = List.copyOf(buyers);
    this.models = models;
    this.now = now;
    this.borders = borders(this.buyers);
    for (Buyer buyer : this.buyers) {
      Segment segment = segment(buyer, borders, behaviour(buyer));
      buyer.records().forEach(record -> segments.put(record, segment));
    }
  }

  public int buyers() {
    return buyers.size();
  }

  /// Of a person by any of the records; null for somebody who bought nothing.
  public @Nullable Segment of(String customer) {
    return segments.get(customer);
  }

  private static Borders borders(List<Buyer> buyers) {
    long[] spends = buyers.stream().mapToLong(b -> b.ledger().sums().spent()).sorted().toArray();
    long[] margins = buyers.stream().mapToLong(b -> b.ledger().sums().margin()).sorted().toArray();
    double all = Arrays.stream(spends).filter(s -> s > 0).sum();
    long large = Long.MAX_VALUE;
    long middle = Long.MAX_VALUE;
    double sum = 0;
    for (int i = spends.length - 1; i >= 0 && spends[i] > 0; i--) {
      if (sum < LARGE_SHARE * all) {
        large = spends[i];
      }
      if (sum < MIDDLE_SHARE * all) {
        middle = spends[i];
      }
      sum += spends[i];
    }
    return new Borders(large, middle, margins.length == 0 ? 0 : margins[margins.length / 2]);
  }

  private static Segment segment(Buyer buyer, Borders at, Segment.Behaviour behaviour) {
    PurchaseLedger.Sums sums = buyer.ledger().sums();
    Segment.Revenue revenue =
        sums.spent() >= at.large()
            ? Segment.Revenue.LARGE
            : sums.spent() >= at.middle() ? Segment.Revenue.MIDDLE : Segment.Revenue.SMALL;
    Segment.Profit profit =
        sums.margin() <= 0
            ? Segment.Profit.LOSS
            : sums.margin() > at.thin() ? Segment.Profit.STRONG : Segment.Profit.THIN;
    return new Segment(revenue, profit, behaviour);
  }

  /// The borders of behaviour are set and not drawn from the buyers: they are as firm as the model.
  private Segment.Behaviour behaviour(Buyer buyer) {
    PurchaseLedger ledger = buyer.ledger();
    if (now - ledger.firstAt() < NEW_MS) {
      return Segment.Behaviour.NEW;
    }
    boolean here = models.buying().alive(ledger.record(now)) > 0.5;
    if (ledger.repeats() >= REGULAR_REPEATS) {
      return here ? Segment.Behaviour.REGULAR : Segment.Behaviour.FADING;
    }
    return here ? Segment.Behaviour.OCCASIONAL : Segment.Behaviour.LOST;
  }

  /// All segments with customers in them, those who spent most first.
  public List<Share> shares() {
    Map<Segment, long[]> sums = new HashMap<>();
    for (Buyer buyer : buyers) {
      long[] sum = sums.computeIfAbsent(segment(buyer), s -> new long[3]);
      sum[0]++;
      sum[1] += buyer.ledger().sums().spent();
      sum[2] += buyer.ledger().sums().margin();
    }
    Map<Segment, Double> stability = stability();
    return sums.entrySet().stream()
        .map(e ->
            new Share(
                e.getKey(),
                (int) e.getValue()[0],
                e.getValue()[1],
                e.getValue()[2],
                stability.getOrDefault(e.getKey(), 1.0)))
        .sorted(
            Comparator.comparingLong((Share s) -> -s.spent())
                .thenComparing(s -> s.segment().words()))
        .toList();
  }

  private Segment segment(Buyer buyer) {
    Segment known = segments.get(buyer.customer());
    return known == null ? segment(buyer, borders, behaviour(buyer)) : known;
  }

  private Map<Segment, Double> stability() {
    var random = new SplittableRandom(SEED);
    Map<Segment, long[]> counts = new HashMap<>();
    for (int half = 0; half < HALVES; half++) {
      List<Buyer> some = new ArrayList<>();
      for (Buyer buyer : buyers) {
        if (random.nextBoolean()) {
          some.add(buyer);
        }
      }
      Borders drawn = borders(some);
      for (Buyer buyer : buyers) {
        Segment usual = segment(buyer);
        long[] count = counts.computeIfAbsent(usual, s -> new long[2]);
        count[0]++;
        count[1] += segment(buyer, drawn, usual.behaviour()).equals(usual) ? 1 : 0;
      }
    }
    Map<Segment, Double> stability = new HashMap<>();
    counts.forEach((segment, count) -> stability.put(segment, (double) count[1] / count[0]));
    return stability;
  }

  /// Of the small customers the [#GROWING] share of whom the next year is expected to bring most
  /// beyond what a year brought so far; likeliest first.
  public List<Prospect> growing() {
    List<Prospect> small = new ArrayList<>();
    int count = 0;
    for (Buyer buyer : buyers) {
      if (segment(buyer).revenue() == Segment.Revenue.SMALL) {
        count++;
        Prospect prospect = prospect(buyer);
        if (prospect.growth() > 0) {
          small.add(prospect);
        }
      }
    }
    small.sort(
        Comparator.comparingLong((Prospect p) -> -p.growth()).thenComparing(Prospect::customer));
    return List.copyOf(small.subList(0, Math.min(small.size(), (int) Math.ceil(count * GROWING))));
  }

  private Prospect prospect(Buyer buyer) {
    PurchaseLedger ledger = buyer.ledger();
    PurchaseRecord record = ledger.record(now);
    double next =
        models.buying().expectedPurchases(record, YEAR_WEEKS)
            * models.spending().expectedSpend(ledger.repeats(), ledger.repeatMean());
    double years = Math.max(1, (now - ledger.firstAt()) / YEAR_MS);
    long yearly = Math.round(ledger.sums().spent() / years);
    return new Prospect(
        buyer.customer(), Math.round(next) - yearly, yearly, models.buying().alive(record));
  }
}
