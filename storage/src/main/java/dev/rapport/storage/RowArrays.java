package dev.rapport.storage;

import java.lang.reflect.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Any number of rows as the parameters of one statement of PostgreSQL, an array for each column:
/// it is one journey and one plan for any number of them.
///
/// @param <R> what a row is made of
final class RowArrays<R> {
  private final String name;
  private final List<Column<R>> columns;

  /// One column of those rows.
  ///
  /// @param type a string or a number
  record Column<R>(String name, DataType<?> type, Function<R, @Nullable Object> valueOf) {}

  /// @param name of the table that the rows are in the statement
  RowArrays(String name, List<Column<R>> columns) {
    this.name = name;
    this.columns = List.copyOf(columns);
  }

  List<Column<R>> columns() {
    return columns;
  }

  /// The rows as a table to update a table from, each with the place (`ctid`) of the row of the
  /// same centre and id. The one place is looked up by the primary key, whatever the planner thinks
  /// of the table: a plain join of both it may do by reading all rows of the centre.
  ///
  /// @param table with the columns `centre` and `id`; the centre is the last parameter
  Table<Record> placed(Table<?> table) {
    String arrays =
        columns.stream()
            .map(column -> "?::" + column.type().getTypeName() + "[]")
            .collect(Collectors.joining(", "));
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    String text =
        """
        (select given.*, \
        (select known.ctid from %s known where known.id = given.id and known.centre = \
        centre.id) as place \
        from unnest(%s) as given (%s), (select ?::varchar as id) as centre offset 0) as %s\
        """
            .formatted(table.getName(), arrays, names, name);
    return DSL.table(text, Stream.generate(() -> DSL.val("")).limit(columns.size() + 1).toArray());
  }

  /// A column of [#placed], `place` among them.
  <T> Field<T> field(String column, DataType<T> type) {
    return DSL.field(DSL.name(name, column), type);
  }

  /// Binds the rows to the first parameters of a statement.
  void bind(PreparedStatement statement, List<R> rows) throws SQLException {
    Connection connection = statement.getConnection();
    int place = 0;
    for (Column<R> column : columns) {
      @Nullable Object[] values =
          (@Nullable Object[]) Array.newInstance(column.type().getType(), rows.size());
      for (int i = 0; i < values.length; i++) {
        values[i] = column.valueOf().apply(rows.get(i));
      }
      place++;
      statement.setArray(place, connection.createArrayOf(column.type().getTypeName(), values));
    }
  }
}
