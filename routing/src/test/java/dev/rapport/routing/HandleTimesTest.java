package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How long contacts will take, learnt from those that are finished. The plan says five minutes.
class HandleTimesTest {
  private static final double MINUTE = 60_000;
  private static final long PLANNED = 5 * 60_000;

  private static Contact contact(String intent, String customer) {
    return Contact.of(new ContactId("c"), ChannelId.PHONE, new QueueId("all"))
        .of(new CustomerKey(customer), 1, null)
        .with(Errand.about(intent));
  }

  /// Long intents take twice as long as short ones, slow customers half as long again as quick
  /// ones, and chance is as large as all of that.
  private static HandleTimes learnt(int contacts) {
    HandleTimes times = new HandleTimes();
    Random random = new Random(5);
    for (int i = 0; i < contacts; i++) {
      boolean takesLong = random.nextBoolean();
      int customer = random.nextInt(40);
      times.learn(
          contact(takesLong ? "long" : "short", "k" + customer),
          4 * MINUTE * work(takesLong, customer) * StrictMath.exp(.4 * random.nextGaussian()),
          PLANNED);
    }
    return times;
  }

  private static double work(boolean takesLong, int customer) {
    return (takesLong ? 1.4 : .7) * (customer % 2 == 0 ? 1.25 : .8);
  }

  @Test
  void aContactOfALongIntentAndASlowCustomerIsExpectedToTakeLonger() {
    HandleTimes times = learnt(4_000);
    assertThat(times.step(contact("long", "k0"))).isBetween(2, 3);
    assertThat(times.step(contact("short", "k1"))).isBetween(-3, -2);
    assertThat(times.step(contact("unheard", "of"))).isZero();
    assertThat(times.level(new QueueId("all"), ChannelId.PHONE, PLANNED) / MINUTE)
        .isCloseTo(4.3, within(.5));
  }

  @Test
  void whatItLearntMakesItsErrorSmallerAndItSaysByHowMuch() {
    HandleAccuracy accuracy = learnt(4_000).accuracy().getFirst();
    assertThat(accuracy.finished()).isEqualTo(4_000);
    assertThat(accuracy.meanError()).isLessThan(.8 * accuracy.meanPlannedError());
    assertThat(accuracy.explained()).isBetween(.4, .7);
  }

  @Test
  @DisplayName("P20: what was learnt survives a snapshot, to the last digit")
  void survivesASnapshot() {
    HandleTimes times = learnt(500);
    HandleTimes again = new HandleTimes();
    again.remember(times.learnt());
    assertThat(again.learnt()).isEqualTo(times.learnt());
    times.learn(contact("long", "k7"), 3 * MINUTE, PLANNED);
    again.learn(contact("long", "k7"), 3 * MINUTE, PLANNED);
    assertThat(again.learnt()).isEqualTo(times.learnt());
  }

  @Test
  void forgetsThoseItHasNotHeardOfForLongest() {
    HandleTimes times = new HandleTimes();
    for (int i = 0; i < HandleTimes.MOST_CUSTOMERS + 10; i++) {
      times.learn(contact("any", "k" + i), 2 * MINUTE, PLANNED);
    }
    assertThat(times.learnt().customers()).hasSize(HandleTimes.MOST_CUSTOMERS);
    assertThat(times.learnt().customers().getFirst().customer()).isEqualTo(new CustomerKey("k10"));
  }

  /// A busy agent, and two calls that wait as long as each other; the later one is short work.
  private static Floor longAndShort(Floor floor, Contact longWork, Contact shortWork) {
    floor.agent("ana", "sales").available("ana").call("first", "all").accepted("first");
    return floor.arrives(longWork).arrives(shortWork).after(60).ended("first");
  }

  private static Contact taking(String id, long minutes) {
    return Floor.contact(id, ChannelId.PHONE, "all").with(Errand.taking(minutes * 60_000));
  }

  @Test
  void shortWorkGoesFirstWhenSomebodySaysHowLongItTakes() {
    Floor floor = longAndShort(new Floor(), taking("a", 10), taking("b", 2));
    assertThat(floor.view("b").holder()).isEqualTo(new AgentId("ana"));
    assertThat(floor.view("a").holder()).isNull();
  }

  @Test
  void withoutAnythingKnownTheOrderIsThatOfArrival() {
    Floor floor =
        longAndShort(
            new Floor(),
            Floor.contact("a", ChannelId.PHONE, "all"),
            Floor.contact("b", ChannelId.PHONE, "all"));
    assertThat(floor.view("a").holder()).isEqualTo(new AgentId("ana"));
  }

  @Test
  void shortWorkGoesFirstWhenItWasShortBefore() {
    assertThat(afterLearning(PolicySettings.DEFAULTS).view("b").holder())
        .isEqualTo(new AgentId("ana"));
  }

  @Test
  void aPlanCanKeepToWhatItSaysOfHandleTimes() {
    PolicySettings planned = PolicySettings.DEFAULTS.with(PolicySettings.HandleTimesFrom.PLAN);
    assertThat(afterLearning(planned).view("a").holder()).isEqualTo(new AgentId("ana"));
  }

  private static Floor afterLearning(PolicySettings policy) {
    Floor floor = new Floor().policy(policy).agent("ana", "sales").available("ana");
    for (int i = 0; i < 30; i++) {
      boolean takesLong = i % 2 == 0;
      String id = "learn" + i;
      floor
          .arrives(about(id, takesLong ? "long" : "short"))
          .accepted(id)
          .after(takesLong ? 600 : 90)
          .ended(id)
          .after(5);
    }
    floor.call("first", "all").accepted("first");
    return floor.arrives(about("a", "long")).arrives(about("b", "short")).after(60).ended("first");
  }

  private static Contact about(String id, String intent) {
    return Floor.contact(id, ChannelId.PHONE, "all").with(Errand.about(intent));
  }
}
