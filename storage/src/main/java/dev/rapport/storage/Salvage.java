package dev.rapport.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/// Reads what can be read of a file whose structure is broken into a new one, and puts that in its
/// place. A table is walked by its own order, the index left aside: forward as far as it goes, then
/// over the broken stretch in growing steps, and on behind it. One that is the tree of its key is
/// walked forward and back, up to the broken stretch from either end.
final class Salvage {
  private static final long LARGEST_STEP = 1L << 40;
  private static final String HISTORY = "flyway_schema_history";

  private final Connection from;
  private final Connection to;
  private final List<String> done = new ArrayList<>();

  private Salvage(Connection from, Connection to) {
    this.from = from;
    this.to = to;
  }

  /// @return what was done, in words
  /// @throws StoreStopped when not even the list of tables can be read; then only a backup helps
  static List<String> run(Path file) throws IOException, SQLException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    delete(fresh);
    List<String> done;
    new SqliteEngine(fresh, StoreSettings.in(StoreRepair.folderOf(file))).migrate();
    try (ReadOnlyDatabase old = ReadOnlyDatabase.open(file);
        Connection to = WritableDatabase.open(fresh)) {
      Salvage salvage = new Salvage(old.connection(), to);
      salvage.copy();
      done = salvage.done;
      try (Statement sql = to.createStatement()) {
        sql.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      }
    } catch (SQLException | DataAccessException e) {
      throw new StoreStopped(
          "Nothing can be read of " + file + " any more; restore a backup: " + e.getMessage(), e);
    }
    StoreRepair.flush(fresh);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    for (String end : List.of("-wal", "-shm")) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + end));
      Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + end));
    }
    return done;
  }

  private static void delete(Path fresh) throws IOException {
    for (String end : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + end));
    }
  }

  private void copy() throws SQLException {
    try (Statement sql = to.createStatement()) {
      sql.execute("PRAGMA foreign_keys = OFF");
      sql.execute("BEGIN");
      for (String table : tables()) {
        copy(table);
      }
      sql.execute("COMMIT");
    }
  }

  private List<String> tables() throws SQLException {
    List<String> found = new ArrayList<>();
    String query =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name"
            + " <> '"
            + HISTORY
            + "' ORDER BY name";
    try (Statement sql = to.createStatement();
        ResultSet names = sql.executeQuery(query)) {
      while (names.next()) {
        found.add(names.getString(1));
      }
    }
    return found;
  }

  private void copy(String table) throws SQLException {
    List<String> columns = columns(table);
    if (columns.isEmpty()) {
      done.add("table " + table + " cannot be read; it is empty now");
      return;
    }
    String names = String.join(", ", columns);
    String marks = String.join(", ", columns.stream().map(_ -> "?").toList());
    try (PreparedStatement insert =
        to.prepareStatement(
            "INSERT OR IGNORE INTO " + table + " (" + names + ") VALUES (" + marks + ")")) {
      List<String> key = keyOfTree(table);
      Copied copied =
          key.isEmpty()
              ? byNumber(table, names, insert, columns.size())
              : byKey(table, names, key, insert, columns.size());
      if (copied.broken) {
        done.add("table " + table + ": " + copied.rows + " rows were read, others cannot be");
      }
    }
  }

  /// @param broken something could not be read
  private record Copied(long rows, boolean broken) {}

  private Copied byNumber(String table, String names, PreparedStatement insert, int columns) {
    long rows = 0;
    boolean broken = false;
    long next = Long.MIN_VALUE;
    long step = 1;
    while (true) {
      Walk walk = walk(table, names, next, insert, columns);
      rows += walk.rows;
      if (walk.problem == null) {
        break;
      }
      step = walk.rows > 0 ? 1 : 2 * step;
      broken = true;
      long base = walk.rows > 0 || next != Long.MIN_VALUE ? walk.last : 0;
      next = base + step;
      if (step > LARGEST_STEP || next < 0) {
        break;
      }
    }
    return new Copied(rows, broken);
  }

  private Copied byKey(
      String table, String names, List<String> key, PreparedStatement insert, int columns) {
    Walk forward = walk(table, names, key, "", insert, columns);
    if (forward.problem == null) {
      return new Copied(forward.rows, false);
    }
    Walk back = walk(table, names, key, " DESC", insert, columns);
    return new Copied(forward.rows + back.rows, true);
  }

  private Walk walk(
      String table,
      String names,
      List<String> key,
      String direction,
      PreparedStatement insert,
      int columns) {
    String order = String.join(", ", key.stream().map(column -> column + direction).toList());
    long rows = 0;
    try (Statement sql = from.createStatement();
        ResultSet found =
            sql.executeQuery(
                "SELECT " + names + " FROM " + table + " NOT INDEXED ORDER BY " + order)) {
      while (found.next()) {
        add(found, 0, insert, columns);
        rows++;
      }
      return new Walk(rows, 0, null);
    } catch (SQLException e) {
      return new Walk(rows, 0, e);
    }
  }

  /// The columns of the key of a table without row numbers; none for any other.
  private List<String> keyOfTree(String table) throws SQLException {
    List<String> key = new ArrayList<>();
    try (Statement sql = to.createStatement();
        ResultSet rows =
            sql.executeQuery(
                "SELECT name FROM pragma_table_info('"
                    + table
                    + "') WHERE pk > 0 AND (SELECT wr FROM pragma_table_list('"
                    + table
                    + "')) ORDER BY pk")) {
      while (rows.next()) {
        key.add(rows.getString(1));
      }
    }
    return key;
  }

  /// @param last the last row that was read, or where the walk began
  /// @param problem what it ended with; null for the end of the table
  private record Walk(long rows, long last, @Nullable SQLException problem) {}

  private Walk walk(String table, String names, long after, PreparedStatement insert, int columns) {
    long rows = 0;
    long last = after;
    String query =
        "SELECT rowid, " + names + " FROM " + table + " NOT INDEXED WHERE rowid > ? ORDER BY rowid";
    try (PreparedStatement sql = from.prepareStatement(query)) {
      sql.setLong(1, after);
      try (ResultSet found = sql.executeQuery()) {
        while (found.next()) {
          last = found.getLong(1);
          add(found, 1, insert, columns);
          rows++;
        }
      }
      return new Walk(rows, last, null);
    } catch (SQLException e) {
      return new Walk(rows, last, e);
    }
  }

  /// A row with a hole where something must be is left out.
  ///
  /// @param before columns that are not of the row
  private static void add(ResultSet found, int before, PreparedStatement insert, int columns)
      throws SQLException {
    for (int column = 1; column <= columns; column++) {
      insert.setObject(column, found.getObject(column + before));
    }
    try {
      insert.executeUpdate();
    } catch (SQLException e) {
      if (Fault.of(e) != Fault.JOB) {
        throw e;
      }
    }
  }

  private List<String> columns(String table) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement sql = to.createStatement();
        ResultSet rows = sql.executeQuery("SELECT name FROM pragma_table_info('" + table + "')")) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    List<String> there = new ArrayList<>();
    try (Statement sql = from.createStatement();
        ResultSet rows = sql.executeQuery("SELECT name FROM pragma_table_info('" + table + "')")) {
      while (rows.next()) {
        there.add(rows.getString(1));
      }
    }
    found.retainAll(there);
    return found;
  }
}
