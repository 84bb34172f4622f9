package dev.rapport.loadtests.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// One day's customers, made up from a seed before anybody decides anything: every policy meets the
/// same people, with the same work and the same patience.
///
/// @param customers in order of arrival
record Day(List<Customer> customers) {
  static final long LENGTH = 10 * 60 * 60_000L;

  private static final long HALF_HOUR = 30 * 60_000L;
  private static final double[] PROFILE = {
    .5, .6, .75, .9, 1.05, 1.15, 1.2, 1.2, 1.1, .95, .85, .9, 1.0, 1.1, 1.15, 1.05, .95, .8, .65, .5
  };
  private static final double[] CHANNEL_SHARES = {.62, .23, .15};
  private static final double[] PATIENCE_MINUTES = {4, 3, Double.POSITIVE_INFINITY};
  private static final double OWN_AGENT_SHARE = .25;
  private static final double MINUTE = 60_000;

  /// The two halves of uneven work: squared coefficient of variation 3, in balanced means.
  private static final double RARE = .5 * (1 - Math.sqrt((3 - 1) / (3 + 1.0)));

  /// @param arrival milliseconds from the start of the day
  /// @param patience milliseconds it waits for an agent
  /// @param work milliseconds at speed 1
  /// @param own the customer's own agent; -1 for none
  /// @param reason what its work depends on; null in the plain instance
  record Customer(
      long arrival,
      int skill,
      int channel,
      int tier,
      double patience,
      double work,
      int own,
      @Nullable Reason reason) {}

  /// Why a contact takes as long as it does.
  ///
  /// @param multiple what such contacts take on average, against others of the queue
  record Reason(int intent, int customer, double multiple) {}

  /// @param perMinute arrivals a minute where the profile is 1
  static Day of(long seed, double perMinute, Instance instance) {
    return of(seed, perMinute, instance, null);
  }

  /// @param factors why work differs; null when only by chance
  static Day of(long seed, double perMinute, Instance instance, @Nullable Factors factors) {
    Random random = new Random(seed);
    List<Customer> customers = new ArrayList<>();
    double most = perMinute * 1.2 / MINUTE;
    double at = 0;
    while (true) {
      at += exponential(random) / most;
      if (at >= LENGTH) {
        return new Day(customers);
      }
      int slot = (int) (at / HALF_HOUR);
      Customer customer = customer(random, (long) at, instance, factors);
      if (random.nextDouble() < PROFILE[slot] / 1.2) {
        customers.add(customer);
      }
    }
  }

  private static Customer customer(
      Random random, long at, Instance instance, @Nullable Factors factors) {
    int skill = pick(random, Instance.SKILL_SHARES);
    int channel = pick(random, CHANNEL_SHARES);
    int tier = pick(random, Instance.TIER_SHARES);
    double patience = exponential(random) * PATIENCE_MINUTES[channel] * MINUTE;
    double mean = Instance.MINUTES[skill] * MINUTE;
    Reason reason = factors == null ? null : reason(random, skill, channel, factors);
    double work =
        reason == null
            ? mean * length(random, Instance.UNEVEN[skill])
            : mean * reason.multiple() * Factors.chance(random.nextGaussian());
    boolean hasOwn = random.nextDouble() < OWN_AGENT_SHARE;
    int own = random.nextInt(Instance.AGENTS);
    while (instance.proficiency[own][skill] == 0) {
      own = random.nextInt(Instance.AGENTS);
    }
    return new Customer(at, skill, channel, tier, patience, work, hasOwn ? own : -1, reason);
  }

  private static Reason reason(Random random, int skill, int channel, Factors factors) {
    int intent = random.nextInt(Factors.INTENTS);
    int customer = random.nextInt(Factors.CUSTOMERS);
    return new Reason(intent, customer, factors.multiple(skill, intent, channel, customer));
  }

  /// Mean 1: log-normal with coefficient of variation 1, or hyperexponential.
  private static double length(Random random, boolean uneven) {
    double normal = random.nextGaussian();
    double uniform = random.nextDouble();
    double exponential = exponential(random);
    if (!uneven) {
      return Math.exp(Math.sqrt(Math.log(2)) * normal - Math.log(2) / 2);
    }
    return uniform < RARE ? exponential / (2 * RARE) : exponential / (2 * (1 - RARE));
  }

  private static double exponential(Random random) {
    return -Math.log(1 - random.nextDouble());
  }

  private static int pick(Random random, double[] shares) {
    double left = random.nextDouble();
    for (int i = 0; i < shares.length - 1; i++) {
      left -= shares[i];
      if (left < 0) {
        return i;
      }
    }
    return shares.length - 1;
  }
}
