package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CUSTOMER;
import static dev.rapport.storage.schema.Tables.PURCHASE;
import static dev.rapport.storage.schema.Tables.PURCHASE_LEDGER;
import static org.jooq.impl.DSL.coalesce;

import dev.rapport.customers.Money;
import dev.rapport.customers.value.Purchase;
import dev.rapport.customers.value.PurchaseLedger;
import dev.rapport.customers.value.PurchaseStore;
import dev.rapport.customers.value.Segmentation;
import dev.rapport.storage.schema.tables.records.PurchaseLedgerRecord;
import dev.rapport.storage.schema.tables.records.PurchaseRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jooq.Condition;
import org.jooq.DSLContext;

/// Purchases and the ledgers that follow from them, in SQL.
public final class SqlPurchases implements PurchaseStore {
  private static final OfPerson LOG =
      OfPerson.of((sql, theirs) ->
          sql.select(
                  PURCHASE.CUSTOMER,
                  PURCHASE.SOURCE,
                  PURCHASE.ID,
                  PURCHASE.AT,
                  PURCHASE.AMOUNT_MINOR,
                  PURCHASE.CURRENCY,
                  coalesce(PURCHASE.MARGIN_MINOR, PURCHASE.MARGIN_ASSUMED),
                  PURCHASE.WHAT)
              .from(PURCHASE)
              .where(PURCHASE.CENTRE.eq(""))
              .and(theirs.in(PURCHASE.CUSTOMER))
              .and(PURCHASE.CURRENCY.eq("")));

  private static final OfPerson LEDGERS =
      OfPerson.of((sql, theirs) ->
          sql.select(
                  PURCHASE_LEDGER.CURRENCY,
                  PURCHASE_LEDGER.FIRST_AT,
                  PURCHASE_LEDGER.LAST_AT,
                  PURCHASE_LEDGER.REPEATS,
                  PURCHASE_LEDGER.PURCHASES,
                  PURCHASE_LEDGER.SPENT_MINOR,
                  PURCHASE_LEDGER.FIRST_DAY_MINOR,
                  PURCHASE_LEDGER.MARGIN_MINOR,
                  PURCHASE_LEDGER.RECENT_MINOR)
              .from(PURCHASE_LEDGER)
              .where(PURCHASE_LEDGER.CENTRE.eq(""))
              .and(theirs.in(PURCHASE_LEDGER.CUSTOMER))
              .orderBy(PURCHASE_LEDGER.CURRENCY, PURCHASE_LEDGER.CUSTOMER));

  private final Store store;

  public SqlPurchases(Store store) {
    this.store = store;
  }

  @Override
  public CompletionStage<Saved> save(String centre, List<Purchase> purchases, double marginRate) {
    if (purchases.size() > MAX_BATCH) {
      throw new IllegalArgumentException("a batch has up to " + MAX_BATCH);
    }
    List<Purchase> inOrder =
        purchases.stream().sorted(Comparator.comparingLong(Purchase::at)).toList();
    return store.write(sql -> save(sql, centre, inOrder, marginRate));
  }

  private static Saved save(
      DSLContext sql, String centre, List<Purchase> purchases, double marginRate) {
    Set<String> wanted = new LinkedHashSet<>();
    purchases.forEach(p -> wanted.add(p.key().customer()));
    Set<String> there =
        new HashSet<>(
            sql.select(CUSTOMER.ID)
                .from(CUSTOMER)
                .where(CUSTOMER.CENTRE.eq(centre))
                .and(CUSTOMER.ID.in(wanted))
                .fetch(CUSTOMER.ID));
    int added = 0;
    int unknown = 0;
    for (Purchase purchase : purchases) {
      if (!there.contains(purchase.key().customer())) {
        unknown++;
      } else if (insert(sql, centre, purchase, marginRate)) {
        added++;
        post(sql, centre, purchase, marginRate);
      }
    }
    return new Saved(added, purchases.size() - added - unknown, unknown);
  }

  private static boolean insert(
      DSLContext sql, String centre, Purchase purchase, double marginRate) {
    var row = new PurchaseRecord();
    row.setCentre(centre);
    row.setCustomer(purchase.key().customer());
    row.setSource(purchase.key().source());
    row.setId(purchase.key().id());
    row.setAt(purchase.at());
    row.setAmountMinor(purchase.amount().minor());
    row.setMarginMinor(purchase.marginMinor());
    row.setMarginAssumed(
        purchase.marginMinor() == null ? PurchaseLedger.margin(purchase, marginRate) : null);
    row.setCurrency(purchase.amount().currency());
    row.setWhat(purchase.what());
    return sql.insertInto(PURCHASE).set(row).onConflictDoNothing().execute() == 1;
  }

  /// In order: one row read, one written. Out of order: from the log, which has the purchase
  /// already.
  private static void post(DSLContext sql, String centre, Purchase purchase, double marginRate) {
    String customer = purchase.key().customer();
    String currency = purchase.amount().currency();
    Optional<PurchaseLedger> before =
        sql.selectFrom(PURCHASE_LEDGER)
            .where(ledgerOf(centre, List.of(customer)))
            .and(PURCHASE_LEDGER.CURRENCY.eq(currency))
            .fetchOptional(row -> ledger(row));
    boolean inOrder = before.isEmpty() || purchase.at() > before.get().lastAt();
    PurchaseLedger after =
        inOrder
            ? PurchaseLedger.add(before.orElse(null), purchase, marginRate)
            : PurchaseLedger.of(log(sql, centre, List.of(customer), currency), currency, marginRate)
                .orElseThrow();
    PurchaseLedgerRecord row = row(centre, customer, after);
    sql.insertInto(PURCHASE_LEDGER).set(row).onDuplicateKeyUpdate().set(row).execute();
  }

