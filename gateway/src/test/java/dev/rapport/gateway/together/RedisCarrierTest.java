package dev.rapport.gateway.together;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// On a real Redis, and what may happen to one.
final class RedisCarrierTest extends CarrierContract {
  private RealRedis redis;

  @BeforeEach
  void start() {
    redis = RealRedis.start();
  }

  @AfterEach
  void stop() {
    closeAll();
    redis.close();
  }

  @Override
  Carrier open() {
    return RealRedis.carrier(redis.url());
  }

  private void carries(Carrier sender, Heard hearer, String to, String words) {
    until(() -> {
      send(sender, to, words);
      return hearer.words().contains(words);
    });
  }

  @Test
  @DisplayName("P28: a Redis that is wiped, full, or read-only carries on")
  void itKeepsNothingThere() {
    Heard one = listening("one");
    Carrier sender = listening("two").carrier();
    assertThat(redis.say("FLUSHALL")).startsWith("+OK");
    carries(sender, one, "one", "after it was wiped");
    assertThat(redis.say("CONFIG SET maxmemory 1")).startsWith("+OK");
    assertThat(redis.say("SET a b")).contains("OOM");
    carries(sender, one, "one", "while it is full");
    assertThat(redis.say("CONFIG SET maxmemory 0")).startsWith("+OK");
    assertThat(redis.say("REPLICAOF 127.0.0.1 1")).startsWith("+OK");
    assertThat(redis.say("SET a b")).contains("READONLY");
    carries(sender, one, "one", "while it takes no writes");
    assertThat(redis.say("REPLICAOF NO ONE")).startsWith("+OK");
    assertThat(redis.say("DBSIZE")).as("nothing was kept").startsWith(":0");
  }

  @Test
  @DisplayName("P28: while it is away nothing is taken, and it comes back by itself")
  void itComesBack() {
    Heard one = listening("one");
    Carrier sender = listening("two").carrier();
    redis.kill();
    until(() -> !send(sender, "one", "while it is away"));
    redis.run();
    carries(sender, one, "one", "after it came back");
    redis.signal("STOP");
    try {
      until(() -> !send(sender, "one", "while it stands still"));
    } finally {
      redis.signal("CONT");
    }
    carries(sender, one, "one", "after it went on");
  }

  @Test
  @DisplayName("P28: whoever listens anew is told so, for what was sent meanwhile is lost")
  void itSaysThatItMayHaveMissedSomething() {
    AtomicInteger anew = new AtomicInteger();
    Heard heard = new Heard(opened(), new CopyOnWriteArrayList<>());
    heard
        .carrier()
        .listen(
            List.of("one", "all"),
            new Carrier.Listener() {
              @Override
              public void heard(String words) {
                heard.words().add(words);
              }

              @Override
              public void listensAnew() {
                anew.incrementAndGet();
              }
            });
    Carrier sender = listening("two").carrier();
    carries(sender, heard, "all", "first");
    assertThat(anew).hasValue(1);
    assertThat(redis.say("CLIENT KILL TYPE pubsub")).startsWith(":");
    until(() -> anew.get() == 2);
    carries(sender, heard, "one", "again");
  }

  @Test
  void aGatewayMayStartBeforeItsRedis() {
    redis.kill();
    Carrier early = opened();
    Heard heard = new Heard(early, new CopyOnWriteArrayList<>());
    early.listen(List.of("early"), heard.words()::add);
    assertThat(send(early, "early", "nobody there")).isFalse();
    redis.run();
    carries(early, heard, "early", "it is there");
  }

  @Test
  void anotherConnectionIsMadeWhenAskedFor() {
    Heard one = listening("one");
    one.carrier().renew();
    Carrier sender = listening("two").carrier();
    carries(sender, one, "one", "by a new connection");
  }

  @Test
  void aPasswordIsUsedAndAWrongOneCarriesNothing() {
    redis.say("CONFIG SET requirepass secret");
    String with = redis.url().replace("redis://", "redis://:secret@");
    try (Carrier right = RealRedis.carrier(with);
        Carrier wrong = RealRedis.carrier(redis.url())) {
      Heard heard = new Heard(right, new CopyOnWriteArrayList<>());
      right.listen(List.of("right"), heard.words()::add);
      carries(right, heard, "right", "with the password");
      wrong.listen(List.of("wrong"), _ -> {});
      assertThat(send(wrong, "right", "without")).isFalse();
    }
  }
}
