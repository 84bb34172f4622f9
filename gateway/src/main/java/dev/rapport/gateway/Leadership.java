package dev.rapport.gateway;

import dev.rapport.storage.SqlLease;
import dev.rapport.storage.Store;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which of several gateways on one PostgreSQL decides: the one that holds the lease. The others
/// stand by, with everything open but the doors, and look every quarter of a second whether it has
/// run out; so another takes over within [#LASTS] and the time of a replay (P27).
///
/// ```
///   stands by ── the lease is free or has run out ──▶ leads (epoch + 1) ── another took it ──▶ ends
/// ```
///
/// Whoever leads takes the lease again twice in its time. If that is late, because the machine or
/// the database stood still, it goes on: as long as nobody else took the lease it is the leader,
/// and from the moment somebody did, the log refuses what it decides.
final class Leadership implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  static final Duration LASTS = Duration.ofMillis(1_500);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
  private static final Duration BETWEEN_RENEWALS = Duration.ofMillis(500);

  private final SqlLease lease;
  private final long epoch;
  private final Runnable lost;
  private final Thread keeper = Thread.ofPlatform().name("lease").daemon().unstarted(this::keep);
  private volatile boolean ended;

  private Leadership(SqlLease lease, long epoch, Runnable lost) {
    this.lease = lease;
    this.epoch = epoch;
    this.lost = lost;
  }

  /// Waits until this process leads, however long that takes.
  ///
  /// @param lost called once, on a thread of its own, when another gateway took over
  static Leadership await(Store store, String centre, Runnable lost) {
    var lease = new SqlLease(store, centre, UUID.randomUUID().toString(), LASTS);
    boolean told = false;
    while (true) {
      OptionalLong epoch = take(lease);
      if (epoch.isPresent()) {
        LOG.info("leads centre '{}' in epoch {}", centre, epoch.getAsLong());
        Leadership leads = new Leadership(lease, epoch.getAsLong(), lost);
        leads.keeper.start();
        return leads;
      }
      if (!told) {
        LOG.info("another gateway leads centre '{}': stands by", centre);
        System.out.printf("rapport stands by for centre '%s'%n", centre);
        told = true;
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }

  /// Empty also when the database cannot be asked.
  private static OptionalLong take(SqlLease lease) {
    try {
      return lease.take().join();
    } catch (CompletionException e) {
      LOG.warn("the lease cannot be taken: {}", String.valueOf(e.getCause()));
      return OptionalLong.empty();
    }
  }

  long epoch() {
    return epoch;
  }

  private void keep() {
    while (!ended) {
      LockSupport.parkNanos(BETWEEN_RENEWALS.toNanos());
      try {
        OptionalLong now = lease.take().join();
        if (!ended && (now.isEmpty() || now.getAsLong() != epoch)) {
          LOG.error("another gateway leads now: this one ends");
          lost.run();
          return;
        }
      } catch (CompletionException e) {
        // Nobody else can take it either, as long as the database is away.
        LOG.warn("the lease cannot be taken again: {}", String.valueOf(e.getCause()));
      }
    }
  }

  /// Lets the next one lead at once.
  @Override
  public void close() {
    ended = true;
    LockSupport.unpark(keeper);
    lease.release().join();
  }
}
