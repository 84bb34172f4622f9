package dev.rapport.storage;

import dev.rapport.knowledge.ArticleStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class SqlArticleStoreTest extends ArticleStoreContract {
  @Parameter TestEngine engine;
  @TempDir Path directory;
  private Store store;

  @BeforeEach
  void open() {
    store = engine.open(directory);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  ArticleStore store() {
    return new SqlArticleStore(store);
  }
}
