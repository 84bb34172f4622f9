package dev.rapport.gateway.together;

import dev.rapport.gateway.unit.Turns;
import dev.rapport.routing.Event;
import dev.rapport.routing.EventLog;
import dev.rapport.storage.GatewayList;
import dev.rapport.storage.Lease;
import dev.rapport.storage.LetterBox;
import dev.rapport.storage.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The PostgreSQL that all gateways of a simulation share: the log, the lease, the letters and who
/// is here, by its own clock. It can be away; a write can fail, and a connection can break after
/// the commit, so that nobody knows.
final class SimulatedDatabase {
  private static final long LETTERS_KEPT_MS = 60_000;

  private final SimulatedTime time;
  private final Random random;
  private final Watcher watcher;

  private final List<LoggedEvent<Event>> events = new ArrayList<>();
  private final List<LetterBox.Letter> letters = new ArrayList<>();
  private final List<Long> letterTimes = new ArrayList<>();
  private final TreeMap<String, Here> gateways = new TreeMap<>();
  private long lastLetter;
  private String holder = "";
  private long heldUntil;
  private long epoch;
  private EventLog.@Nullable Snapshot snapshot;
  private long awayUntil;

  /// Of a hundred writes so many fail, and of so many nobody hears what became of them.
  private int failing;

  private int unknown;

  private record Here(long seenAt, boolean hears) {}

  /// Sees each commit of events.
  interface Watcher {
    /// @param under the epoch it was appended under
    /// @param present the epoch of the lease
    void committed(String writer, long under, long present, List<LoggedEvent<Event>> events);
  }

  SimulatedDatabase(SimulatedTime time, Random random, Watcher watcher) {
    this.time = time;
    this.random = random;
    this.watcher = watcher;
  }

  void awayFor(long ms) {
    awayUntil = Math.max(awayUntil, time.now() + ms);
  }

  void faults(int failingPercent, int unknownPercent) {
    failing = failingPercent;
    unknown = unknownPercent;
  }

  void heal() {
    awayUntil = 0;
    faults(0, 0);
  }

  long end() {
    return events.size();
  }

  long epoch() {
    return epoch;
  }

  String holder() {
    return heldUntil > time.now() ? holder : "";
  }

  private void reach() {
    if (time.now() < awayUntil) {
      throw new IllegalStateException("the database is away");
    }
  }

  /// One process's connections: its writes go one after the other.
  final class Session {
    private final String gateway;
    private final SimulatedProcess process;
    private final Turns inOrder;
    private long lastWrite;
    private long lastAnswer;
    private int appending;
    private boolean behind;
    private long appended;
    private long replayed;
    private boolean cut;

    Session(String gateway, SimulatedProcess process) {
      this.gateway = gateway;
      this.process = process;
      inOrder = process.turns();
    }

    private <T> CompletableFuture<T> write(Supplier<T> work) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      if (process.inBlocking()) {
        carryOut(work, answer);
        return answer;
      }
      lastWrite = Math.max(lastWrite + 1, time.now() + time.upTo(4));
      time.at(lastWrite, () -> send(work, answer));
      return answer;
    }

    /// What a process had sent when it ended may arrive; then nothing more.
    private <T> void send(Supplier<T> work, CompletableFuture<T> answer) {
      cut |= process.ended() && random.nextBoolean();
      if (cut) {
        return;
      }
      CompletableFuture<T> done = new CompletableFuture<>();
      carryOut(work, done);
      lastAnswer = Math.max(lastAnswer + 1, time.now() + time.upTo(3));
      time.at(lastAnswer, () -> inOrder.run(() -> tell(done, answer)));
    }

    private static <T> void tell(CompletableFuture<T> done, CompletableFuture<T> answer) {
      done.whenComplete((result, fault) -> {
        if (fault == null) {
          answer.complete(result);
        } else {
          answer.completeExceptionally(fault);
        }
      });
    }

