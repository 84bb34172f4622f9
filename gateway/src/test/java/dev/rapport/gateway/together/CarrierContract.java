package dev.rapport.gateway.together;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What gateways may count on, whichever way their words go.
abstract class CarrierContract {
  private static final long LIMIT_NS = 60_000_000_000L;

  private final List<Carrier> opened = new ArrayList<>();

  /// One more end of the same carrier.
  abstract Carrier open();

  @AfterEach
  void closeAll() {
    opened.forEach(Carrier::close);
  }

  final Carrier opened() {
    Carrier carrier = open();
    opened.add(carrier);
    return carrier;
  }

  /// An end that listens, once it does: it has heard its own voice.
  final Heard listening(String... addressees) {
    Carrier carrier = opened();
    Heard heard = new Heard(carrier, new CopyOnWriteArrayList<>());
    List<String> all = new ArrayList<>(List.of(addressees));
    all.add("own" + opened.size());
    carrier.listen(all, heard.words()::add);
    String own = all.getLast();
    until(() -> {
      carrier.send(own, "own").toCompletableFuture().join();
      return heard.words().contains("own");
    });
    return heard;
  }

  record Heard(Carrier carrier, List<String> words) {
    List<String> others() {
      return words.stream().filter(word -> !word.equals("own")).toList();
    }
  }

  static void until(BooleanSupplier is) {
    long end = System.nanoTime() + LIMIT_NS;
    while (!is.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it never became so").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  static boolean send(Carrier by, String to, String words) {
    return by.send(to, words).toCompletableFuture().join();
  }

  @Test
  void whoIsMeantHearsItInOrderAndNobodyElse() {
    Heard one = listening("one", "all");
    Heard two = listening("two", "all");
    Carrier sender = listening("three").carrier();
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String words = "word " + i + " é \"quoted\" \n";
      sent.add(words);
      assertThat(send(sender, "one", words)).isTrue();
    }
    assertThat(send(sender, "all", "both")).isTrue();
    sent.add("both");
    until(() -> one.others().size() >= sent.size() && !two.others().isEmpty());
    assertThat(one.others()).isEqualTo(sent);
    assertThat(two.others()).containsExactly("both");
  }

  @Test
  void whatIsTooLongIsNotTaken() {
    Carrier sender = listening("one").carrier();
    assertThat(send(sender, "one", "x".repeat(Carrier.MOST_CHARS + 1))).isFalse();
  }
}
