package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.GATEWAY;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.DSLContext;

/// The gateways that share a PostgreSQL, by the database's clock alone.
public final class SqlGateways implements GatewayList {
  private final Store store;
  private final String centre;

  public SqlGateways(Store store, String centre) {
    this.store = store;
    this.centre = centre;
  }

  @Override
  public CompletableFuture<Boolean> here(String id, boolean hears) {
    return store.writeEssential(dsl -> {
      long now = SqlLease.now(dsl);
      int seen =
          dsl.update(GATEWAY)
              .set(GATEWAY.SEEN_AT, now)
              .set(GATEWAY.HEARS, hears)
              .where(GATEWAY.CENTRE.eq(centre))
              .and(GATEWAY.ID.eq(id))
              .execute();
      if (seen == 0) {
        dsl.insertInto(GATEWAY)
            .columns(GATEWAY.CENTRE, GATEWAY.ID, GATEWAY.SEEN_AT, GATEWAY.HEARS)
            .values(centre, id, now, hears)
            .execute();
      }
      return true;
    });
  }

  @Override
  public List<Gateway> all() {
    return store.read(this::all);
  }

  private List<Gateway> all(DSLContext dsl) {
    long now = SqlLease.now(dsl);
    return dsl.select(GATEWAY.ID, GATEWAY.SEEN_AT, GATEWAY.HEARS)
        .from(GATEWAY)
        .where(GATEWAY.CENTRE.eq(centre))
        .orderBy(GATEWAY.ID)
        .fetch(row -> new Gateway(row.value1(), now - row.value2(), row.value3()));
  }

  @Override
  public CompletableFuture<Integer> gone(String id) {
    return store.writeEssential(dsl ->
        dsl.deleteFrom(GATEWAY).where(GATEWAY.CENTRE.eq(centre)).and(GATEWAY.ID.eq(id)).execute());
  }
}
