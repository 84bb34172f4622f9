package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.customers.CustomerDirectory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlCustomerDirectoryTest extends CustomerDirectoryContract {
  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  CustomerDirectory directory() {
    return new SqlCustomerDirectory(store);
  }

  @Test
  void ownersAreFoundByIndexAndNeverByReadingAll() {
    List<String> steps = Plans.of(store, SqlCustomerDirectory.OWNERS);
    assertThat(steps)
        .noneMatch(step -> step.startsWith("SCAN"))
        .anyMatch(step -> step.contains("(centre=? AND kind=? AND value=?"))
        .anyMatch(step -> step.contains("(centre=? AND id=?)"));
  }
}
