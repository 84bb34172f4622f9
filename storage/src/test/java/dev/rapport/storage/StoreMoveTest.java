package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.routing.RoutingCore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreMoveTest {
  private static final long SEED = 7;

  @TempDir Path folder;

  private static String state(SqlEventLog log) {
    RoutingCore core = new RoutingCore();
    log.replay(0, (_, at, event) -> core.apply(event, at));
    return core.stateHash();
  }

  @Test
  void everythingIsThereAfterAMoveAndTheStateIsTheSame() {
    Path home = folder.resolve("home");
    Path there = folder.resolve("there");
    String url = TestEngine.Server.database(there);
    String before;
    int contacts;
    try (LivedCentre lived = new LivedCentre(home, SEED)) {
      lived.live(300).snapshot().live(30);
      before = state(lived.log);
      contacts = lived.store.read(dsl -> dsl.fetchCount(CONTACT));
    }
    StoreMove.Moved moved = StoreMove.run(home, url);
    assertThat(moved.rows()).containsEntry("contact", (long) contacts).containsKey("message");
    try (Store store = Store.open(StoreSettings.in(there).withPostgres(url))) {
      SqlEventLog log = new SqlEventLog(store, LivedCentre.CENTRE);
      assertThat(log.verify()).isEqualTo(moved.events());
      assertThat(state(log)).isEqualTo(before);
      assertThat(log.newestSnapshot()).isPresent();
    }
    assertThatThrownBy(() -> StoreMove.run(home, url))
        .isInstanceOf(StoreStopped.class)
        .hasMessageContaining("has rows already");
  }

  @Test
  void aMoveFromADamagedLogChangesNothingThere() {
    Path home = folder.resolve("home");
    Path there = folder.resolve("there");
    String url = TestEngine.Server.database(there);
    try (LivedCentre lived = new LivedCentre(home, SEED)) {
      lived.live(50);
      lived.store.write(dsl -> dsl.execute("UPDATE event SET at = at + 1 WHERE seq = 9")).join();
    }
    assertThatThrownBy(() -> StoreMove.run(home, url)).hasMessageContaining("event 9");
    try (Store store = Store.open(StoreSettings.in(there).withPostgres(url))) {
      int contacts = store.read(dsl -> dsl.fetchCount(CONTACT));
      assertThat(contacts).isZero();
    }
  }

  @Test
  void anAddressSaysWhatIsWrongWithItAndNeverThePassword() {
    assertThat(PostgresAddress.of("postgresql://a%40b:c%3Ad@db:5433/rapport?sslmode=require"))
        .isEqualTo(
            new PostgresAddress("jdbc:postgresql://db:5433/rapport?sslmode=require", "a@b", "c:d"))
        .hasToString("postgresql://db:5433/rapport");
    assertThatThrownBy(() -> StoreSettings.checkAddress("mysql://a:secret@db/x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }
}
