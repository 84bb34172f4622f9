package dev.rapport.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only writer. Whatever arrives while the last commit runs goes into the next one, so the cost
/// of a commit (one fsync) is shared by all who wait for it.
///
/// ```
///   write(work) ─▶ queue (bounded) ─▶ writer thread                      ─▶ acknowledger thread
///                                     BEGIN                                 completes the futures,
///                                       SAVEPOINT, work, RELEASE  each      in commit order,
///                                     COMMIT (fsync)                        after the commit
/// ```
///
/// - A job that throws is rolled back alone; its future fails with what it threw. One that is the
///   only one of its commit needs no savepoint for that.
/// - A commit that fails for any reason but a full disk stops the committer: what it held and all
///   that comes later fails with [StoreStopped]. It is never tried again, because after a failed
///   fsync nobody knows what the disk holds (P23).
/// - When a database server goes away, what it held fails with [StoreAway], and so does what comes
///   until it is back; then writing goes on.
/// - On a full disk the whole group is rolled back and fails with [StorageFull] (P22). The reserve
///   is given up; from then on only [#writeEssential] is tried, until space is back.
/// - A job touches nothing but its [DSLContext]: an essential one may run a second time, after a
///   first run that left nothing behind. Nothing that follows a future may block: it runs on the
///   acknowledger thread, which everybody shares.
public final class GroupCommitter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommitter.class);
  private static final String FULL_MESSAGE = "The disk is full; nothing of this write was stored";

  private static final long BETWEEN_CONNECTS_NANOS = 250_000_000;

  private final Engine engine;

  /// Null while the server is away. The writer thread's alone, from its start on.
  private @Nullable WriterSession session;

  private long lastConnect;
  private volatile @Nullable StoreAway away;
  private final Reserve reserve;
  private final int jobsPerCommit;
  private final int bound;
  private final Semaphore room;
  private final Semaphore essentialRoom;
  private final LinkedBlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
  private final ReentrantLock door = new ReentrantLock();
  private final Job<Boolean> lastJob = new Job<>(_ -> true, true);
  private final ExecutorService acknowledger =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("store-acknowledger").factory());
  private final Thread writer = Thread.ofPlatform().name("store-writer").unstarted(this::run);
  private volatile @Nullable StoreStopped stopped;
  private boolean closed;

  private final LongAdder commits = new LongAdder();
  private final LongAdder jobs = new LongAdder();
  private final LongAdder refusals = new LongAdder();
  private volatile long lastCommitNanos;
  private volatile int lastCommitJobs;

  /// Takes a connection of its own: transactions are opened here and nowhere else.
  GroupCommitter(Engine engine, Reserve reserve, StoreSettings settings) throws SQLException {
    this.engine = engine;
    session = new WriterSession(engine);
    this.reserve = reserve;
    jobsPerCommit = settings.jobsPerCommit();
    bound = settings.pendingWrites();
    room = new Semaphore(bound);
    essentialRoom = new Semaphore(bound);
    writer.start();
  }

  /// Runs the work in a transaction. The future completes once the work is durable, or fails with
  /// what the work threw, or with a [StoreUnavailable]. Never blocks.
  public <T extends @Nullable Object> CompletableFuture<T> write(Function<DSLContext, T> work) {
    return enqueue(new Job<>(work, false));
  }

  /// Like [#write], and still tried on a full disk, in the space of the reserve: for what follows
  /// from an earlier acknowledgement (events of contacts already taken), never for taking more in.
  public <T extends @Nullable Object> CompletableFuture<T> writeEssential(
      Function<DSLContext, T> work) {
    return enqueue(new Job<>(work, true));
  }

  private <T extends @Nullable Object> CompletableFuture<T> enqueue(Job<T> job) {
    door.lock();
    try {
      StoreStopped reason = stopped;
      if (reason != null) {
        return CompletableFuture.failedFuture(reason);
      }
      if (!roomFor(job).tryAcquire()) {
        refusals.increment();
        return CompletableFuture.failedFuture(new Overloaded(bound + " writes are pending"));
      }
      queue.add(job);
      return job.future;
    } finally {
      door.unlock();
    }
  }

  /// A room of their own for essential writes: no flood of intake may keep a contact from ending.
  private Semaphore roomFor(Job<?> job) {
    return job.essential ? essentialRoom : room;
  }

  private void run() {
    List<Job<?>> group = new ArrayList<>();
    StoreStopped broken = null;
    boolean last = false;
    while (!last) {
      group.add(nextJob());
      queue.drainTo(group, jobsPerCommit - 1);
      last = group.remove(lastJob);
      if (broken == null) {
        broken = settle(group);
      }
      if (broken != null) {
        refuse(group, broken);
      }
      acknowledge(group);
      group.clear();
    }
  }

  /// Waits for as long as it takes; nobody else holds this thread, so nobody interrupts it.
  private Job<?> nextJob() {
    while (true) {
      try {
        return queue.take();
      } catch (InterruptedException e) {
        LOG.warn("The writer was interrupted and goes on: only close() ends it");
      }
    }
  }

  /// Gives every job of the group its outcome; answers the reason when the committer is broken.
  private @Nullable StoreStopped settle(List<Job<?>> group) {
    WriterSession present = present();
    if (present == null) {
      refuse(group, Objects.requireNonNull(away, "why there is no session"));
      return null;
    }
    reserve.tryToTakeBack();
    boolean essentialOnly = reserve.released();
    List<Job<?>> admitted = essentialOnly ? essential(group) : group;
    if (essentialOnly) {
      refuse(group, new StorageFull(FULL_MESSAGE));
    }
    try {
      if (commit(present, admitted)) {
        return null;
      }
      reserve.release();
      refuse(group, new StorageFull(FULL_MESSAGE));
      List<Job<?>> again = essential(group);
      if (!essentialOnly && !commit(present, again)) {
        refuse(again, new StorageFull(FULL_MESSAGE));
      }
      return null;
    } catch (SQLException | RuntimeException | Error e) {
      if (Fault.of(e) == Fault.GONE) {
        refuse(group, goneAway(e));
        return null;
      }
      return stop(new StoreStopped("A commit failed; start again from what is durable", e));
    }
  }

  /// The session, made anew when the server went away and is back; null while it is away.
  private @Nullable WriterSession present() {
    if (session != null || System.nanoTime() - lastConnect < BETWEEN_CONNECTS_NANOS) {
      return session;
    }
    try {
      session = new WriterSession(engine);
      away = null;
      LOG.info("The database is back");
    } catch (SQLException | RuntimeException e) {
      goneAway(e);
    }
    return session;
  }

  private StoreAway goneAway(Throwable why) {
    if (away == null) {
      LOG.error("The database went away: {}", why.getMessage());
    }
    endSession();
    lastConnect = System.nanoTime();
    StoreAway reason = new StoreAway("The database cannot be reached", why);
    away = reason;
    return reason;
  }

  private void endSession() {
    WriterSession ended = session;
    session = null;
    if (ended != null) {
      ended.close();
    }
  }

  private static List<Job<?>> essential(List<Job<?>> group) {
    return group.stream().filter(job -> job.essential).toList();
  }

  /// True when the group is settled (durable, as a rule), false when the disk was full and nothing
  /// of it is left.
  private boolean commit(WriterSession in, List<Job<?>> group) throws SQLException {
    if (group.isEmpty()) {
      return true;
    }
    long begin = System.nanoTime();
    try {
      if (!in.begin()) {
        refuse(group, new Overloaded("Another process keeps the database locked"));
        return true;
      }
      if (group.size() == 1) {
        if (!in.attemptAlone(group.getFirst())) {
          return true;
        }
      } else {
        for (Job<?> job : group) {
          in.attempt(job);
        }
      }
      in.commit();
    } catch (SQLException | WriterSession.JobStoppedByFault e) {
      if (Fault.of(e) != Fault.FULL) {
        throw e;
      }
      in.rollBack();
      return false;
    }
    lastCommitNanos = System.nanoTime() - begin;
    lastCommitJobs = group.size();
    commits.increment();
    jobs.add(group.size());
    return true;
  }

  private StoreStopped stop(StoreStopped reason) {
    LOG.error("The store stops: {}", reason.getMessage(), reason.getCause());
    door.lock();
    try {
      stopped = reason;
    } finally {
      door.unlock();
    }
    return reason;
  }

  private static void refuse(List<Job<?>> group, StoreUnavailable reason) {
    group.forEach(job -> job.failWith(reason));
  }

  private void acknowledge(List<Job<?>> group) {
    List<Job<?>> told = List.copyOf(group);
    acknowledger.execute(() -> {
      told.forEach(job -> roomFor(job).release());
      told.forEach(Job::tell);
    });
  }

  /// Commits what is pending, then stops; what comes later fails with [StoreStopped].
  @Override
  public void close() {
    door.lock();
    try {
      if (stopped == null) {
        stopped = new StoreStopped("The store is closed");
      }
      if (!closed) {
        queue.add(lastJob);
      }
      closed = true;
    } finally {
      door.unlock();
    }
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    acknowledger.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lets the connection go, after [#close]. It must be the last to the database: SQLite puts its
  /// log into the file when the last connection that can write goes, and a reader cannot.
  void letGo() {
    endSession();
  }

  /// Why the store takes nothing more, or null while it does.
  public @Nullable StoreStopped stopped() {
    return stopped;
  }

  /// Why nothing can be written for the moment, or null while the database is there.
  public @Nullable StoreAway away() {
    return away;
  }

  /// True while the disk is full and only essential writes are tried.
  public boolean full() {
    return reserve.released();
  }

  /// Commits that became durable since the start.
  public long commits() {
    return commits.sum();
  }

  /// Jobs that went into those commits, failed ones included.
  public long jobs() {
    return jobs.sum();
  }

  /// Writes refused because too many were pending.
  public long refusals() {
    return refusals.sum();
  }

  /// Writes that wait or are under way.
  public int pending() {
    return 2 * bound - room.availablePermits() - essentialRoom.availablePermits();
  }

  /// From BEGIN until durable, in nanoseconds, of the last commit.
  public long lastCommitNanos() {
    return lastCommitNanos;
  }

  /// How many jobs shared the last commit.
  public int lastCommitJobs() {
    return lastCommitJobs;
  }
}
