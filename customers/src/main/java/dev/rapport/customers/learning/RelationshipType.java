package dev.rapport.customers.learning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The kind of relationship a customer has with us, and what it silently expects. It changes how
/// somebody is treated, never the floor of service. After Fournier and Avery: relationships fail by
/// the expectations that were never spoken.
public enum RelationshipType {
  NEWCOMER("is still getting to know us", Duration.ofHours(4), true),
  BASIC_EXCHANGE("wants it done, and no talk", Duration.ofHours(8), false),
  ACQUAINTANCE("comes by now and then", Duration.ofHours(24), true),
  BUSINESS_PARTNER("relies on us to work", Duration.ofHours(4), false),
  FRIEND("wishes us well, and expects to be known", Duration.ofHours(12), true),
  ADVERSARY("has been let down, and is watching", Duration.ofHours(2), false);

  private static final int FEW = 3;

  private final String words;
  private final Duration answerWithin;
  private final boolean welcomesOffers;

  RelationshipType(String words, Duration answerWithin, boolean welcomesOffers) {
    this.words = words;
    this.answerWithin = answerWithin;
    this.welcomesOffers = welcomesOffers;
  }

  /// For an agent.
  public String words() {
    return words;
  }

  public Duration answerWithin() {
    return answerWithin;
  }

  /// Whether it bears being offered something unasked.
  public boolean welcomesOffers() {
    return welcomesOffers;
  }

  /// What the type is judged by.
  ///
  /// @param contacts all there ever were
  /// @param purchases all there ever were
  /// @param broken promises broken or overdue
  /// @param organisation whether he speaks for one
  /// @param selfServed contacts that ended without an agent
  public record Signs(
      long contacts, int purchases, int broken, boolean organisation, long selfServed) {}

  /// By rules that can be read: the first that holds.
  public static RelationshipType of(Signs signs) {
    if (signs.broken() >= 2) {
      return ADVERSARY;
    }
    if (signs.organisation()) {
      return BUSINESS_PARTNER;
    }
    if (signs.contacts() < FEW && signs.purchases() < FEW) {
      return NEWCOMER;
    }
    if (signs.selfServed() * 5 >= signs.contacts() * 4) {
      return BASIC_EXCHANGE;
    }
    return signs.purchases() >= 10 ? FRIEND : ACQUAINTANCE;
  }

  /// What this relationship was promised silently and did not get, in words.
  ///
  /// @param openSince epoch milliseconds at which each unanswered contact arrived
  public List<String> breaches(List<Long> openSince, List<Promise> promises, long now) {
    List<String> breaches = new ArrayList<>();
    long late = openSince.stream().filter(since -> now - since > answerWithin.toMillis()).count();
    if (late > 0) {
      breaches.add(late + " unanswered for more than " + answerWithin.toHours() + " h");
    }
    long overdue =
        promises.stream().filter(p -> p.standing(now) == Promise.Standing.OVERDUE).count();
    if (overdue > 0) {
      breaches.add(overdue + (overdue == 1 ? " promise is" : " promises are") + " overdue");
    }
    return breaches;
  }
}
