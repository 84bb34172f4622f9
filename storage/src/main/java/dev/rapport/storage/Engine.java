package dev.rapport.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.SQLDialect;

/// The database under a [Store]: how it is reached, and how a group of writes begins in it. What is
/// written and asked there is the same for all.
interface Engine {
  SQLDialect dialect();

  /// A connection for the one writer, in autocommit mode. Asked for again when it was lost.
  Connection writer() throws SQLException;

  /// Connections that cannot write. Their pool is the [Store]'s.
  DataSource readers();

  /// Makes or migrates the tables.
  void migrate();

  /// Begins a transaction in which nobody else writes.
  String begin();

  /// Where Flyway finds what makes the tables.
  List<String> migrations();
}
