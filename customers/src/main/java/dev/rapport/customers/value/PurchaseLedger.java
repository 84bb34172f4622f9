package dev.rapport.customers.value;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is kept of somebody's purchases in one currency: a handful of numbers, brought up to date
/// by each purchase in constant time as long as they come in order. It always equals what the log
/// of purchases gives ([#of]), also for two records that became one person.
///
/// @param firstAt,lastAt epoch milliseconds of the first and the last purchase
/// @param repeats days with a purchase after the first
/// @param purchases all of them, returns not counted
/// @param sums amounts in minor units
public record PurchaseLedger(
    String currency, long firstAt, long lastAt, int repeats, int purchases, Sums sums) {
  private static final long DAY = 86_400_000L;
  private static final double WEEK = 7.0 * DAY;

  /// After this time, spending counts half for the trend.
  private static final double HALF_LIFE = 180.0 * DAY;

  /// @param spent all, returns taken off
  /// @param firstDay what was spent on the first day, which is no repeat purchase
  /// @param margin what is left of it
  /// @param recent spending with a half-life of 180 days, as of the last purchase
  public record Sums(long spent, long firstDay, long margin, double recent) {}

  /// The ledger with one purchase more. The purchase must not be older than the last one.
  ///
  /// @param before null when this is the first
  /// @param marginRate the share of an amount that is left when the source does not say, 0 to 1
  public static PurchaseLedger add(
      @Nullable PurchaseLedger before, Purchase purchase, double marginRate) {
    long amount = purchase.amount().minor();
    long margin = margin(purchase, marginRate);
    int one = amount < 0 ? 0 : 1;
    if (before == null) {
      return new PurchaseLedger(
          purchase.amount().currency(),
          purchase.at(),
          purchase.at(),
          0,
          one,
          new Sums(amount, amount, margin, amount));
    }
    if (purchase.at() < before.lastAt || !purchase.amount().currency().equals(before.currency)) {
      throw new IllegalArgumentException("out of order, or of another currency: see of(...)");
    }
    boolean firstDay = day(purchase.at()) == day(before.firstAt);
    boolean newDay = one == 1 && day(purchase.at()) > day(before.lastAt);
    Sums sums = before.sums;
    return new PurchaseLedger(
        before.currency,
        before.firstAt,
        // A return is no sign that somebody still buys.
        one == 1 ? purchase.at() : before.lastAt,
        before.repeats + (newDay ? 1 : 0),
        before.purchases + one,
        new Sums(
            sums.spent + amount,
            sums.firstDay + (firstDay ? amount : 0),
            sums.margin + margin,
            sums.recent * (one == 1 ? faded(before.lastAt, purchase.at()) : 1) + amount));
  }

  /// What is left of a purchase: as the source told, or assumed.
  ///
  /// @param marginRate the share of an amount that is left when the source does not say, 0 to 1
  public static long margin(Purchase purchase, double marginRate) {
    Long told = purchase.marginMinor();
    return told == null ? Math.round(purchase.amount().minor() * marginRate) : told;
  }

  /// From the log, in any order; purchases in other currencies are left out. Empty when none is
  /// left.
  public static Optional<PurchaseLedger> of(
      List<Purchase> log, String currency, double marginRate) {
    PurchaseLedger ledger = null;
    for (Purchase purchase :
        log.stream()
            .filter(p -> p.amount().currency().equals(currency))
            .sorted(
                Comparator.comparingLong(Purchase::at)
                    .thenComparing(p -> p.key().source())
                    .thenComparing(p -> p.key().id())
                    .thenComparing(p -> p.key().customer()))
            .toList()) {
      ledger = add(ledger, purchase, marginRate);
    }
    return Optional.ofNullable(ledger);
  }

  /// As the models need it, in weeks.
  ///
  /// @param now epoch milliseconds
  public PurchaseRecord record(long now) {
    double observed = Math.max(0, now - firstAt) / WEEK;
    double last = repeats == 0 ? 0 : Math.min(observed, (lastAt - firstAt) / WEEK);
    return new PurchaseRecord(repeats, last, observed);
  }

  /// The mean spend of a day with repeat purchases, in minor units; 0 without any.
  public double repeatMean() {
    return repeats == 0 ? 0 : Math.max(0, (double) (sums.spent - sums.firstDay) / repeats);
  }

  /// What a year brings at the rate of the recent past over that of the whole time: 1 is steady.
  public double trend(long now) {
    double lifetime = Math.max((double) (now - firstAt), 30.0 * DAY);
    double meanRate = sums.spent / lifetime;
    double window = HALF_LIFE / Math.log(2) * (1 - Math.pow(0.5, lifetime / HALF_LIFE));
    double recentRate = sums.recent * faded(lastAt, now) / window;
    return meanRate <= 0 ? 1 : recentRate / meanRate;
  }

  private static double faded(long from, long to) {
    return Math.pow(0.5, Math.max(0, to - from) / HALF_LIFE);
  }

  private static long day(long at) {
    return Math.floorDiv(at, DAY);
  }
}
