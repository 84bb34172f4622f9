package dev.rapport.customers.value;

import dev.rapport.customers.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Says what a customer is worth. A pure function of what is kept and the models, so that any
/// figure can be computed again.
public final class Appraisal {
  public static final double MIN_WEIGHT = 1;
  public static final double MAX_WEIGHT = 60;

  private static final double WEEK = 7 * 86_400_000.0;
  private static final double MONTH_WEEKS = 365.25 / 12 / 7;
  private static final double RISING = 1.25;
  private static final double FALLING = 0.75;

  private final ValueModels models;
  private final Assumptions assumptions;

  /// What a figure rests on beside the models.
  ///
  /// @param marginRate what is left of an amount when the source does not say, 0 to 1
  /// @param months the horizon
  /// @param discount of money by month: 0.01
  /// @param hazard by how much a bad contact raises the chance of losing a customer: 0.05
  /// @param medianMinor the value at risk of the customer in the middle, positive
  public record Assumptions(
      double marginRate, int months, double discount, double hazard, double medianMinor) {
    public static final Assumptions USUAL = new Assumptions(0.3, 24, 0.01, 0.05, 100);
  }

  /// What is known of somebody beside his purchases.
  ///
  /// @param cost of serving him
  /// @param share of what he spends on such things that he says he spends with us, above 0 to 1, or
  ///   null when he was never asked
  /// @param owed whether a promise to him is overdue or a complaint open
  public record Knowledge(CostToServe cost, @Nullable Double share, boolean owed) {}

  public Appraisal(ValueModels models, Assumptions assumptions) {
    this.models = models;
    this.assumptions = assumptions;
  }

  /// In which all amounts are.
  public String currency() {
    return models.currency();
  }

  /// @param ledger in the currency of the models, null when nothing was bought in it yet
  /// @param now epoch milliseconds
  public Worth of(@Nullable PurchaseLedger ledger, Knowledge known, long now) {
    if (ledger == null) {
      return new Worth(
          -cost(known),
          Worth.Range.NOTHING,
          Worth.Range.NOTHING,
          1,
          Worth.Trend.STEADY,
          raised(MIN_WEIGHT, known),
          withoutPurchases(known),
          models.version());
    }
    PurchaseRecord record = ledger.record(now);
    double alive = models.buying().alive(record);
    double marginRate = marginRate(ledger);
    double spend = models.spending().expectedSpend(record.repeats(), ledger.repeatMean());
    double cost = monthlyCost(ledger, known, now);
    Worth.Range expected = expected(record, alive, marginRate * spend, cost);
    Worth.Range strategic = strategic(expected, known);
    double trend = ledger.trend(now);
    double atRisk = assumptions.hazard() * (expected.mid() + 0.5 * strategic.mid());
    double weight = Math.clamp(atRisk / assumptions.medianMinor(), MIN_WEIGHT, MAX_WEIGHT);
    return new Worth(
        ledger.sums().margin() - cost(known),
        expected,
        strategic,
        alive,
        trend >= RISING
            ? Worth.Trend.RISING
            : trend <= FALLING ? Worth.Trend.FALLING : Worth.Trend.STEADY,
        raised(weight, known),
        drivers(ledger, known, alive, spend, now),
        models.version());
  }

  /// Half as much again while we owe something, within the bounds; it can only raise.
  private static double raised(double weight, Knowledge known) {
    return Math.clamp(known.owed() ? weight * 1.5 : weight, MIN_WEIGHT, MAX_WEIGHT);
  }

  private double marginRate(PurchaseLedger ledger) {
    long spent = ledger.sums().spent();
    return spent <= 0
        ? assumptions.marginRate()
        : Math.clamp((double) ledger.sums().margin() / spent, -1, 1);
  }

  /// Nothing when it was metered in another currency: an amount that cannot be compared.
  private long cost(Knowledge known) {
    Money cost = known.cost().cost();
    return cost.currency().equals(models.currency()) ? cost.minor() : 0;
  }

  private double monthlyCost(PurchaseLedger ledger, Knowledge known, long now) {
    double months = Math.max(1, (now - ledger.firstAt()) / (WEEK * MONTH_WEEKS));
    return cost(known) / months;
  }

