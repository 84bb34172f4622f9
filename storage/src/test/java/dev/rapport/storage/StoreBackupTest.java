package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.routing.RoutingCore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that is open and written to is backed up, and brought back.
class StoreBackupTest {
  private static final long SEED = Long.getLong("seed", 20_261_123L);

  @TempDir Path folder;

  @Test
  @DisplayName("P34: a backup taken while the store is open has what was durable, and is checked")
  void aBackupHasWhatWasDurable() throws IOException {
    Path home = folder.resolve("home");
    Path file = folder.resolve("backups/monday.db");
    try (LivedCentre lived = new LivedCentre(home, SEED)) {
      lived.live(200).snapshot();
      Files.writeString(home.resolve("secret.key"), "a key");
      String then = lived.core.stateHash();
      long last = lived.last();
      StoreBackup.Outcome taken = StoreBackup.take(home, file);
      assertThat(taken.report().damage()).isEmpty();
      assertThat(Files.readString(folder.resolve("backups/monday.db.sha256")))
          .isEqualTo(taken.sha256() + "  monday.db\n");
      assertThatThrownBy(() -> StoreBackup.take(home, file)).hasMessageContaining("already");
      lived.live(100);

      Path back = folder.resolve("back");
      StoreBackup.Outcome restored = StoreBackup.restore(file, back, Long.MAX_VALUE);
      assertThat(restored.report().centres())
          .singleElement()
          .satisfies(c -> {
            assertThat(c.stateHash()).isEqualTo(then);
            assertThat(c.events()).isEqualTo(last);
          });
      assertThat(back.resolve("secret.key")).hasContent("a key");
      assertThatThrownBy(() -> StoreBackup.restore(file, back, Long.MAX_VALUE))
          .hasMessageContaining("already");
    }
  }

  @Test
  @DisplayName("P34: restored to any event, the state is what it was then, and inputs are kept")
  void aBackupIsRestoredToAnyEvent() {
    Path home = folder.resolve("home");
    Path file = folder.resolve("all.db");
    Random random = new Random(SEED);
    try (LivedCentre lived = new LivedCentre(home, SEED)) {
      lived.live(300).snapshot();
      StoreBackup.take(home, file);
      int contacts = lived.store.read(dsl -> dsl.fetchCount(CONTACT));
      for (int i = 0; i < 6; i++) {
        long event = 1 + random.nextLong(lived.last());
        RoutingCore then = new RoutingCore();
        lived.log.replay(
            0,
            (sequence, at, one) -> {
              if (sequence <= event) {
                then.apply(one, at);
              }
            });
        Path back = folder.resolve("to-" + event);
        StoreBackup.Outcome restored = StoreBackup.restore(file, back, event);
        assertThat(restored.report().damage()).isEmpty();
        StoreReport.Centre centre = restored.report().centres().getFirst();
        assertThat(centre.stateHash()).as("event %d", event).isEqualTo(then.stateHash());
        assertThat(centre.contacts()).as("what was acknowledged stays").isEqualTo(contacts);
        try (Store store = Store.open(back)) {
          assertThat(new SqlEventLog(store, LivedCentre.CENTRE).verify()).isEqualTo(event);
        }
      }
      assertThatThrownBy(() -> StoreBackup.restore(file, folder.resolve("far"), lived.last() + 1))
          .hasMessageContaining("There is no event");
    }
  }

  @Test
  @DisplayName("P34: a byte changed in a backup is found before anything is restored")
  void aDamagedBackupIsRefused() throws IOException {
    Path home = folder.resolve("home");
    Path file = folder.resolve("b.db");
    try (LivedCentre lived = new LivedCentre(home, SEED)) {
      lived.live(50);
      StoreBackup.take(home, file);
    }
    byte[] bytes = Files.readAllBytes(file);
    for (int at : List.of(30, bytes.length / 2, bytes.length - 1)) {
      byte[] changed = bytes.clone();
      changed[at] ^= 4;
      Files.write(file, changed);
      Path back = folder.resolve("back-" + at);
      assertThatThrownBy(() -> StoreBackup.restore(file, back, Long.MAX_VALUE))
          .hasMessageContaining("is damaged");
      assertThat(back.resolve("rapport.db")).doesNotExist();
    }
  }
}
