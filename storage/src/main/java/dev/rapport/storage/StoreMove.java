package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.LOG_END;

import dev.rapport.storage.schema.DefaultSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.BatchBindStep;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.ForeignKey;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Moves all that lasts from the file of a centre alone to a PostgreSQL: every row of every table,
/// in one transaction, counted on both sides and with the chain of events checked before the
/// commit. The file stays as it was.
public final class StoreMove {
  /// Rows that are held at once; of tables with large values far fewer.
  private static final int ROWS = 500;

  private static final int LARGE_ROWS = 4;
  private static final Set<String> LARGE = Set.of("snapshot", "raw_message", "set_aside");

  /// Their text is covered by hashes; it is JSON, in which this character is written otherwise.
  private static final Set<String> HASHED = Set.of("event", "log_end", "snapshot");

  private final DSLContext from;
  private final DSLContext to;
  private long mended;

  private StoreMove(DSLContext from, DSLContext to) {
    this.from = from;
    this.to = to;
  }

  /// What was moved.
  ///
  /// @param rows how many there are now in each table, as many as there were
  /// @param events of all centres; their chains were checked
  /// @param mended texts that had a character (U+0000) that PostgreSQL does not keep; it was
  ///   replaced by U+FFFD
  public record Moved(Map<String, Long> rows, long events, long mended) {
    public Moved {
      rows = new LinkedHashMap<>(rows);
    }
  }

  /// @param directory whose process is stopped
  /// @param url as in [PostgresAddress]; its tables are made when they are not there, and are empty
  /// @throws StoreStopped when it was not moved; then nothing has changed
  public static Moved run(Path directory, String url) {
    if (!Files.exists(directory.resolve(StoreCheck.DATABASE))) {
      throw new StoreStopped("There is no " + StoreCheck.DATABASE + " in " + directory);
    }
    PostgresAddress address = PostgresAddress.of(url);
    try (Store store = Store.open(StoreSettings.in(directory).withReserveBytes(0))) {
      Engine engine = new PostgresEngine(address, StoreSettings.in(directory));
      engine.migrate();
      try (Connection connection = engine.writer()) {
        connection.setAutoCommit(false);
        DSLContext to = DSL.using(connection, SQLDialect.POSTGRES, Store.rendering());
        Moved moved = store.read(from -> new StoreMove(from, to).move());
        connection.commit();
        return moved;
      }
    } catch (SQLException | DataAccessException | DamagedLog e) {
      throw new StoreStopped("Nothing was moved to " + address + ": " + e.getMessage(), e);
    }
  }

  private Moved move() {
    List<Table<?>> tables = inOrder();
    for (Table<?> table : tables) {
      if (to.fetchExists(table)) {
        throw new StoreStopped(
            "Nothing was moved: the table " + table.getName() + " has rows already");
      }
    }
    Map<String, Long> rows = new LinkedHashMap<>();
    for (Table<?> table : tables) {
      copy(table);
      long before = count(from, table);
      long after = count(to, table);
      if (before != after) {
        throw new StoreStopped(
            "Nothing was moved: %s had %d rows and has %d"
                .formatted(table.getName(), before, after));
      }
      rows.put(table.getName(), after);
    }
    return new Moved(rows, check(), mended);
  }

  private static long count(DSLContext dsl, Table<?> table) {
    return Objects.requireNonNull(
        dsl.select(DSL.count().cast(Long.class)).from(table).fetchSingle().value1());
  }

  /// Each table after those it refers to.
  private static List<Table<?>> inOrder() {
    Set<Table<?>> ordered = new LinkedHashSet<>();
    DefaultSchema.DEFAULT_SCHEMA.getTables().forEach(table -> add(table, ordered));
    return List.copyOf(ordered);
  }

  private static void add(Table<?> table, Set<Table<?>> ordered) {
    for (ForeignKey<?, ?> key : table.getReferences()) {
      Table<?> other = key.getKey().getTable();
      if (!other.equals(table)) {
        add(other, ordered);
      }
    }
    ordered.add(table);
  }

  private void copy(Table<?> table) {
    int rows = LARGE.contains(table.getName()) ? LARGE_ROWS : ROWS;
    Object[] places = new Object[table.fields().length];
    try (Cursor<? extends Record> cursor = from.selectFrom(table).fetchSize(rows).fetchLazy()) {
      while (cursor.hasNext()) {
        BatchBindStep batch = to.batch(to.insertInto(table).columns(table.fields()).values(places));
        for (Record row : cursor.fetchNext(rows)) {
          batch = batch.bind(kept(table, row));
        }
        batch.execute();
      }
    }
  }

  private Object[] kept(Table<?> table, Record row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Field<?> field : table.fields()) {
      if (row.get(field) instanceof String text
          && text.indexOf('\0') >= 0
          && !HASHED.contains(table.getName())) {
        values.add(text.replace('\0', '\uFFFD'));
        mended++;
      } else {
        values.add(row.get(field));
      }
    }
    return values.toArray();
  }

  /// Walks every chain as it arrived.
  private long check() {
    List<LogEnd> ends = new ArrayList<>();
    to.selectFrom(LOG_END)
        .forEach(end -> {
          EventChain chain = new EventChain(end.getCentre(), 0);
          EventRow.each(to, end.getCentre(), 0, chain::check);
          LogEnd last = new LogEnd(end.getSeq(), end.getHash());
          chain.endsAt(last);
          ends.add(last);
        });
    return ends.stream().mapToLong(LogEnd::sequence).sum();
  }
}
