package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  @TempDir Path directory;

  @Test
  void whatWasWrittenIsThereAfterOpeningAgain() {
    try (Store store = Store.open(directory)) {
      assertThat(store.write(dsl -> Rows.addAccount(dsl, "ana")).join()).isEqualTo(1);
      assertThat(Rows.logins(store)).containsExactly("ana");
    }
    try (Store store = Store.open(directory)) {
      assertThat(Rows.logins(store)).containsExactly("ana");
    }
  }

  @Test
  void aReadCannotWrite() {
    try (Store store = Store.open(directory)) {
      assertThatThrownBy(() -> store.read(dsl -> Rows.addAccount(dsl, "ana")))
          .hasMessageContaining("readonly");
    }
  }

  @Test
  void aReadSeesOneMomentHoweverManyQueriesItMakes() {
    try (Store store = Store.open(directory)) {
      List<Integer> counts =
          store.read(dsl -> {
            int before = dsl.fetchCount(dsl.selectOne().from("account"));
            store.write(writer -> Rows.addAccount(writer, "ana")).join();
            return List.of(before, dsl.fetchCount(dsl.selectOne().from("account")));
          });
      assertThat(counts).containsExactly(0, 0);
      assertThat(Rows.logins(store)).containsExactly("ana");
    }
  }

  @Test
  void aSecondOpeningIsRefused() {
    try (Store store = Store.open(directory)) {
      assertThatThrownBy(() -> Store.open(directory))
          .isInstanceOf(StoreStopped.class)
          .hasMessageContaining("open in another process");
      assertThat(Rows.logins(store)).isEmpty();
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndLeftAlone() throws IOException {
    Path file = Files.writeString(directory.resolve("rapport.db"), "not a database at all, sorry");
    assertThatThrownBy(() -> Store.open(directory)).isInstanceOf(StoreStopped.class);
    assertThat(file).hasContent("not a database at all, sorry");
  }

  @Test
  @DisplayName("P33: a store that a newer program has migrated is refused, and left as it is")
  void aStoreOfANewerProgramIsRefused() {
    try (Store store = Store.open(directory)) {
      store
          .write(dsl ->
              dsl.execute(
                  "INSERT INTO flyway_schema_history SELECT 999, '999', 'the future', type, 'V999',"
                      + " checksum, installed_by, installed_on, 1, success"
                      + " FROM flyway_schema_history LIMIT 1"))
          .join();
    }
    assertThatThrownBy(() -> Store.open(directory))
        .isInstanceOf(StoreStopped.class)
        .hasMessageContaining("999");
  }

  @Test
  void theReadersAreBounded() {
    StoreSettings settings =
        new StoreSettings(
            directory,
            null,
            10,
            10,
            1,
            java.time.Duration.ofMillis(250),
            StoreSettings.BUSY_TIMEOUT,
            StoreSettings.WAL_PAGES,
            0);
    try (Store store = Store.open(settings)) {
      assertThatThrownBy(() -> store.read(outer -> store.read(inner -> 1)))
          .isInstanceOf(Overloaded.class);
    }
  }

  @Test
  void aStoreThatWasClosedIsOneFile() {
    try (Store store = Store.open(StoreSettings.in(directory).withReserveBytes(0))) {
      store.write(dsl -> Rows.addAccount(dsl, "ana")).join();
    }
    assertThat(directory.resolve("rapport.db-wal")).doesNotExist();
  }
}