  private Worth.Range expected(
      PurchaseRecord record, double alive, double marginEach, double monthlyCost) {
    double before = 0;
    double worth = 0;
    double discounted = 0;
    for (int month = 1; month <= assumptions.months(); month++) {
      double until = models.buying().expectedPurchases(record, month * MONTH_WEEKS);
      double factor = Math.pow(1 + assumptions.discount(), -month);
      worth += (marginEach * (until - before) - alive * monthlyCost) * factor;
      discounted += (until - before) * factor;
      before = until;
    }
    double mean = before;
    double each = mean <= 0 ? 0 : worth / mean;
    double shape = models.buying().r() + record.repeats();
    double low = each * quantile(0.1, alive, mean, shape);
    double high = each * quantile(0.9, alive, mean, shape);
    return discounted <= 0
        ? new Worth.Range(Math.round(worth), Math.round(worth), Math.round(worth))
        : new Worth.Range(
            Math.round(Math.min(low, worth)), Math.round(worth), Math.round(Math.max(high, worth)));
  }

  /// Of the number of purchases to come: nobody with 1 - alive, else negative binomial with the
  /// rate's own uncertainty.
  private static double quantile(double q, double alive, double mean, double shape) {
    if (q <= 1 - alive || mean <= 0) {
      return 0;
    }
    double wanted = (q - (1 - alive)) / alive;
    double living = mean / alive;
    double p = living / (shape + living);
    double term = Math.pow(1 - p, shape);
    double sum = term;
    int n = 0;
    while (sum < wanted && n < 10_000) {
      n++;
      term *= p * (shape + n - 1) / n;
      sum += term;
    }
    return n;
  }

  /// What the rest of the wallet holds, were it won one time in three; between one in ten and two
  /// in three.
  private static Worth.Range strategic(Worth.Range expected, Knowledge known) {
    Double share = known.share();
    if (share == null || share <= 0 || share >= 1 || expected.mid() <= 0) {
      return Worth.Range.NOTHING;
    }
    double rest = expected.mid() * (1 / share - 1);
    return new Worth.Range(Math.round(rest * 0.1), Math.round(rest / 3), Math.round(rest * 2 / 3));
  }

  /// The share of the brand ranked `rank` of `brands` in use (the wallet allocation rule).
  public static double shareByRank(int rank, int brands) {
    if (rank < 1 || rank > brands) {
      throw new IllegalArgumentException("a rank from 1 to the number of brands");
    }
    return (1 - rank / (brands + 1.0)) * 2 / brands;
  }

  private static List<String> withoutPurchases(Knowledge known) {
    List<String> drivers = new ArrayList<>(List.of("nothing bought yet"));
    addCost(drivers, known);
    return drivers;
  }

  private List<String> drivers(
      PurchaseLedger ledger, Knowledge known, double alive, double spend, long now) {
    List<String> drivers = new ArrayList<>();
    long days = Math.max(0, now - ledger.lastAt()) / 86_400_000L;
    drivers.add(
        "bought "
            + (ledger.purchases() == 1 ? "once" : ledger.purchases() + " times")
            + ", last "
            + (days == 0 ? "today" : days == 1 ? "yesterday" : days + " days ago"));
    drivers.add(String.format(Locale.ROOT, "still a customer with %.0f %%", 100 * alive));
    double usual = models.spending().population();
    if (spend > 1.2 * usual || spend < 0.8 * usual) {
      drivers.add("spends " + money(spend) + " a time, usual are " + money(usual));
    }
    addCost(drivers, known);
    Double share = known.share();
    if (share != null) {
      drivers.add(
          String.format(Locale.ROOT, "says that we have %.0f %% of what he spends", 100 * share));
    }
    return drivers;
  }

  private String money(double minor) {
    return new Money(Math.round(minor), models.currency()).text();
  }

  private static void addCost(List<String> drivers, Knowledge known) {
    CostToServe cost = known.cost();
    if (cost.contacts() > 0) {
      drivers.add(
          String.format(
              Locale.ROOT,
              "served for %.0f minutes in %d contacts, cost %s",
              cost.minutes(),
              cost.contacts(),
              cost.cost().text()));
    }
    if (known.owed()) {
      drivers.add("we owe him something");
    }
  }
}
