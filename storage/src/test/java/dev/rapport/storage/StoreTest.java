package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  @TempDir Path directory;

  static int addAccount(DSLContext dsl, String login) {
    return dsl.insertInto(ACCOUNT)
        .columns(
            ACCOUNT.CENTRE, ACCOUNT.LOGIN, ACCOUNT.ROLE, ACCOUNT.PASSWORD_HASH, ACCOUNT.CREATED_AT)
        .values("acme", login, login, "AGENT", "x", 1L)
        .execute();
  }

  static int accounts(Store store) {
    return store.read(dsl -> dsl.fetchCount(ACCOUNT));
  }

  @Test
  void whatWasWrittenIsThereAfterOpeningAgain() {
    try (Store store = Store.open(directory)) {
      assertThat(store.write(dsl -> addAccount(dsl, "ana")).join()).isEqualTo(1);
      assertThat(accounts(store)).isEqualTo(1);
    }
    try (Store store = Store.open(directory)) {
      assertThat(accounts(store)).isEqualTo(1);
    }
  }

  @Test
  void aReadCannotWrite() {
    try (Store store = Store.open(directory)) {
      assertThatThrownBy(() -> store.read(dsl -> addAccount(dsl, "ana")))
          .hasMessageContaining("readonly");
    }
  }

  @Test
  void aSecondOpeningIsRefused() {
    try (Store store = Store.open(directory)) {
      assertThatThrownBy(() -> Store.open(directory))
          .isInstanceOf(StoreStopped.class)
          .hasMessageContaining("open in another process");
      assertThat(accounts(store)).isZero();
    }
  }
}
