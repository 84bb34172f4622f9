package dev.rapport.loadtests;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// What the engine and the disk do without Rapport: an event row and a contact's row in a
/// transaction for each group of writers, by JDBC alone; and a flush after each block.
final class BareLoop implements AutoCloseable {
  private static final int CONTACTS = 1_000;
  private static final int BLOCK = 4_096;
  private static final String HASH = "0123456789abcdef".repeat(4);

  private final Connection connection;
  private final boolean postgres;
  private long sequence;

  private BareLoop(Connection connection, boolean postgres) {
    this.connection = connection;
    this.postgres = postgres;
  }

  /// @param storage a PostgreSQL; null for SQLite in the folder
  static BareLoop open(Path folder, @Nullable String storage) throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            storage == null ? "jdbc:sqlite:" + folder.resolve("bare.db") : jdbc(storage));
    BareLoop loop = new BareLoop(connection, storage != null);
    try (Statement sql = connection.createStatement()) {
      if (storage == null) {
        sql.execute("PRAGMA journal_mode=WAL");
        sql.execute("PRAGMA synchronous=FULL");
      }
      sql.execute("DROP TABLE IF EXISTS bare_event");
      sql.execute("DROP TABLE IF EXISTS bare_contact");
      sql.execute(
          "CREATE TABLE bare_event (seq BIGINT PRIMARY KEY, at BIGINT, payload TEXT, hash VARCHAR)");
      sql.execute("CREATE TABLE bare_contact (id BIGINT PRIMARY KEY, state VARCHAR, at BIGINT)");
      for (int i = 0; i < CONTACTS; i++) {
        sql.execute("INSERT INTO bare_contact VALUES (" + i + ", 'received', 0)");
      }
    }
    connection.setAutoCommit(false);
    return loop;
  }

  /// `postgresql://user:password@host/db` as the driver has it.
  private static String jdbc(String storage) {
    int at = storage.indexOf('@');
    String[] who = storage.substring(storage.indexOf("//") + 2, at).split(":", 2);
    String rest = storage.substring(at + 1);
    return "jdbc:postgresql://%s%suser=%s&password=%s&reWriteBatchedInserts=true"
        .formatted(rest, rest.contains("?") ? "&" : "?", who[0], who.length > 1 ? who[1] : "");
  }

  /// @param group events that share a commit, as so many writers that wait would
  double eventsPerSecond(int group, int seconds) throws SQLException {
    String payload = "{\"id\":\"" + "x".repeat(160) + "\"}";
    long events = 0;
    long begin = System.nanoTime();
    long end = begin + seconds * 1_000_000_000L;
    try (PreparedStatement event =
            connection.prepareStatement("INSERT INTO bare_event VALUES (?, ?, ?, ?)");
        PreparedStatement contact =
            connection.prepareStatement("UPDATE bare_contact SET state = ?, at = ? WHERE id = ?")) {
      while (System.nanoTime() < end) {
        for (int i = 0; i < group; i++) {
          sequence++;
          event.setLong(1, sequence);
          event.setLong(2, begin);
          event.setString(3, payload);
          event.setString(4, HASH);
          event.addBatch();
          contact.setString(1, "waiting");
          contact.setLong(2, begin);
          contact.setLong(3, sequence % CONTACTS);
          contact.addBatch();
        }
        event.executeBatch();
        contact.executeBatch();
        connection.commit();
        events += group;
      }
    }
    return events / ((System.nanoTime() - begin) / 1e9);
  }

  /// Blocks written and flushed one after the other: no commit can be had for less.
  static double flushesPerSecond(Path folder, int seconds) throws IOException {
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    long flushes = 0;
    long begin = System.nanoTime();
    long end = begin + seconds * 1_000_000_000L;
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("flushed"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (System.nanoTime() < end) {
        file.write(block.clear());
        file.force(false);
        flushes++;
      }
    }
    return flushes / ((System.nanoTime() - begin) / 1e9);
  }

  /// A PostgreSQL is left as it was.
  @Override
  public void close() throws SQLException {
    if (postgres) {
      try (Statement sql = connection.createStatement()) {
        sql.execute("DROP TABLE bare_event");
        sql.execute("DROP TABLE bare_contact");
      }
      connection.commit();
    }
    connection.close();
  }
}
