package dev.rapport.routing;

import dev.rapport.routing.LearntHandleTimes.OfCustomer;
import dev.rapport.routing.LearntHandleTimes.OfIntent;
import dev.rapport.routing.LearntHandleTimes.OfPlace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Predicts how long a contact will take, and learns from every one that is finished.
///
/// The logarithm of the work is taken as a sum: what the queue and channel usually take, what the
/// intent adds in this queue, what the customer adds anywhere, and chance. Each term is known with
/// a variance; what a finished contact deviates is shared among its terms in proportion to how
/// little is known of each: a Kalman filter that keeps the diagonal alone. A term nobody has seen
/// is zero, so a new customer counts as an ordinary one.
///
/// Work is the time from acceptance to the end of the conversation, at full speed and undivided
/// attention. The same events give the same numbers: part of the state.
final class HandleTimes {
  /// Beyond so many, what was not heard of for longest is forgotten.
  static final int MOST_INTENTS = 5_000;

  static final int MOST_CUSTOMERS = 20_000;

  /// Predictions this close together share a kind of contact, so one is off by 12 % at most.
  private static final double STEP = 1.25;

  private static final int MOST_STEPS = 6;

  /// What is not known of an intent or a customer nobody has seen.
  private static final double PRIOR = .12;

  private static final double PLACE_PRIOR = .5;

  /// What a term may have changed since the last contact.
  private static final double DRIFT = 2e-5;

  private static final double FIRST_NOISE = .6;
  private static final double LEAST_NOISE = .02;
  private static final double GAIN = .005;
  private static final int PLAN_COUNTS_AS = 20;

  /// One contact that was forgotten on a desk overnight says little about the next.
  private static final double MOST_DEVIATION = 3;

  private record Place(QueueId queue, ChannelId channel) {}

  private record Topic(QueueId queue, String intent) {}

  private final Map<Place, OfPlace> places = new LinkedHashMap<>();
  private final Map<Topic, OfIntent> intents = new LinkedHashMap<>();
  private final Map<CustomerKey, OfCustomer> customers = new LinkedHashMap<>();
  private final Map<QueueId, HandleAccuracy> accuracy = new LinkedHashMap<>();

  /// By how many steps of a quarter a contact is expected to take longer than an ordinary one of
  /// its queue and channel.
  int step(Contact contact) {
    double added = 0;
    OfIntent intent = intent(contact);
    if (intent != null) {
      added += intent.mean();
    }
    OfCustomer customer = customer(contact);
    if (customer != null) {
      added += customer.mean();
    }
    return step(added);
  }

  /// The step of a contact that is known to take a multiple of what the plan says.
  static int stepOf(double multiple) {
    return step(StrictMath.log(multiple));
  }

  private static int step(double logarithm) {
    double steps = StrictMath.rint(logarithm / StrictMath.log(STEP));
    return (int) Math.max(-MOST_STEPS, Math.min(MOST_STEPS, steps));
  }

  static long factorMicros(int step) {
    return Math.round(StrictMath.pow(STEP, step) * 1_000_000);
  }

  /// Milliseconds an ordinary contact takes there; what the plan says until one was finished.
  long level(QueueId queue, ChannelId channel, long planned) {
    OfPlace place = places.get(new Place(queue, channel));
    return place == null ? planned : Math.max(1, Math.round(place.millis()));
  }

  private @Nullable OfIntent intent(Contact contact) {
    Errand errand = contact.errand();
    return errand == null || errand.intent() == null
        ? null
        : intents.getOrDefault(
            new Topic(contact.queue(), errand.intent()),
            new OfIntent(contact.queue(), errand.intent(), 0, PRIOR));
  }

  private @Nullable OfCustomer customer(Contact contact) {
    CustomerKey key = contact.customer();
    return key == null ? null : customers.getOrDefault(key, new OfCustomer(key, 0, PRIOR));
  }

