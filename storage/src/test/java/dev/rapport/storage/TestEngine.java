package dev.rapport.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// The databases that everything is tested on.
enum TestEngine {
  SQLITE {
    @Override
    StoreSettings in(Path folder) {
      return StoreSettings.in(folder).withReserveBytes(0);
    }
  },

  /// A real one, from the artifact; each folder has a schema of its own in it.
  POSTGRES {
    @Override
    StoreSettings in(Path folder) {
      return StoreSettings.in(folder).withPostgres(Server.schema(folder));
    }
  };

  abstract StoreSettings in(Path folder);

  Store open(Path folder) {
    return Store.open(in(folder));
  }

  /// Started once, and ended with the process of the tests.
  static final class Server {
    private static @Nullable EmbeddedPostgres running;
    private static @Nullable String why;

    private Server() {}

    /// The address of the folder's schema; without a server the test is skipped, saying why.
    static synchronized String schema(Path folder) {
      EmbeddedPostgres server = running();
      Assumptions.assumeTrue(server != null, "no PostgreSQL here: " + why);
      String name = "t" + Integer.toUnsignedString(folder.toAbsolutePath().hashCode(), 36);
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement sql = connection.createStatement()) {
        sql.execute("CREATE SCHEMA IF NOT EXISTS " + name);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return "postgresql://postgres:postgres@localhost:%d/postgres?currentSchema=%s"
          .formatted(server.getPort(), name);
    }

    private static @Nullable EmbeddedPostgres running() {
      if (running == null && why == null) {
        try {
          running = start();
        } catch (IOException | RuntimeException e) {
          why = e.toString();
        }
      }
      return running;
    }

    /// It flushes nothing: what is tested with it is not the disk.
    private static EmbeddedPostgres start() throws IOException {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "off")
          .setServerConfig("max_connections", "200")
          .start();
    }
  }
}
