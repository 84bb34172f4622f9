package dev.rapport.gateway.together;

import dev.rapport.storage.SqlLease;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which of the gateways decides: the one that holds the lease. On a thread of its own.
///
/// ```
///   follows ── the lease is free or has run out ──▶ leads (epoch + 1)
///      ▲                                               │
///      └──────────── another took it ──────────────────┘
/// ```
final class Election implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Election.class);

  private static final long LOOK_EVERY_NS = 250_000_000;
  private static final long RENEW_EVERY_NS = 500_000_000;

  private final SqlLease lease;
  private final Roles roles;
  private final Thread keeper = Thread.ofPlatform().name("lease").daemon().unstarted(this::keep);
  private volatile boolean ended;

  /// 0 while another leads. On the keeper's thread.
  private long epoch;

  /// What an election comes to. Called on the election's thread; must not block.
  interface Roles {
    void leads(long epoch);

    void follows();

    /// How it stands, each time it was looked at.
    void stands(SqlLease.Held held);
  }

  Election(SqlLease lease, Roles roles) {
    this.lease = lease;
    this.roles = roles;
  }

  void begin() {
    keeper.start();
  }

  private void keep() {
    while (!ended) {
      try {
        if (epoch != 0) {
          renew();
        } else {
          look();
        }
      } catch (CompletionException e) {
        // Nobody else can take it either, as long as the database is away.
        LOG.warn("the lease cannot be taken: {}", String.valueOf(e.getCause()));
      } catch (RuntimeException e) {
        LOG.warn("the lease cannot be read: {}", e.toString());
      }
      if (!ended) {
        LockSupport.parkNanos(epoch == 0 ? LOOK_EVERY_NS : RENEW_EVERY_NS);
      }
    }
  }

  private void renew() {
    OptionalLong now = lease.take().join();
    if (!ended && (now.isEmpty() || now.getAsLong() != epoch)) {
      LOG.warn("another gateway leads now");
      roles.follows();
      epoch = now.orElse(0);
      if (epoch != 0) {
        // The other is gone again, and its epoch with it.
        roles.leads(epoch);
      }
    }
  }

  private void look() {
    SqlLease.Held held = lease.look();
    if (held.free() && !ended) {
      OptionalLong taken = lease.take().join();
      if (taken.isPresent()) {
        epoch = taken.getAsLong();
        roles.leads(epoch);
      }
      held = lease.look();
    }
    roles.stands(held);
  }

  /// Lets the next one lead at once.
  @Override
  public void close() {
    ended = true;
    LockSupport.unpark(keeper);
    lease.release().join();
  }
}