  private static Condition ledgerOf(String centre, List<String> customers) {
    return PURCHASE_LEDGER.CENTRE.eq(centre).and(PURCHASE_LEDGER.CUSTOMER.in(customers));
  }

  private static List<Purchase> log(
      DSLContext sql, String centre, List<String> customers, String currency) {
    return LOG.list(sql, SqlPurchases::appraised, centre, customers, currency);
  }

  @Override
  public List<Purchase> purchases(String centre, List<String> customers, int limit) {
    return store.read(sql ->
        sql.selectFrom(PURCHASE)
            .where(PURCHASE.CENTRE.eq(centre))
            .and(PURCHASE.CUSTOMER.in(customers))
            .orderBy(PURCHASE.AT.desc(), PURCHASE.SOURCE, PURCHASE.ID)
            .limit(limit)
            .fetch(SqlPurchases::purchase));
  }

  @Override
  public List<PurchaseLedger> ledgers(String centre, List<String> customers) {
    return store.read(sql -> ledgers(sql, centre, customers));
  }

  /// Days of purchases are not additive over two records, so a person of several is read from the
  /// log.
  static List<PurchaseLedger> ledgers(DSLContext sql, String centre, List<String> customers) {
    List<PurchaseLedger> kept = LEDGERS.list(sql, SqlPurchases::ledger, centre, customers);
    Set<String> currencies = new LinkedHashSet<>();
    kept.forEach(ledger -> currencies.add(ledger.currency()));
    if (kept.size() == currencies.size()) {
      return kept;
    }
    List<PurchaseLedger> joined = new ArrayList<>();
    for (String currency : currencies) {
      List<Purchase> log = log(sql, centre, customers, currency);
      PurchaseLedger.of(log, currency, marginRate(kept, currency)).ifPresent(joined::add);
    }
    return joined;
  }

  /// For purchases kept before their assumed margin was kept with them: about what was assumed.
  private static double marginRate(List<PurchaseLedger> kept, String currency) {
    return kept.stream()
        .filter(l -> l.currency().equals(currency) && l.sums().spent() > 0)
        .mapToDouble(l -> (double) l.sums().margin() / l.sums().spent())
        .average()
        .orElse(0);
  }

  @Override
  public List<Segmentation.Buyer> buyers(String centre, String currency, int limit) {
    return store.read(sql -> {
      Map<String, PurchaseLedger> ledgers =
          sql.selectFrom(PURCHASE_LEDGER)
              .where(PURCHASE_LEDGER.CENTRE.eq(centre))
              .and(PURCHASE_LEDGER.CURRENCY.eq(currency))
              .orderBy(PURCHASE_LEDGER.CUSTOMER)
              .limit(limit)
              .fetchMap(PURCHASE_LEDGER.CUSTOMER, row -> ledger(row));
      return LinkedBuyers.of(sql, centre, currency, ledgers);
    });
  }

  @Override
  public List<PurchaseLedger> all(String centre, int limit) {
    return store.read(sql ->
        sql.selectFrom(PURCHASE_LEDGER)
            .where(PURCHASE_LEDGER.CENTRE.eq(centre))
            .orderBy(PURCHASE_LEDGER.CUSTOMER)
            .limit(limit)
            .fetch(row -> ledger(row)));
  }

  static Purchase purchase(PurchaseRecord row) {
    return new Purchase(
        new Purchase.Key(row.getCustomer(), row.getSource(), row.getId()),
        row.getAt(),
        new Money(row.getAmountMinor(), row.getCurrency()),
        row.getMarginMinor(),
        row.getWhat());
  }

  private static PurchaseLedgerRecord row(String centre, String customer, PurchaseLedger ledger) {
    var row = new PurchaseLedgerRecord();
    row.setCentre(centre);
    row.setCustomer(customer);
    row.setCurrency(ledger.currency());
    row.setFirstAt(ledger.firstAt());
    row.setLastAt(ledger.lastAt());
    row.setRepeats(ledger.repeats());
    row.setPurchases(ledger.purchases());
    row.setSpentMinor(ledger.sums().spent());
    row.setFirstDayMinor(ledger.sums().firstDay());
    row.setMarginMinor(ledger.sums().margin());
    row.setRecentMinor(ledger.sums().recent());
    return row;
  }

  /// With the margin that was assumed where none was told.
  private static Purchase appraised(ResultSet row) throws SQLException {
    return new Purchase(
        new Purchase.Key(row.getString(1), row.getString(2), row.getString(3)),
        row.getLong(4),
        new Money(row.getLong(5), row.getString(6)),
        Rendered.number(row, 7),
        row.getString(8));
  }

  private static PurchaseLedger ledger(ResultSet row) throws SQLException {
    return new PurchaseLedger(
        row.getString(1),
        row.getLong(2),
        row.getLong(3),
        row.getInt(4),
        row.getInt(5),
        new PurchaseLedger.Sums(row.getLong(6), row.getLong(7), row.getLong(8), row.getDouble(9)));
  }

  private static PurchaseLedger ledger(PurchaseLedgerRecord row) {
    return new PurchaseLedger(
        Objects.requireNonNull(row.getCurrency()),
        row.getFirstAt(),
        row.getLastAt(),
        row.getRepeats(),
        row.getPurchases(),
        new PurchaseLedger.Sums(
            row.getSpentMinor(),
            row.getFirstDayMinor(),
            row.getMarginMinor(),
            row.getRecentMinor()));
  }
}
