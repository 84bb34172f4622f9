package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server is stopped and started again under a store that is open.
class PostgresAwayTest {
  @TempDir Path folder;
  private int port;

  private EmbeddedPostgres server() throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("server"))
            .setCleanDataDirectory(false);
    if (port != 0) {
      builder.setPort(port);
    }
    EmbeddedPostgres started = builder.start();
    port = started.getPort();
    return started;
  }

  private static int add(Store store, String name) {
    return store.write(dsl -> dsl.execute("INSERT INTO thing VALUES (?)", name)).join();
  }

  /// Tries until the store has seen that the server is back.
  private static void addWhenItIsBack(Store store, String name) {
    while (true) {
      try {
        add(store, name);
        return;
      } catch (CompletionException e) {
        assertThat(e).hasCauseInstanceOf(StoreAway.class);
        Thread.onSpinWait();
      }
    }
  }

  /// A connection may be from before; then it is the last such.
  private static String namesWhenItIsBack(Store store) {
    while (true) {
      try {
        return store.read(dsl -> dsl.fetch("SELECT name FROM thing ORDER BY 1").formatCSV(false));
      } catch (StoreAway e) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  @DisplayName("P28: while PostgreSQL is gone writes are refused, and go on by themselves")
  void writingGoesOnWhenTheServerIsBack() throws IOException {
    // Asks whether there can be a server at all.
    TestEngine.Server.database(folder);
    EmbeddedPostgres first = server();
    String url = "postgresql://postgres:postgres@localhost:" + port + "/postgres";
    try (Store store = Store.open(StoreSettings.in(folder.resolve("data")).withPostgres(url))) {
      store.write(dsl -> dsl.execute("CREATE TABLE thing (name VARCHAR PRIMARY KEY)")).join();
      add(store, "before");
      assertThat(store.committer().away()).isNull();
      first.close();
      assertThatThrownBy(() -> add(store, "meanwhile")).hasCauseInstanceOf(StoreAway.class);
      assertThat(store.committer().away()).isNotNull();
      assertThat(store.committer().stopped()).as("it did not give up").isNull();
      try (EmbeddedPostgres _ = server()) {
        addWhenItIsBack(store, "after");
        assertThat(store.committer().away()).isNull();
        assertThat(namesWhenItIsBack(store)).isEqualTo("after\nbefore\n");
      }
    }
  }

  @Test
  @DisplayName("P29: a writer that stands still in its transaction does not keep the others out")
  void aWriterThatStandsStillDoesNotKeepTheOthersOut() {
    StoreSettings here = TestEngine.POSTGRES.in(folder.resolve("shared"));
    StoreSettings there = StoreSettings.in(folder.resolve("other")).withPostgres(here.postgres());
    CountDownLatch stands = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    try (Store paused = Store.open(here);
        Store other = Store.open(there)) {
      other.write(dsl -> dsl.execute("CREATE TABLE thing (name VARCHAR PRIMARY KEY)")).join();
      CompletableFuture<Integer> late =
          paused.write(dsl -> {
            dsl.execute("INSERT INTO thing VALUES ('late')");
            stands.countDown();
            wait(goesOn);
            return dsl.execute("INSERT INTO thing VALUES ('later')");
          });
      wait(stands);
      assertThat(add(other, "in time")).isEqualTo(1);
      goesOn.countDown();
      assertThatThrownBy(late::join).hasCauseInstanceOf(StoreAway.class);
      assertThat(namesWhenItIsBack(other)).isEqualTo("in time\n");
      addWhenItIsBack(paused, "again");
    }
  }

  private static void wait(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
