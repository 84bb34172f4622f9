package dev.rapport.customers.value;

import java.util.Map;

/// What serving somebody has cost, metered from the contacts themselves.
///
/// @param contacts how many an agent had
/// @param minutes of agents' time, from acceptance to end
/// @param repeats contacts within seven days after another one
/// @param minor the cost in minor units
public record CostToServe(int contacts, double minutes, int repeats, long minor) {
  public static final CostToServe NONE = new CostToServe(0, 0, 0, 0);

  /// What a minute of an agent's time costs, in minor units, by channel.
  ///
  /// @param other for channels not named
  public record Rates(Map<String, Double> byChannel, double other) {
    public Rates {
      byChannel = Map.copyOf(byChannel);
    }

    /// 0.90 a minute on the phone, 0.50 in writing, where an agent serves several at once.
    public static final Rates USUAL = new Rates(Map.of("phone", 90.0), 50.0);

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
        minor + Math.round(more * rates.of(channel)));
  }
}