  /// A contact was finished.
  ///
  /// @param work milliseconds at full speed
  /// @param planned what the plan says
  void learn(Contact contact, double work, long planned) {
    OfPlace place =
        places.computeIfAbsent(
            new Place(contact.queue(), contact.channel()), key -> unknown(key, planned));
    OfIntent intent = intent(contact);
    OfCustomer customer = customer(contact);
    double added = (intent == null ? 0 : intent.mean()) + (customer == null ? 0 : customer.mean());
    double surprise = StrictMath.log(work) - place.mean() - added;
    double predicted = place.millis() * StrictMath.exp(added);
    HandleAccuracy before =
        accuracy.getOrDefault(contact.queue(), HandleAccuracy.none(contact.queue()));
    accuracy.put(
        contact.queue(),
        before.plus(work, predicted, (double) planned, surprise, surprise + added));

    double deviation = Math.clamp(surprise, -MOST_DEVIATION, MOST_DEVIATION);
    double terms =
        place.variance()
            + (intent == null ? 0 : intent.variance())
            + (customer == null ? 0 : customer.variance());
    double all = terms + place.noise();
    if (intent != null) {
      learn(intent, deviation, all);
    }
    if (customer != null) {
      learn(customer, deviation, all);
    }
    learn(place, deviation, terms, work / StrictMath.exp(added));
  }

  private static OfPlace unknown(Place place, long planned) {
    double mean = StrictMath.log((double) planned) - FIRST_NOISE / 2;
    return new OfPlace(place.queue(), place.channel(), mean, PLACE_PRIOR, planned, 0, FIRST_NOISE);
  }

  private void learn(OfPlace place, double deviation, double terms, double ordinary) {
    double gain = place.variance() / (terms + place.noise());
    double noise = place.noise() + GAIN * (deviation * deviation - terms - place.noise());
    double weight = Math.max(GAIN, 1.0 / (place.count() + PLAN_COUNTS_AS));
    places.put(
        new Place(place.queue(), place.channel()),
        new OfPlace(
            place.queue(),
            place.channel(),
            place.mean() + gain * deviation,
            variance(place.variance(), gain, PLACE_PRIOR),
            place.millis() + weight * (ordinary - place.millis()),
            place.count() + 1,
            Math.max(LEAST_NOISE, noise)));
  }

  private void learn(OfIntent intent, double deviation, double all) {
    double gain = intent.variance() / all;
    keep(
        intents,
        new Topic(intent.queue(), intent.intent()),
        new OfIntent(
            intent.queue(),
            intent.intent(),
            intent.mean() + gain * deviation,
            variance(intent.variance(), gain, PRIOR)),
        MOST_INTENTS);
  }

  private void learn(OfCustomer customer, double deviation, double all) {
    double gain = customer.variance() / all;
    keep(
        customers,
        customer.customer(),
        new OfCustomer(
            customer.customer(),
            customer.mean() + gain * deviation,
            variance(customer.variance(), gain, PRIOR)),
        MOST_CUSTOMERS);
  }

  private static double variance(double before, double gain, double most) {
    return Math.min(most, before * (1 - gain) + DRIFT);
  }

  private static <K, V> void keep(Map<K, V> map, K key, V value, int most) {
    map.remove(key);
    map.put(key, value);
    if (map.size() > most) {
      map.remove(map.keySet().iterator().next());
    }
  }

  List<HandleAccuracy> accuracy() {
    return List.copyOf(accuracy.values());
  }

  LearntHandleTimes learnt() {
    return new LearntHandleTimes(
        List.copyOf(places.values()),
        List.copyOf(intents.values()),
        List.copyOf(customers.values()),
        accuracy());
  }

  void remember(LearntHandleTimes learnt) {
    learnt.places().forEach(p -> places.put(new Place(p.queue(), p.channel()), p));
    learnt.intents().forEach(i -> intents.put(new Topic(i.queue(), i.intent()), i));
    learnt.customers().forEach(c -> customers.put(c.customer(), c));
    learnt.accuracy().forEach(a -> accuracy.put(a.queue(), a));
  }
}