    private <T> void carryOut(Supplier<T> work, CompletableFuture<T> answer) {
      int fate = random.nextInt(100);
      try {
        reach();
        if (fate < failing) {
          throw new IllegalStateException("the connection broke before the commit");
        }
        T result = work.get();
        if (fate < failing + unknown) {
          throw new IllegalStateException("the connection broke after the commit");
        }
        answer.complete(result);
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    }

    EventLog log(long under) {
      reach();
      behind = false;
      return new SimulatedLog(SimulatedDatabase.this, this, under);
    }

    CompletableFuture<Long> append(long under, long before, List<LoggedEvent<Event>> batch) {
      return counted(() -> {
        if (events.size() != before) {
          throw new IllegalStateException("the log has moved on");
        }
        if (under != epoch) {
          throw new IllegalStateException("another gateway leads");
        }
        return commit(under, batch);
      });
    }

    /// As [#append], whatever epoch it is.
    CompletableFuture<Long> appendUnderAny(
        long before, List<LoggedEvent<Event>> batch, long under) {
      return counted(() -> {
        if (events.size() != before) {
          throw new IllegalStateException("the log has moved on");
        }
        return commit(under, batch);
      });
    }

    private CompletableFuture<Long> counted(Supplier<Long> work) {
      appending++;
      CompletableFuture<Long> answer = write(work);
      answer.whenComplete((sequence, fault) -> {
        appending--;
        behind |= fault != null;
        appended = fault == null ? sequence : appended;
      });
      return answer;
    }

    /// Whether a core that has been told so much has decided nothing besides.
    boolean settled(long told) {
      return appending == 0 && !behind && told >= appended;
    }

    /// Where the last replay ended.
    long replayed() {
      return replayed;
    }

    void replayedTo(long sequence) {
      replayed = sequence;
    }

    private long commit(long under, List<LoggedEvent<Event>> batch) {
      events.addAll(batch);
      watcher.committed(gateway, under, epoch, batch);
      return events.size();
    }

    List<LoggedEvent<Event>> after(long sequence, int most) {
      reach();
      int from = (int) Math.min(sequence, events.size());
      return List.copyOf(events.subList(from, Math.min(events.size(), from + most)));
    }

    Lease lease(long lasts) {
      return new HeldLease(this, lasts);
    }

    LetterBox letters() {
      return new Box(this);
    }

    GatewayList gateways() {
      return new Gateways(this);
    }
  }

  EventLog.@Nullable Snapshot snapshot() {
    reach();
    return snapshot;
  }

  void keep(EventLog.Snapshot newer) {
    reach();
    snapshot = newer;
  }

  private final class HeldLease implements Lease {
    private final Session session;
    private final long lasts;

    HeldLease(Session session, long lasts) {
      this.session = session;
      this.lasts = lasts;
    }

    @Override
    public CompletableFuture<OptionalLong> take() {
      return session.write(() -> {
        boolean ours = holder.equals(session.gateway);
        if (!ours && heldUntil > time.now()) {
          return OptionalLong.empty();
        }
        epoch = ours ? epoch : epoch + 1;
        holder = session.gateway;
        heldUntil = time.now() + lasts;
        return OptionalLong.of(epoch);
      });
    }

    @Override
    public Held look() {
      reach();
      return epoch == 0 ? Held.NEVER : new Held(epoch, holder, heldUntil <= time.now());
    }

    @Override
    public CompletableFuture<Integer> release() {
      return session.write(() -> {
        boolean ours = holder.equals(session.gateway);
        heldUntil = ours ? 0 : heldUntil;
        return ours ? 1 : 0;
      });
    }
  }

  private final class Box implements LetterBox {
    private final Session session;

    Box(Session session) {
      this.session = session;
    }

    @Override
    public CompletableFuture<Long> send(String addressee, String words) {
      return session.write(() -> {
        lastLetter++;
        letters.add(new Letter(lastLetter, addressee, words));
        letterTimes.add(time.now());
        return lastLetter;
      });
    }

    @Override
    public long end() {
      reach();
      return lastLetter;
    }

    @Override
    public List<Letter> after(long number, List<String> addressees, int most) {
      reach();
      int newer = letters.size();
      while (newer > 0 && letters.get(newer - 1).number() > number) {
        newer--;
      }
      return letters.subList(newer, letters.size()).stream()
          .filter(letter -> addressees.contains(letter.addressee()))
          .limit(most)
          .toList();
    }

    @Override
    public CompletableFuture<Integer> sweep() {
      return session.write(() -> {
        int old = 0;
        while (old < letters.size() && letterTimes.get(old) < time.now() - LETTERS_KEPT_MS) {
          old++;
        }
        letters.subList(0, old).clear();
        letterTimes.subList(0, old).clear();
        return old;
      });
    }
  }

  private final class Gateways implements GatewayList {
    private final Session session;

    Gateways(Session session) {
      this.session = session;
    }

    @Override
    public CompletableFuture<Boolean> here(String id, boolean hears) {
      return session.write(() -> {
        gateways.put(id, new Here(time.now(), hears));
        return true;
      });
    }

    @Override
    public List<Gateway> all() {
      reach();
      List<Gateway> all = new ArrayList<>();
      gateways.forEach(
          (id, here) -> all.add(new Gateway(id, time.now() - here.seenAt(), here.hears())));
      return all;
    }

    @Override
    public CompletableFuture<Integer> gone(String id) {
      return session.write(() -> gateways.remove(id) == null ? 0 : 1);
    }
  }
}
