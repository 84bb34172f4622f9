package dev.rapport.loadtests.routing;

import java.util.Random;

/// What makes one contact take longer than another, in the variant of the instance in which half of
/// the variance of the logarithm of the work has reasons: the intent, the channel and the customer.
/// The other half is chance.
///
/// Ten intents in each queue; chats take a fifth longer than calls; four thousand customers who
/// come back, each with a way of their own.
final class Factors {
  /// Of the logarithm of the work, as in the plain instance: coefficient of variation 1.
  static final double VARIANCE = Math.log(2);

  static final double EXPLAINED = VARIANCE / 2;
  static final int INTENTS = 10;
  static final int CUSTOMERS = 4_000;

  private static final double[] OF_CHANNEL = {-.06, .14, .03};
  private static final double[] CHANNEL_SHARES = {.62, .23, .15};
  private static final double INTENT_SHARE = .6;

  private final double[][] intents = new double[Instance.SKILLS][INTENTS];
  private final double[] customers = new double[CUSTOMERS];

  Factors() {
    Random random = new Random(61);
    double left = EXPLAINED - channelVariance();
    for (double[] ofSkill : intents) {
      normals(random, ofSkill, left * INTENT_SHARE);
    }
    normals(random, customers, left * (1 - INTENT_SHARE));
  }

  private static double channelVariance() {
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < OF_CHANNEL.length; i++) {
      mean += CHANNEL_SHARES[i] * OF_CHANNEL[i];
      squares += CHANNEL_SHARES[i] * OF_CHANNEL[i] * OF_CHANNEL[i];
    }
    return squares - mean * mean;
  }

  /// Drawn, and then brought to exactly this variance and to mean 0.
  private static void normals(Random random, double[] values, double variance) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
      sum += values[i];
    }
    double mean = sum / values.length;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double scale = Math.sqrt(variance * values.length / squares);
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - mean) * scale;
    }
  }

  /// What a contact with these reasons takes on average, against one of its queue: mean about 1.
  double multiple(int skill, int intent, int channel, int customer) {
    return Math.exp(
        intents[skill][intent] + OF_CHANNEL[channel] + customers[customer] - EXPLAINED / 2);
  }

  /// Chance, of mean 1.
  static double chance(double normal) {
    double variance = VARIANCE - EXPLAINED;
    return Math.exp(Math.sqrt(variance) * normal - variance / 2);
  }
}
