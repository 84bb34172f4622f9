package dev.rapport.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
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

  /// A real one, from the artifact; each folder has a database of its own in it.
  POSTGRES {
    @Override
    StoreSettings in(Path folder) {
      return StoreSettings.in(folder).withPostgres(Server.database(folder));
    }
  };

  abstract StoreSettings in(Path folder);

  Store open(Path folder) {
    return Store.open(in(folder));
  }

  /// Started once, and ended with the process of the tests.
  static final class Server {
    /// Has the tables; copying them is faster than making them.
    private static final String TEMPLATE = "with_tables";

    private static @Nullable EmbeddedPostgres running;
    private static @Nullable String why;
    private static final Set<String> MADE = new HashSet<>();

    private Server() {}

    /// The address of the folder's database; without a server the test is skipped, saying why.
    static synchronized String database(Path folder) {
      EmbeddedPostgres server = running();
      Assumptions.assumeTrue(server != null, "no PostgreSQL here: " + why);
      Objects.requireNonNull(server, "or the test is skipped");
      String name = "t" + Integer.toUnsignedString(folder.toAbsolutePath().hashCode(), 36);
      if (MADE.add(name)) {
        execute(server, "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
      }
      return address(server, name);
    }

    private static String address(EmbeddedPostgres server, String name) {
      return "postgresql://postgres:postgres@localhost:%d/%s".formatted(server.getPort(), name);
    }

    private static void execute(EmbeddedPostgres server, String statement) {
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement sql = connection.createStatement()) {
        sql.execute(statement);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
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
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("max_connections", "200")
              .start();
      execute(server, "CREATE DATABASE " + TEMPLATE);
      StoreSettings settings =
          StoreSettings.in(Files.createTempDirectory("rapport-template"))
              .withPostgres(address(server, TEMPLATE));
      Store.open(settings).close();
      return server;
    }
  }
}
