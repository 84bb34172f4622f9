package dev.rapport.gateway.together;

import dev.rapport.gateway.unit.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What is published and subscribed to in a simulation, in place of Redis. It keeps nothing. It can
/// be away, stand still and deliver late; a connection can break, be cut in one direction, and
/// bring something twice while another takes its place.
final class SimulatedRedis {
  private static final long ANSWER_WITHIN_MS = 1_000;
  private static final long BETWEEN_TRIES_MS = 500;

  private final SimulatedTime time;
  private final Random random;
  private final List<Line> lines = new ArrayList<>();
  private long awayUntil;
  private long standsUntil;
  private int twice;

  SimulatedRedis(SimulatedTime time, Random random) {
    this.time = time;
    this.random = random;
  }

  /// It is gone, with every connection; it comes back empty, as it always is.
  void awayFor(long ms) {
    awayUntil = Math.max(awayUntil, time.now() + ms);
    lines.forEach(Line::lose);
  }

  /// It takes what it is sent and delivers it later.
  void standStill(long ms) {
    standsUntil = Math.max(standsUntil, time.now() + ms);
  }

  /// Of a hundred letters so many come twice.
  void bringTwice(int percent) {
    twice = percent;
  }

  void heal() {
    awayUntil = 0;
    standsUntil = Math.min(standsUntil, time.now());
    twice = 0;
    lines.forEach(line -> {
      line.deafUntil = 0;
      line.dumbUntil = 0;
    });
  }

  private boolean away() {
    return time.now() < awayUntil;
  }

  Line line(SimulatedProcess process) {
    Line line = new Line(process);
    lines.removeIf(other -> other.process.ended());
    lines.add(line);
    return line;
  }

  /// The connections of one process.
  final class Line implements Carrier {
    private final SimulatedProcess process;
    private final Turns inOrder;
    private List<String> addressees = List.of();
    private Listener hears = _ -> {};
    private boolean begun;
    private boolean closed;
    private boolean connecting;
    private boolean speaks;

    /// Rises with each connection that listens; what was sent to an earlier one is lost.
    private long listening;

    private boolean listens;
    private long deafUntil;
    private long dumbUntil;
    private long lastSent;
    private long lastHeard;

    Line(SimulatedProcess process) {
      this.process = process;
      inOrder = process.turns();
    }

    /// What Redis sends does not arrive for a while, and nobody notices.
    void deafFor(long ms) {
      deafUntil = time.now() + ms;
    }

    /// What it sends does not arrive at Redis for a while.
    void dumbFor(long ms) {
      dumbUntil = time.now() + ms;
    }

    /// Both connections are gone; they come back by themselves.
    void lose() {
      speaks = false;
      listens = false;
      listening++;
      if (begun) {
        connectIn(BETWEEN_TRIES_MS);
      }
    }

    @Override
    public void listen(List<String> whom, Listener listener) {
      addressees = whom;
      hears = listener;
      begun = true;
      connectIn(time.upTo(20));
    }

    private void connectIn(long ms) {
      if (!connecting) {
        connecting = true;
        time.in(ms, () -> process.whenItRuns(this::connect));
      }
    }

    private void connect() {
      connecting = false;
      if (closed || (speaks && listens)) {
        return;
      }
      if (away() || time.now() < deafUntil || time.now() < dumbUntil || stands()) {
        connectIn(BETWEEN_TRIES_MS);
        return;
      }
      speaks = true;
      listens = true;
      listening++;
      deliver(() -> hears.listensAnew());
    }

    private boolean stands() {
      return time.now() < standsUntil;
    }

    @Override
    public CompletionStage<Boolean> send(String addressee, String words) {
      CompletableFuture<Boolean> taken = new CompletableFuture<>();
      if (closed || !speaks) {
        taken.complete(false);
        return taken;
      }
      lastSent = Math.max(Math.max(lastSent + 1, time.now() + time.upTo(3)), standsUntil);
      boolean cut = time.now() < dumbUntil;
      time.at(lastSent, () -> arrived(addressee, words, cut));
      if (cut || time.now() < deafUntil || stands()) {
        // It may have arrived all the same.
        time.in(ANSWER_WITHIN_MS, () -> process.whenItRuns(() -> taken.complete(false)));
      } else {
        time.at(lastSent + 1, () -> process.whenItRuns(() -> taken.complete(true)));
      }
      return taken;
    }

    private void arrived(String addressee, String words, boolean cut) {
      if (cut || away()) {
        return;
      }
      for (Line line : List.copyOf(lines)) {
        if (line.listens && line.addressees.contains(addressee)) {
          line.bring(words);
          if (random.nextInt(100) < twice) {
            line.bring(words);
          }
        }
      }
    }

    private void bring(String words) {
      deliver(() -> hears.heard(words));
    }

    /// In order, and not to a connection that is no more.
    private void deliver(Runnable word) {
      long by = listening;
      lastHeard = Math.max(lastHeard + 1, time.now() + time.upTo(4));
      time.at(
          lastHeard,
          () -> {
            if (by == listening && !closed && time.now() >= deafUntil) {
              inOrder.run(word);
            }
          });
    }

    @Override
    public void renew() {
      if (speaks) {
        lose();
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
