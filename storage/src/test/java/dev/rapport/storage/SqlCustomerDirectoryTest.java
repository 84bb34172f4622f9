package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rapport.customers.CustomerDirectory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class SqlCustomerDirectoryTest extends CustomerDirectoryContract {
  @Parameter TestEngine engine;
  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = engine.open(folder);
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
    assumeTrue(engine == TestEngine.SQLITE, "the plans are SQLite's");
    List<String> steps = Plans.of(store, SqlCustomerDirectory.OWNERS);
    assertThat(steps)
        .noneMatch(step -> step.startsWith("SCAN"))
        .anyMatch(step -> step.contains("(centre=? AND kind=? AND value=?"))
        .anyMatch(step -> step.contains("(centre=? AND id=?)"));
  }
}
