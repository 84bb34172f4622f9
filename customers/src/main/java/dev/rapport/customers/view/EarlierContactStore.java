package dev.rapport.customers.view;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// Where contacts of an earlier system are kept. A port: storage implements it.
public interface EarlierContactStore {
  /// The largest batch [#save] takes.
  int MAX_BATCH = 1_000;

  /// Keeps contacts, all or nothing; those of unknown customers, and those known by customer,
  /// source and id, are left out. Completes, once durable, with how many were new.
  CompletionStage<Integer> save(String centre, List<EarlierContact> contacts);
}
