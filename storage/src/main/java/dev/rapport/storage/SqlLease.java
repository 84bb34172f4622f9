package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.LEASE;

import dev.rapport.storage.schema.tables.records.LeaseRecord;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/// The lease of gateways that share a PostgreSQL. What is appended to the log under an older epoch
/// is refused ([SqlEventLog]), so a holder that was paused and does not know yet that another took
/// over cannot do harm. All times are the database's own.
public final class SqlLease implements Lease {
  private static final Field<Long> POSTGRES_NOW =
      DSL.field("(extract(epoch from clock_timestamp()) * 1000)::bigint", Long.class);
  private static final Field<Long> SQLITE_NOW =
      DSL.field("cast(unixepoch('subsec') * 1000 as bigint)", Long.class);

  private final Store store;
  private final String centre;
  private final String holder;
  private final long lasts;

  /// @param holder a name of this process that no other ever has
  /// @param lasts how long it holds without being taken again
  public SqlLease(Store store, String centre, String holder, Duration lasts) {
    this.store = store;
    this.centre = centre;
    this.holder = holder;
    this.lasts = lasts.toMillis();
  }

  @Override
  public CompletableFuture<OptionalLong> take() {
    return store.writeEssential(this::take);
  }

  private OptionalLong take(DSLContext dsl) {
    long now = now(dsl);
    LeaseRecord row = dsl.fetchOne(LEASE, LEASE.CENTRE.eq(centre));
    if (row == null) {
      dsl.insertInto(LEASE)
          .columns(LEASE.CENTRE, LEASE.EPOCH, LEASE.HOLDER, LEASE.UNTIL_AT)
          .values(centre, 1L, holder, now + lasts)
          .execute();
      return OptionalLong.of(1);
    }
    boolean ours = row.getHolder().equals(holder);
    if (!ours && row.getUntilAt() > now) {
      return OptionalLong.empty();
    }
    long epoch = ours ? row.getEpoch() : row.getEpoch() + 1;
    dsl.update(LEASE)
        .set(LEASE.EPOCH, epoch)
        .set(LEASE.HOLDER, holder)
        .set(LEASE.UNTIL_AT, now + lasts)
        .where(LEASE.CENTRE.eq(centre))
        .execute();
    return OptionalLong.of(epoch);
  }

  @Override
  public Held look() {
    return store.read(dsl -> {
      LeaseRecord row = dsl.fetchOne(LEASE, LEASE.CENTRE.eq(centre));
      return row == null
          ? Held.NEVER
          : new Held(row.getEpoch(), row.getHolder(), row.getUntilAt() <= now(dsl));
    });
  }

  @Override
  public CompletableFuture<Integer> release() {
    return store.writeEssential(dsl ->
        dsl.update(LEASE)
            .set(LEASE.UNTIL_AT, 0L)
            .where(LEASE.CENTRE.eq(centre))
            .and(LEASE.HOLDER.eq(holder))
            .execute());
  }

  static long now(DSLContext dsl) {
    Field<Long> now = dsl.family() == SQLDialect.POSTGRES ? POSTGRES_NOW : SQLITE_NOW;
    return Objects.requireNonNull(dsl.select(now).fetchSingle().value1());
  }
}
