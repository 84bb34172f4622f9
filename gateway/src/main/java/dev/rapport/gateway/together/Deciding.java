package dev.rapport.gateway.together;

import dev.rapport.gateway.together.Letter.Answered;
import dev.rapport.gateway.together.Letter.Asked;
import dev.rapport.gateway.together.Letter.Verdict;
import dev.rapport.gateway.unit.Decided;
import dev.rapport.routing.Outcome;
import dev.rapport.storage.CommandText;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// The leader's side of [Asking]: each command of another gateway is decided once, however often it
/// comes and by whichever way. In the turns of [Together].
final class Deciding {
  /// Commands whose answers are remembered: what is asked again comes within seconds.
  private static final int REMEMBERED = 100_000;

  /// Gateways of which it is known on which line they speak.
  private static final int LINES = 1_000;

  private final String self;
  private final Function<Wanted, Future<Decided>> decide;
  private final CommandText text = new CommandText();
  private final Map<String, Long> lines = bounded(LINES);
  private final Map<String, Future<Decided>> decided = bounded(REMEMBERED);

  Deciding(String self, Function<Wanted, Future<Decided>> decide) {
    this.self = self;
    this.decide = decide;
  }

  private static <V> Map<String, V> bounded(int most) {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > most;
      }
    };
  }

  /// @param epoch in which this gateway leads; 0 when it does not
  /// @param reply takes the answer, perhaps later and on another thread
  void asked(Asked letter, long epoch, Consumer<Letter> reply) {
    Future<Decided> before = decided.get(letter.id());
    if (before != null) {
      before.onComplete(done -> reply.accept(answer(letter.id(), done)));
      return;
    }
    if (epoch == 0 || letter.epoch() != epoch) {
      reply.accept(new Answered(self, letter.id(), Verdict.NOT_LEADER, 0, null, null));
      return;
    }
    long line = lines.merge(letter.from(), letter.line(), Math::max);
    if (letter.line() < line) {
      // It was asked again since, on the newer line.
      return;
    }
    Wanted wanted = Wanted.read(text, letter.command());
    if (wanted == null) {
      reply.accept(
          new Answered(
              self, letter.id(), Verdict.UNAVAILABLE, 0, null, "the leader is of another version"));
      return;
    }
    Future<Decided> now = decide.apply(wanted);
    decided.put(letter.id(), now);
    now.onComplete(done -> reply.accept(answer(letter.id(), done)));
  }

  private Letter answer(String id, AsyncResult<Decided> done) {
    if (done.failed()) {
      return new Answered(
          self, id, Verdict.UNAVAILABLE, 0, null, String.valueOf(done.cause().getMessage()));
    }
    long sequence = done.result().sequence();
    return switch (done.result().outcome()) {
      case Outcome.Done _ -> new Answered(self, id, Verdict.DONE, sequence, null, null);
      case Outcome.Rejected(String code, String detail) ->
          new Answered(self, id, Verdict.REJECTED, sequence, code, detail);
    };
  }

  /// Another epoch begins: nothing of the one before is asked again.
  void forget() {
    decided.clear();
    lines.clear();
  }
}
