package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.IDENTITY_LINK;

import dev.rapport.customers.value.PurchaseLedger;
import dev.rapport.customers.value.Segmentation.Buyer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;

/// Buyers as persons: the records that somebody has linked buy together.
final class LinkedBuyers {
  private LinkedBuyers() {}

  /// In order of the first record of each.
  ///
  /// @param ledgers of single records
  static List<Buyer> of(
      DSLContext sql, String centre, String currency, Map<String, PurchaseLedger> ledgers) {
    NavigableMap<String, Buyer> buyers = new TreeMap<>();
    ledgers.forEach((record, ledger) -> buyers.put(record, new Buyer(record, ledger)));
    Set<String> seen = new HashSet<>();
    for (String record : linked(sql, centre)) {
      if (ledgers.containsKey(record) && seen.add(record)) {
        List<String> records = SqlLinks.person(sql, centre, record).records();
        seen.addAll(records);
        if (records.size() > 1) {
          records.forEach(buyers::remove);
          joined(sql, centre, currency, records)
              .ifPresent(ledger -> buyers.put(record, new Buyer(records, ledger)));
        }
      }
    }
    return List.copyOf(buyers.values());
  }

  private static Optional<PurchaseLedger> joined(
      DSLContext sql, String centre, String currency, List<String> records) {
    return SqlPurchases.ledgers(sql, centre, records).stream()
        .filter(ledger -> ledger.currency().equals(currency))
        .findFirst();
  }

  /// Every record that an open assertion calls the same as another, in order.
  private static List<String> linked(DSLContext sql, String centre) {
    var holds =
        IDENTITY_LINK
            .CENTRE
            .eq(centre)
            .and(IDENTITY_LINK.SAME)
            .and(IDENTITY_LINK.CLOSED_AT.isNull());
    return sql.select(IDENTITY_LINK.CUSTOMER)
        .from(IDENTITY_LINK)
        .where(holds)
        .union(sql.select(IDENTITY_LINK.OTHER).from(IDENTITY_LINK).where(holds))
        .orderBy(1)
        .fetch(row -> row.value1());
  }
}
