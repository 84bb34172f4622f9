package dev.rapport.customers.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.customers.Identifier;
import dev.rapport.customers.view.Holding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SourcesTest {
  private static final Whom ANA =
      new Whom("a", "ana", List.of(new Identifier(Identifier.Kind.EXTERNAL_ID, "shop:17")));

  private final Deque<Runnable> pending = new ArrayDeque<>();
  private final List<String> late = new ArrayList<>();
  private long now = 1_000_000;
  private int asked;
  private String problem = "";

  private final HoldingSource shop =
      new HoldingSource() {
        @Override
        public String name() {
          return "shop";
        }

        @Override
        public List<Holding> holdings(Whom whom) {
          asked++;
          if (!problem.isEmpty()) {
            throw new SourceFailed(problem);
          }
          return List.of(
              new Holding(
                  "shop", "o" + asked, "order", "Boots", "open", whom.numbers("shop").size()));
        }
      };

  private Sources sources(boolean atOnce) {
    InstantSource clock = () -> Instant.ofEpochMilli(now);
    return new Sources(
        List.of(new Sources.Source(shop, Duration.ofSeconds(60))),
        Duration.ZERO,
        clock,
        atOnce ? Runnable::run : pending::add,
        late::add);
  }

  private static Held only(List<Held> held) {
    assertThat(held).hasSize(1);
    return held.getFirst();
  }

  @Test
  void anAnswerCountsAsOfNowForAWhileAndIsNotAskedForAgain() {
    Sources sources = sources(true);
    Held first = only(sources.of(ANA));
    assertThat(first.state()).isEqualTo(Held.State.FRESH);
    assertThat(first.asOf()).isEqualTo(now);
    assertThat(first.items()).extracting(Holding::title).containsExactly("Boots");
    now += 59_999;
    assertThat(only(sources.of(ANA)).state()).isEqualTo(Held.State.FRESH);
    assertThat(asked).isEqualTo(1);
    now += 1;
    assertThat(only(sources.of(ANA)).items()).extracting(Holding::id).containsExactly("o2");
  }

  @Test
  void aSourceThatIsDownLeavesWhatItSaidAndSaysAsOfWhen() {
    Sources sources = sources(true);
    sources.of(ANA);
    long then = now;
    now += 600_000;
    problem = "answered 500";
    Held held = only(sources.of(ANA));
    assertThat(held)
        .isEqualTo(new Held("shop", Held.State.STALE, then, held.items(), "answered 500"));
    assertThat(held.items()).hasSize(1);
  }

  @Test
  void aSourceNeverHeardIsMissingAndDoesNotHoldUpTheView() {
    Sources sources = sources(false);
    Held held = only(sources.of(ANA));
    assertThat(held)
        .isEqualTo(new Held("shop", Held.State.MISSING, null, List.of(), "has not answered yet"));
    sources.of(ANA);
    assertThat(pending).as("one question at a time for one customer").hasSize(1);
  }

  @Test
  void aLateAnswerIsToldOnceItIsThere() {
    Sources sources = sources(false);
    sources.of(ANA);
    assertThat(late).isEmpty();
    pending.removeFirst().run();
    assertThat(late).containsExactly("ana");
    assertThat(only(sources.of(ANA)).state()).isEqualTo(Held.State.FRESH);
  }

  @Test
  void aSourceThatFailsAgainAndAgainIsLeftAloneAndThenTriedByOne() {
    Sources sources = sources(true);
    problem = "refused";
    for (int i = 0; i < 20; i++) {
      sources.of(new Whom("a", "c" + i, List.of()));
    }
    assertThat(asked).isEqualTo(5);
    assertThat(only(sources.of(ANA)).problem()).contains("left alone");
    now += 30_000;
    assertThat(only(sources.of(ANA)).problem()).isEqualTo("refused");
    assertThat(only(sources.of(ANA)).problem()).contains("left alone");
    assertThat(asked).isEqualTo(6);
    now += 30_000;
    problem = "";
    assertThat(only(sources.of(ANA)).state()).isEqualTo(Held.State.FRESH);
    assertThat(only(sources.of(new Whom("a", "ben", List.of()))).state())
        .isEqualTo(Held.State.FRESH);
  }

  @Test
  void noMoreThanSoManyAreAskedAtOnce() {
    Sources sources = sources(false);
    for (int i = 0; i < SourceShelf.MAX_ASKED; i++) {
      sources.of(new Whom("a", "c" + i, List.of()));
    }
    assertThat(only(sources.of(ANA)).problem()).isEqualTo("is asked too much at the moment");
    List.copyOf(pending).forEach(Runnable::run);
    assertThat(only(sources.of(ANA)).problem()).isEqualTo("has not answered yet");
  }
}
