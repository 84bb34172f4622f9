package dev.rapport.routing;

import java.util.List;

/// What has been learnt about handle times, as a snapshot keeps it. Means and variances are of
/// logarithms of milliseconds.
///
/// @param intents those heard of longest ago first, and so the customers
public record LearntHandleTimes(
    List<OfPlace> places,
    List<OfIntent> intents,
    List<OfCustomer> customers,
    List<HandleAccuracy> accuracy) {

  public LearntHandleTimes {
    places = List.copyOf(places);
    intents = List.copyOf(intents);
    customers = List.copyOf(customers);
    accuracy = List.copyOf(accuracy);
  }

  /// What an ordinary contact of a queue takes on a channel.
  ///
  /// @param millis the mean of what it took, with intent and customer taken out
  /// @param noise the variance that nothing explains
  public record OfPlace(
      QueueId queue,
      ChannelId channel,
      double mean,
      double variance,
      double millis,
      long count,
      double noise) {}

  public record OfIntent(QueueId queue, String intent, double mean, double variance) {}

  public record OfCustomer(CustomerKey customer, double mean, double variance) {}
}
