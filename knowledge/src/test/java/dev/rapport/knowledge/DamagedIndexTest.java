package dev.rapport.knowledge;

import static dev.rapport.knowledge.Articles.helpCentre;
import static dev.rapport.knowledge.Articles.save;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The index is derived: whatever happens to its files, it comes back from the store.
class DamagedIndexTest {

  @TempDir Path directory;
  private final MemoryArticleStore store = new MemoryArticleStore();

  @BeforeEach
  void aFilledIndex() {
    helpCentre(store, "acme");
    try (var index = LuceneArticleIndex.open(directory, store, ArticleSearch.UNLIMITED)) {
      index.refresh();
    }
  }

  private void assertComesBack() {
    try (var index = LuceneArticleIndex.open(directory, store, ArticleSearch.UNLIMITED)) {
      index.refresh();
      assertThat(index.size()).isEqualTo(5);
      assertThat(index.find("acme", Audience.CUSTOMER, "reset my password", 1).hits()).hasSize(1);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("write.lock"))
          .sorted()
          .toList();
    }
  }

  @Test
  void aWholeIndexIsUsedAsItIs() {
    try (var index = LuceneArticleIndex.open(directory, store, ArticleSearch.UNLIMITED)) {
      assertThat(index.size()).isEqualTo(5);
      assertThat(index.refresh()).isFalse();
    }
  }

  @Test
  void aByteFlippedInAnyFileIsNoticed() throws IOException {
    for (Path file : files()) {
      byte[] content = Files.readAllBytes(file);
      content[content.length / 2] ^= 0x55;
      Files.write(file, content);
      assertComesBack();
    }
  }

  @Test
  void anyFileCutShortIsNoticed() throws IOException {
    for (Path file : files()) {
      byte[] content = Files.readAllBytes(file);
      Files.write(file, java.util.Arrays.copyOf(content, content.length / 2));
      assertComesBack();
    }
  }

  @Test
  void anyMissingFileIsNoticed() throws IOException {
    for (Path file : files()) {
      Files.deleteIfExists(file);
      assertComesBack();
    }
  }

  @Test
  void somethingThatIsNoIndexIsReplaced() throws IOException {
    for (Path file : files()) {
      Files.deleteIfExists(file);
    }
    Files.writeString(directory.resolve("1").resolve("segments_1"), "not an index");
    Files.writeString(directory.resolve("1").resolve("note.txt"), "lost");
    assertComesBack();
  }

  @Test
  void anIndexOfAnotherFormatIsBuiltAnew() throws IOException {
    try (var files = FSDirectory.open(directory.resolve("1"));
        var writer = new IndexWriter(files, new IndexWriterConfig())) {
      writer.setLiveCommitData(Map.of("format", "0").entrySet());
    }
    assertComesBack();
  }

  @Test
  void anIndexThatReadAnotherStoreIsBuiltAnew() {
    var another = new MemoryArticleStore("second");
    save(another, "acme", Articles.article("1", "Vouchers", "Vouchers last a year."));
    try (var index = LuceneArticleIndex.open(directory, another, ArticleSearch.UNLIMITED)) {
      assertThat(index.refresh()).isTrue();
      assertThat(index.size()).isEqualTo(1);
      assertThat(index.find("acme", Audience.CUSTOMER, "password", 5).hits()).isEmpty();
    }
  }

  @Test
  void anIndexAheadOfARestoredStoreIsBuiltAnew() {
    var restored = new MemoryArticleStore();
    save(restored, "acme", Articles.article("1", "Vouchers", "Vouchers last a year."));
    try (var index = LuceneArticleIndex.open(directory, restored, ArticleSearch.UNLIMITED)) {
      assertThat(index.refresh()).isTrue();
      assertThat(index.size()).isEqualTo(1);
    }
  }

  @Test
  void anEmptiedStoreEmptiesTheIndex() {
    try (var index =
        LuceneArticleIndex.open(directory, new MemoryArticleStore(), ArticleSearch.UNLIMITED)) {
      index.refresh();
      assertThat(index.size()).isZero();
    }
  }
}
