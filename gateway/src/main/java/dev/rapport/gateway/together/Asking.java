package dev.rapport.gateway.together;

import dev.rapport.gateway.unit.Decided;
import dev.rapport.gateway.unit.UnitUnavailable;
import dev.rapport.routing.Outcome;
import dev.rapport.storage.CommandText;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The commands of this gateway that another decides, from when they are given to when they are
/// answered. What Redis does not bring in time goes by the store, under the same id. A command
/// whose leader is gone is asked again only when twice is the same as once; of any other nobody
/// knows what became of it, and whoever gave it is told so. In the turns of [Together].
final class Asking {
  /// Commands that may be without an answer.
  static final int MOST = 20_000;

  private static final long SLOW_AFTER_MS = 700;
  private static final long GIVEN_UP_AFTER_MS = 8_000;

  private final String self;
  private final Post post;
  private final CommandText text = new CommandText();
  private final Map<String, Asked> open = new LinkedHashMap<>();
  private long line = 1;

  /// One command.
  private static final class Asked {
    final String id = UUID.randomUUID().toString();
    final Wanted wanted;
    final Promise<Decided> answer;
    final long since;

    /// In which it was sent; 0 while it was not.
    long epoch;

    long sentAt;
    boolean slow;

    Asked(Wanted wanted, Promise<Decided> answer, long since) {
      this.wanted = wanted;
      this.answer = answer;
      this.since = since;
    }
  }

  /// Who decides, as far as it is known.
  ///
  /// @param gateway null when nobody does
  record Leader(@Nullable String gateway, long epoch) {
    static final Leader NOBODY = new Leader(null, 0);
  }

  Asking(String self, Post post) {
    this.self = self;
    this.post = post;
  }

  Future<Decided> ask(Wanted wanted, Leader leader, long now) {
    Promise<Decided> answer = Promise.promise();
    if (open.size() >= MOST) {
      answer.fail(new UnitUnavailable(MOST + " commands wait for the leader"));
      return answer.future();
    }
    Asked asked = new Asked(wanted, answer, now);
    open.put(asked.id, asked);
    send(asked, leader, now);
    return answer.future();
  }

  /// Stays where it is as long as there is nobody to send it to.
  private void send(Asked asked, Leader leader, long now) {
    String gateway = leader.gateway();
    if (gateway == null || gateway.equals(self)) {
      return;
    }
    asked.epoch = leader.epoch();
    asked.sentAt = now;
    Letter letter =
        new Letter.Asked(self, asked.id, line, leader.epoch(), asked.wanted.write(text));
    if (asked.slow) {
      post.surely(gateway, letter);
    } else {
      post.fast(gateway, letter, () -> slow(asked, leader, now));
    }
  }

  /// Redis does not take it.
  private void slow(Asked asked, Leader leader, long now) {
    if (!asked.slow && open.containsKey(asked.id)) {
      asked.slow = true;
      send(asked, leader, now);
    }
  }

  void answered(Letter.Answered letter) {
    Asked asked = open.get(letter.id());
    if (asked == null) {
      return;
    }
    switch (letter.verdict()) {
      case DONE -> settle(asked, new Outcome.Done(List.of()), letter.sequence());
      case REJECTED ->
          settle(
              asked,
              new Outcome.Rejected(String.valueOf(letter.code()), String.valueOf(letter.detail())),
              letter.sequence());
      case UNAVAILABLE -> fail(asked, String.valueOf(letter.detail()));
      // It was not decided: it is sent again when it is known to whom.
      case NOT_LEADER -> asked.epoch = 0;
    }
  }

  private void settle(Asked asked, Outcome outcome, long sequence) {
    open.remove(asked.id);
    asked.answer.complete(new Decided(outcome, sequence));
  }

  private void fail(Asked asked, String why) {
    open.remove(asked.id);
    asked.answer.fail(new UnitUnavailable(why));
  }

  /// To be called every so often: sends what waits, and again what is slow.
  void look(Leader leader, long now) {
    boolean tooSlow = false;
    for (Asked asked : List.copyOf(open.values())) {
      if (now - asked.since > GIVEN_UP_AFTER_MS) {
        fail(asked, "the leader did not answer");
      } else if (asked.epoch != 0 && leader.epoch() > asked.epoch) {
        orphaned(asked, leader, now);
      } else if (asked.epoch == 0) {
        send(asked, leader, now);
      } else if (!asked.slow && now - asked.sentAt > SLOW_AFTER_MS) {
        tooSlow = true;
      }
    }
    if (tooSlow) {
      bySurerWay(leader, now);
    }
  }

  /// What is on the way by Redis must not arrive later than what follows by the store.
  private void bySurerWay(Leader leader, long now) {
    line++;
    for (Asked asked : List.copyOf(open.values())) {
      if (!asked.slow && asked.epoch == leader.epoch()) {
        asked.slow = true;
        send(asked, leader, now);
      }
    }
  }

  private void orphaned(Asked asked, Leader leader, long now) {
    if (asked.wanted.sameTwice()) {
      asked.epoch = 0;
      send(asked, leader, now);
    } else {
      fail(asked, "the leader is gone, and nobody knows what it decided");
    }
  }

  /// This gateway leads now: what was not sent is decided here.
  void takeBack(Consumer<Waiting> decider) {
    for (Asked asked : new ArrayList<>(open.values())) {
      if (asked.epoch == 0 || asked.wanted.sameTwice()) {
        open.remove(asked.id);
        decider.accept(new Waiting(asked.wanted, asked.answer));
      } else {
        fail(asked, "the leader is gone, and nobody knows what it decided");
      }
    }
  }

  /// What nobody has decided.
  record Waiting(Wanted wanted, Promise<Decided> answer) {}

  int size() {
    return open.size();
  }
}
