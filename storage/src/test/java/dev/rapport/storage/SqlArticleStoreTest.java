package dev.rapport.storage;

import dev.rapport.knowledge.ArticleStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqlArticleStoreTest extends ArticleStoreContract {
  @TempDir Path directory;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(directory);
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
