package dev.rapport.storage;

import java.util.ArrayList;
import java.util.List;

/// How SQLite would run a statement.
final class Plans {
  private Plans() {}

  static List<String> of(Store store, Rendered statement) {
    return store.read(sql ->
        sql.connectionResult(connection -> {
          List<String> steps = new ArrayList<>();
          try (var explained =
                  connection.prepareStatement("EXPLAIN QUERY PLAN " + statement.text());
              var rows = explained.executeQuery()) {
            while (rows.next()) {
              steps.add(rows.getString("detail"));
            }
          }
          return steps;
        }));
  }
}
