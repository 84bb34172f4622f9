package dev.rapport.customers.value;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// Where purchases are kept. A port: storage implements it. Reads block; writes complete when they
/// are durable.
public interface PurchaseStore {
  /// The largest batch [#save] takes.
  int MAX_BATCH = 1_000;

  /// Keeps purchases, all or nothing, and brings their customers' ledgers up to date. What is there
  /// already, by customer, source and id, is left alone; unknown customers are counted, not kept.
  CompletionStage<Saved> save(String centre, List<Purchase> purchases, double marginRate);

  record Saved(int added, int known, int unknownCustomers) {}

  /// Of these records, newest first.
  List<Purchase> purchases(String centre, List<String> customers, int limit);

  /// One ledger for each currency, of all these records together.
  List<PurchaseLedger> ledgers(String centre, List<String> customers);

  /// Who bought in a currency: persons, so that records that are linked buy together. In order of
  /// id; at most so many records are looked at.
  List<Segmentation.Buyer> buyers(String centre, String currency, int limit);

  /// The centre's ledgers, to fit models to; at most so many.
  List<PurchaseLedger> all(String centre, int limit);
}
