package dev.rapport.customers.value;

import java.util.List;

/// What a customer is worth to us, all in minor units of one currency, each figure with what is
/// known of its error and with its reasons in words.
///
/// @param actual margin so far less what serving cost
/// @param expected margin to come within the horizon less what serving will cost
/// @param strategic what more he could give, from what he said of his share
/// @param alive the probability that he is still a customer
/// @param trend which way it goes
/// @param weight what routing uses, from 1 to 60
/// @param drivers why, for people
/// @param version of the models
public record Worth(
    long actual,
    Range expected,
    Range strategic,
    double alive,
    Trend trend,
    double weight,
    List<String> drivers,
    long version) {
  public Worth {
    drivers = List.copyOf(drivers);
  }

  /// @param low,high eight times in ten it lies between
  public record Range(long low, long mid, long high) {
    public static final Range NOTHING = new Range(0, 0, 0);
  }

  public enum Trend {
    RISING,
    STEADY,
    FALLING
  }
}
