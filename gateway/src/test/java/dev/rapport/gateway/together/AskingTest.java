package dev.rapport.gateway.together;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.gateway.unit.Decided;
import dev.rapport.gateway.unit.UnitUnavailable;
import dev.rapport.gateway.unit.VertxTurns;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.OfferId;
import dev.rapport.routing.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A command is decided once, whatever becomes of the letters it goes in.
final class AskingTest {
  private static final AgentId ANA = new AgentId("ana");
  private static final Wanted ACCEPT = new Wanted.Decision(new Command.Accept(new OfferId(7), ANA));
  private static final Wanted CONNECT = new Wanted.Decision(new Command.Connect(ANA));
  private static final Wanted HOLD = new Wanted.Hold(ANA, new ContactId("c1"), true);
  private static final Asking.Leader FIRST = new Asking.Leader("leader", 1);
  private static final long SLOW = 1_000;

  private final Vertx vertx = Vertx.vertx();
  private final Wire redis = new Wire();
  private final Wire store = new Wire();
  private final List<Wanted> decided = new ArrayList<>();
  private final List<Letter> replies = new ArrayList<>();
  private Asking asking;
  private Deciding deciding;

  /// Keeps what is sent until the test brings it.
  private static final class Wire implements Carrier {
    final List<Letter> sent = new ArrayList<>();
    boolean takes = true;

    @Override
    public void listen(List<String> addressees, Listener hears) {}

    @Override
    public CompletionStage<Boolean> send(String addressee, String words) {
      if (takes) {
        sent.add(Letter.read(words));
      }
      return CompletableFuture.completedFuture(takes);
    }

    @Override
    public void renew() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void begin() {
    asking = new Asking("me", new Post(redis, store, new VertxTurns(vertx.getOrCreateContext())));
    deciding =
        new Deciding(
            "leader",
            wanted -> {
              decided.add(wanted);
              return Future.succeededFuture(new Decided(new Outcome.Done(List.of()), 42));
            });
  }

  @AfterEach
  void end() throws TimeoutException {
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  private void bring(Letter letter, long epoch) {
    deciding.asked((Letter.Asked) letter, epoch, replies::add);
  }

  @Test
  void whatWasDecidedComesBackWithItsPlaceInTheLog() {
    Future<Decided> answer = asking.ask(ACCEPT, FIRST, 0);
    bring(redis.sent.getFirst(), 1);
    asking.answered((Letter.Answered) replies.getFirst());
    assertThat(answer.result().sequence()).isEqualTo(42);
    assertThat(decided).containsExactly(ACCEPT);
  }

  @Test
  @DisplayName("P4: what comes by both ways is decided once and answered twice alike")
  void itIsDecidedOnce() {
    Future<Decided> answer = asking.ask(ACCEPT, FIRST, 0);
    asking.look(FIRST, SLOW);
    assertThat(store.sent).hasSize(1);
    bring(redis.sent.getFirst(), 1);
    bring(store.sent.getFirst(), 1);
    assertThat(decided).hasSize(1);
    assertThat(replies).hasSize(2);
    replies.forEach(reply -> asking.answered((Letter.Answered) reply));
    assertThat(answer.succeeded()).isTrue();
  }

  @Test
  @DisplayName("P4 P28: what Redis brings after it was asked again by the store is not decided")
  void aLateCopyIsNotDecided() {
    asking.ask(ACCEPT, FIRST, 0);
    asking.ask(CONNECT, FIRST, 0);
    asking.look(FIRST, SLOW);
    bring(store.sent.getFirst(), 1);
    // Of the second one the leader has forgotten, or never had, the copy by the store.
    bring(redis.sent.getLast(), 1);
    assertThat(decided).containsExactly(ACCEPT);
  }

  @Test
  @DisplayName("P10: a leader of another epoch does not decide it")
  void anotherEpochDoesNotDecide() {
    Future<Decided> answer = asking.ask(ACCEPT, FIRST, 0);
    bring(redis.sent.getFirst(), 2);
    asking.answered((Letter.Answered) replies.getFirst());
    assertThat(decided).isEmpty();
    assertThat(answer.isComplete()).as("it is sent again when it is known to whom").isFalse();
    asking.look(new Asking.Leader("leader", 2), 10);
    bring(redis.sent.getLast(), 2);
    assertThat(decided).containsExactly(ACCEPT);
  }

  @Test
  @DisplayName(
      "P27: when the leader is gone, what says how things are is said again, the rest fails")
  void whenTheLeaderIsGone() {
    Future<Decided> accept = asking.ask(ACCEPT, FIRST, 0);
    Future<Decided> connect = asking.ask(CONNECT, FIRST, 0);
    asking.look(new Asking.Leader("next", 2), 10);
    assertThat(accept.cause()).isInstanceOf(UnitUnavailable.class);
    assertThat(connect.isComplete()).isFalse();
    assertThat(((Letter.Asked) redis.sent.getLast()).epoch()).isEqualTo(2);
  }

  @Test
  void withoutALeaderItWaitsAndIsTakenBackByWhoeverLeadsHere() {
    Future<Decided> answer = asking.ask(ACCEPT, Asking.Leader.NOBODY, 0);
    assertThat(redis.sent).isEmpty();
    List<Wanted> back = new ArrayList<>();
    asking.takeBack(waiting -> back.add(waiting.wanted()));
    assertThat(back).containsExactly(ACCEPT);
    assertThat(answer.isComplete()).isFalse();
  }

  @Test
  void whatIsWantedOfACallGoesToWhoeverLeads() {
    Future<Decided> answer = asking.ask(HOLD, FIRST, 0);
    asking.look(new Asking.Leader("next", 2), 10);
    bring(redis.sent.getLast(), 2);
    assertThat(decided).containsExactly(HOLD);
    asking.answered((Letter.Answered) replies.getLast());
    assertThat(answer.succeeded()).isTrue();
  }

  @Test
  void whatOnlyANewerVersionWantsIsRefused() {
    Future<Decided> answer = asking.ask(HOLD, FIRST, 0);
    for (String words : List.of("{\"wanted\":\"dance\"}", "{\"wanted\":\"hold\"}", "{}", "hold")) {
      bring(new Letter.Asked("me", words, 1, 1, words), 1);
      assertThat(((Letter.Answered) replies.getLast()).verdict())
          .as(words)
          .isEqualTo(Letter.Verdict.UNAVAILABLE);
    }
    assertThat(decided).isEmpty();
    assertThat(answer.isComplete()).isFalse();
  }

  @Test
  void nobodyWaitsForever() {
    Future<Decided> answer = asking.ask(ACCEPT, Asking.Leader.NOBODY, 0);
    asking.look(Asking.Leader.NOBODY, 60_000);
    assertThat(answer.cause()).isInstanceOf(UnitUnavailable.class);
    assertThat(asking.size()).isZero();
  }
}
