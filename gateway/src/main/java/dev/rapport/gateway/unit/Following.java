package dev.rapport.gateway.unit;

import dev.rapport.routing.Command;
import dev.rapport.routing.Event;
import dev.rapport.routing.Outcome;
import dev.rapport.storage.LoggedEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the log of the leader: reads on whenever there is word that it has grown, and every
/// quarter of a second in any case; passes commands on, and answers whoever gave one when its
/// events are here. In the unit's turns.
final class Following {
  private static final Logger LOG = LoggerFactory.getLogger(Following.class);

  /// Events that are read in one go.
  static final int PAGE = 2_000;

  private static final long LOOK_EVERY_MS = 250;

  /// How long after the leader's answer its events may take to get here.
  private static final long SEEN_WITHIN_MS = 10_000;

  private final Turns turns;
  private final LogReader reader;
  private final Elsewhere elsewhere;
  private final LongSupplier applied;
  private final Consumer<List<LoggedEvent<Event>>> found;
  private final PriorityQueue<Awaited> awaited =
      new PriorityQueue<>(Comparator.comparingLong(Awaited::sequence));
  private final List<Promise<Void>> caughtUp = new ArrayList<>();

  private Turns.@Nullable Later looking;
  private boolean reading;
  private boolean again;

  private record Awaited(long sequence, Promise<Void> here) {}

  /// @param applied the last event that the core has
  /// @param found takes what follows it
  Following(
      Turns turns, Source source, LongSupplier applied, Consumer<List<LoggedEvent<Event>>> found) {
    this.turns = turns;
    this.reader = source.reader();
    this.elsewhere = source.elsewhere();
    this.applied = applied;
    this.found = found;
  }

  /// What a unit needs that does not always lead.
  record Source(LogReader reader, Elsewhere elsewhere) {}

  void begin() {
    if (looking == null) {
      looking = turns.every(LOOK_EVERY_MS, this::look);
    }
    look();
  }

  void end() {
    Turns.Later before = looking;
    looking = null;
    if (before != null) {
      before.cancel();
    }
  }

  /// Reads on, now or when the read under way is over.
  void look() {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    again = false;
    long from = applied.getAsLong();
    turns
        .blocking(() -> reader.after(from, PAGE))
        .onComplete(read -> {
          reading = false;
          if (read.failed()) {
            LOG.warn("the log cannot be followed now: {}", read.cause().toString());
            List<Promise<Void>> waiting = List.copyOf(caughtUp);
            caughtUp.clear();
            waiting.forEach(end -> end.fail(read.cause()));
            return;
          }
          List<LoggedEvent<Event>> events = read.result();
          // Else the core was replaced meanwhile, and has them.
          if (!events.isEmpty() && applied.getAsLong() == from) {
            found.accept(events);
          }
          settle(events.isEmpty());
        });
  }

  private void settle(boolean atEnd) {
    if (atEnd && !again) {
      List<Promise<Void>> waiting = List.copyOf(caughtUp);
      caughtUp.clear();
      waiting.forEach(Promise::complete);
    } else if (!atEnd || !caughtUp.isEmpty()) {
      look();
    } else if (again) {
      look();
    }
  }

  /// Completes when a read that began after this found nothing more.
  Future<Void> toTheEnd() {
    Promise<Void> end = Promise.promise();
    caughtUp.add(end);
    look();
    return end.future();
  }

  /// The core has so much now.
  void reached(long sequence) {
    while (!awaited.isEmpty() && awaited.peek().sequence() <= sequence) {
      awaited.remove().here().tryComplete();
    }
  }

  /// Completes in turn, when this core shows what came of the command.
  void submit(Command command, Promise<Outcome> answer) {
    elsewhere
        .submit(command)
        .onFailure(e -> turns.run(() -> answer.fail(e)))
        .onSuccess(decided -> turns.run(() -> seen(decided, answer)));
  }

  private void seen(Decided decided, Promise<Outcome> answer) {
    if (decided.sequence() <= applied.getAsLong()) {
      answer.complete(decided.outcome());
      return;
    }
    Promise<Void> here = Promise.promise();
    Awaited one = new Awaited(decided.sequence(), here);
    awaited.add(one);
    Turns.Later late =
        turns.after(
            SEEN_WITHIN_MS,
            () -> {
              if (awaited.remove(one)) {
                here.tryFail(new UnitUnavailable("it was decided, and cannot be seen here yet"));
              }
            });
    here.future()
        .onComplete(done -> {
          late.cancel();
          if (done.succeeded()) {
            answer.complete(decided.outcome());
          } else {
            answer.fail(done.cause());
          }
        });
    look();
  }
}
