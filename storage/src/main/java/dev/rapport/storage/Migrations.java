package dev.rapport.storage;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// Brings the tables of a database to what this version needs.
final class Migrations {
  /// The tables of all engines.
  static final String SHARED = "classpath:db/migration";

  private Migrations() {}

  static void run(DataSource source, Engine engine) {
    Flyway.configure()
        .dataSource(source)
        .locations(engine.migrations().toArray(String[]::new))
        // Numbers go by subject and not by date: a store may meet V10 after V20.
        .outOfOrder(true)
        // A store that a newer program has migrated is refused, not used on hope (P33).
        .ignoreMigrationPatterns(new String[0])
        .load()
        .migrate();
  }
}
