package dev.rapport.customers.value;

import dev.rapport.customers.Money;
import java.util.Map;

/// What serving somebody has cost, metered from the contacts themselves.
///
/// @param contacts how many an agent had
/// @param minutes of agents' time, from acceptance to end
/// @param repeats contacts within seven days after another one
/// @param cost in the currency of the rates
public record CostToServe(int contacts, double minutes, int repeats, Money cost) {
  /// Nobody served them.
  ///
  /// @param currency of the rates
  public static CostToServe none(String currency) {
    return new CostToServe(0, 0, 0, new Money(0, currency));
  }

  /// What a minute of an agent's time costs, in minor units of one currency, by channel.
  ///
  /// @param other for channels not named
  public record Rates(String currency, Map<String, Double> byChannel, double other) {
    public Rates {
      byChannel = Map.copyOf(byChannel);
    }

    /// In writing an agent serves several at once, so that a minute costs less.
    public static Rates of(String currency, double phone, double writing) {
      return new Rates(currency, Map.of("phone", phone), writing);
    }

    public double of(String channel) {
      return byChannel.getOrDefault(channel, other);
    }
  }

  public CostToServe plus(String channel, long milliseconds, boolean repeat, Rates rates) {
    double more = milliseconds / 60_000.0;
    return new CostToServe(
        contacts + 1,
        minutes + more,
        repeats + (repeat ? 1 : 0),
        new Money(cost.minor() + Math.round(more * rates.of(channel)), cost.currency()));
  }
}
