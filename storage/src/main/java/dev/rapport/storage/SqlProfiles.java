package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CUSTOMER;

import dev.rapport.customers.identity.IdentityIndex;
import dev.rapport.customers.identity.IdentityRecord;
import java.util.List;
import java.util.Optional;

/// What customers' records say of who they are: names, birth dates, postcodes. Blocks.
public final class SqlProfiles {
  /// Read at once.
  public static final int PAGE = 5_000;

  private final Store store;

  public SqlProfiles(Store store) {
    this.store = store;
  }

  /// The next page in order of id.
  ///
  /// @param after the last id of the page before, empty for the first
  public List<IdentityRecord> page(String centre, String after) {
    return store.read(sql ->
        sql.select(CUSTOMER.ID, CUSTOMER.NAME, CUSTOMER.ATTRIBUTES)
            .from(CUSTOMER)
            .where(CUSTOMER.CENTRE.eq(centre))
            .and(CUSTOMER.ID.gt(after))
            .orderBy(CUSTOMER.ID)
            .limit(PAGE)
            .fetch(row ->
                IdentityIndex.record(
                    row.value1(), row.value2(), CustomerAttributes.of(row.value3()))));
  }

  /// Empty when there is no such customer.
  public Optional<IdentityRecord> of(String centre, String customer) {
    return store.read(sql ->
        sql.select(CUSTOMER.NAME, CUSTOMER.ATTRIBUTES)
            .from(CUSTOMER)
            .where(CUSTOMER.CENTRE.eq(centre))
            .and(CUSTOMER.ID.eq(customer))
            .fetchOptional(row ->
                IdentityIndex.record(customer, row.value1(), CustomerAttributes.of(row.value2()))));
  }
}
