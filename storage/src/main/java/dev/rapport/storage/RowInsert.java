package dev.rapport.storage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.InsertValuesStepN;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// Whole rows into a table. To PostgreSQL many go with each statement, for each is a round trip.
/// SQLite takes them one by one: of many it makes a temporary table first, and takes a third
/// longer.
final class RowInsert {
  /// Rows in a statement. With the widest table far below the 65,535 places PostgreSQL allows.
  private static final int AT_ONCE = 64;

  private final int columns;
  private final Rendered one;
  private final Rendered many;

  private RowInsert(int columns, Rendered one, Rendered many) {
    this.columns = columns;
    this.one = one;
    this.many = many;
  }

  /// @param leavesKnown whether a row whose key is there already is left alone; a fault otherwise
  static <R extends Record> RowInsert into(Table<R> table, boolean leavesKnown) {
    return new RowInsert(
        table.fields().length,
        Rendered.of(sql -> rows(sql, table, 1, leavesKnown)),
        Rendered.of(sql -> rows(sql, table, AT_ONCE, leavesKnown)));
  }

  private static <R extends Record> Query rows(
      DSLContext sql, Table<R> table, int rows, boolean leavesKnown) {
    InsertValuesStepN<R> insert = sql.insertInto(table).columns(table.fields());
    for (int i = 0; i < rows; i++) {
      insert = insert.values(new Object[table.fields().length]);
    }
    return leavesKnown ? insert.onConflictDoNothing() : insert;
  }

  /// @param rows each with a value for every column, in the table's order
  void run(DSLContext sql, List<@Nullable Object[]> rows) {
    if (sql.family() != SQLDialect.POSTGRES) {
      one.runAll(sql, rows);
      return;
    }
    int whole = rows.size() - rows.size() % AT_ONCE;
    List<@Nullable Object[]> together = new ArrayList<>();
    for (int from = 0; from < whole; from += AT_ONCE) {
      @Nullable Object[] values = new @Nullable Object[AT_ONCE * columns];
      for (int i = 0; i < AT_ONCE; i++) {
        System.arraycopy(rows.get(from + i), 0, values, i * columns, columns);
      }
      together.add(values);
    }
    many.runAll(sql, Collections.unmodifiableList(together));
    one.runAll(sql, rows.subList(whole, rows.size()));
  }
}
