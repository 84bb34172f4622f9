package dev.rapport.gateway.together;

import dev.rapport.gateway.unit.Turns;
import dev.rapport.storage.Lease;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which of the gateways decides: the one that holds the lease. In turns of its own, since nothing
/// may keep it from taking the lease again in time.
///
/// ```
///   follows ── the lease is free or has run out ──▶ leads (epoch + 1)
///      ▲                                               │
///      └──────────── another took it ──────────────────┘
/// ```
final class Election implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Election.class);

  private static final long LOOK_EVERY_MS = 250;
  private static final long RENEW_EVERY_MS = 500;

  private final Turns turns;
  private final Lease lease;
  private final Roles roles;
  private volatile boolean ended;

  /// 0 while another leads. In turn only.
  private long epoch;

  /// What an election comes to. Called in its turns; must not block.
  interface Roles {
    void leads(long epoch);

    void follows();

    /// How it stands, each time it was looked at.
    void stands(Lease.Held held);
  }

  Election(Turns turns, Lease lease, Roles roles) {
    this.turns = turns;
    this.lease = lease;
    this.roles = roles;
  }

  void begin() {
    turns.run(this::keep);
  }

  private void keep() {
    if (ended) {
      return;
    }
    var _ =
        Future.succeededFuture()
            .compose(_ -> epoch == 0 ? look() : renew())
            .onComplete(kept -> {
              if (kept.failed()) {
                // Nobody else can take it either, as long as the database is away.
                LOG.warn("the lease cannot be taken: {}", kept.cause().toString());
              }
              turns.after(epoch == 0 ? LOOK_EVERY_MS : RENEW_EVERY_MS, this::keep);
            });
  }

  private Future<OptionalLong> take() {
    Promise<OptionalLong> taken = Promise.promise();
    var _ =
        lease
            .take()
            .whenComplete((held, fault) ->
                turns.run(() -> {
                  if (fault == null) {
                    taken.complete(held);
                  } else {
                    taken.fail(fault);
                  }
                }));
    return taken.future();
  }

  private Future<Void> renew() {
    return take()
        .map(now -> {
          if (!ended && (now.isEmpty() || now.getAsLong() != epoch)) {
            LOG.warn("another gateway leads now");
            roles.follows();
            epoch = now.orElse(0);
            if (epoch != 0) {
              // The other is gone again, and its epoch with it.
              roles.leads(epoch);
            }
          }
          return null;
        });
  }

  private Future<Void> look() {
    return turns
        .blocking(lease::look)
        .compose(held -> {
          if (ended || !held.free()) {
            return Future.succeededFuture(held);
          }
          return take()
              .compose(taken -> {
                if (taken.isPresent()) {
                  epoch = taken.getAsLong();
                  roles.leads(epoch);
                }
                return turns.blocking(lease::look);
              });
        })
        .map(held -> {
          roles.stands(held);
          return null;
        });
  }

  /// Lets the next one lead at once.
  @Override
  public void close() {
    ended = true;
    lease.release().join();
  }
}
