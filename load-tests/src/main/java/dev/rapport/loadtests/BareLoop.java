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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the engine and the disk do without Rapport: an event row and a contact's row in a
/// transaction for each group of writers, by JDBC alone; and a flush after each block. The rows are
/// as wide as Rapport's and have the same keys and indexes, for those are the record's and no
/// choice of whoever writes it.
final class BareLoop implements AutoCloseable {
  private static final int CONTACTS = 1_000;
  private static final int BLOCK = 4_096;
  private static final String HASH = "0123456789abcdef".repeat(4);

  private static final String CENTRE = "bench";

  /// As long as an arrival of an ordinary mail.
  private static final String PAYLOAD = "{\"$\":\"Arrived\"," + "x".repeat(177) + "}";

  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE bare_event (
            centre VARCHAR NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, type VARCHAR NOT NULL,
            version INTEGER NOT NULL, contact VARCHAR, agent VARCHAR, payload TEXT NOT NULL,
            prev_hash VARCHAR NOT NULL, hash VARCHAR NOT NULL, PRIMARY KEY (centre, seq))\
          """,
          "CREATE INDEX bare_event_by_contact ON bare_event (centre, contact, seq)",
          "CREATE INDEX bare_event_of_plans ON bare_event (centre, seq) WHERE type = 'PlanSaved'",
          """
          CREATE TABLE bare_contact (
            centre VARCHAR NOT NULL, id VARCHAR NOT NULL, conversation VARCHAR NOT NULL,
            customer VARCHAR, channel VARCHAR NOT NULL, subject TEXT NOT NULL,
            created_at BIGINT NOT NULL, state VARCHAR DEFAULT 'received' NOT NULL, queue VARCHAR,
            agent VARCHAR, fate VARCHAR, arrived_at BIGINT, offered_at BIGINT, accepted_at BIGINT,
            ended_at BIGINT, PRIMARY KEY (centre, id))\
          """,
          "CREATE INDEX bare_contact_by_state ON bare_contact (centre, state, created_at)",
          "CREATE INDEX bare_contact_by_age ON bare_contact (centre, created_at)",
          "CREATE INDEX bare_contact_by_conversation ON bare_contact (centre, conversation)",
          "CREATE INDEX bare_contact_by_customer ON bare_contact (centre, customer, created_at, id)");

  private final Connection connection;
  private final boolean postgres;
  private final List<String> contacts = new ArrayList<>();
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
      for (String table : TABLES) {
        sql.execute(table);
      }
    }
    connection.setAutoCommit(false);
    loop.addContacts();
    return loop;
  }

  private void addContacts() throws SQLException {
    try (PreparedStatement contact =
        connection.prepareStatement(
            "INSERT INTO bare_contact (centre, id, conversation, channel, subject, created_at)"
                + " VALUES (?, ?, ?, 'email', '', ?)")) {
      for (int i = 0; i < CONTACTS; i++) {
        String id = "01a20a75-1bbb-78d9-887a-%012d".formatted(i);
        contacts.add(id);
        contact.setString(1, CENTRE);
        contact.setString(2, id);
        contact.setString(3, id);
        contact.setLong(4, i);
        contact.addBatch();
      }
      contact.executeBatch();
    }
    connection.commit();
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
    long events = 0;
    long begin = System.nanoTime();
    long end = begin + seconds * 1_000_000_000L;
    try (PreparedStatement event =
            connection.prepareStatement(
                "INSERT INTO bare_event VALUES (?, ?, ?, 'Arrived', 2, ?, NULL, ?, ?, ?)");
        PreparedStatement contact =
            connection.prepareStatement(
                "UPDATE bare_contact SET state = ?, queue = ?, arrived_at = COALESCE(arrived_at, ?)"
                    + " WHERE centre = ? AND id = ?")) {
      while (System.nanoTime() < end) {
        for (int i = 0; i < group; i++) {
          sequence++;
          String about = contacts.get((int) (sequence % CONTACTS));
          event.setString(1, CENTRE);
          event.setLong(2, sequence);
          event.setLong(3, begin);
          event.setString(4, about);
          event.setString(5, PAYLOAD);
          event.setString(6, HASH);
          event.setString(7, HASH);
          event.addBatch();
          contact.setString(1, "waiting");
          contact.setString(2, "support");
          contact.setLong(3, begin);
          contact.setString(4, CENTRE);
          contact.setString(5, about);
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
