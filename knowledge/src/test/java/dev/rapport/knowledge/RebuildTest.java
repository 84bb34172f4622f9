package dev.rapport.knowledge;

import static dev.rapport.knowledge.Articles.article;
import static dev.rapport.knowledge.Articles.helpCentre;
import static dev.rapport.knowledge.Articles.save;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An index is built anew while it is searched, and wherever that ends there is one.
class RebuildTest {
  private static final String CENTRE = "acme";

  @TempDir Path folder;
  private final MemoryArticleStore stored = new MemoryArticleStore();
  private Path directory;

  /// A store that does something each time it is read.
  private static final class Watched implements ArticleStore {
    private final ArticleStore store;
    private Runnable reading = () -> {};

    Watched(ArticleStore store) {
      this.store = store;
    }

    @Override
    public List<Article> changedAfter(String centre, long touched, int limit) {
      List<Article> page = store.changedAfter(centre, touched, limit);
      Runnable once = reading;
      reading = () -> {};
      once.run();
      return page;
    }

    @Override
    public CompletionStage<Saved> saveAll(
        String centre, List<SaveArticle> articles, long at, String author) {
      return store.saveAll(centre, articles, at, author);
    }

    @Override
    public CompletionStage<OptionalLong> saveIf(
        String centre, SaveArticle article, long expected, long at, String author) {
      return store.saveIf(centre, article, expected, at, author);
    }

    @Override
    public @Nullable Article find(String centre, String id) {
      return store.find(centre, id);
    }

    @Override
    public Map<String, Head> heads() {
      return store.heads();
    }
  }

  private final Watched store = new Watched(stored);

  @BeforeEach
  void aHelpCentre() {
    directory = folder.resolve("index");
    helpCentre(stored, CENTRE);
  }

  private LuceneArticleIndex open(Path from) {
    return LuceneArticleIndex.open(from, store, ArticleSearch.UNLIMITED);
  }

  private static List<String> titles(LuceneArticleIndex index, String text) {
    return index.find(CENTRE, Audience.CUSTOMER, text, 5).hits().stream()
        .map(ArticleIndex.Hit::title)
        .toList();
  }

  @Test
  void whatIsPublishedWhileAnIndexIsBuiltIsFoundAtOnceAndAfterwards() {
    try (var index = open(directory)) {
      index.refresh();
      var seen = new ArrayList<String>();
      store.reading =
          () -> {
            save(stored, CENTRE, article("voucher", "Vouchers", "Vouchers last a year."));
            index.refresh();
            seen.addAll(titles(index, "vouchers"));
            seen.addAll(titles(index, "reset my password"));
          };
      index.rebuild();
      assertThat(seen).contains("Vouchers", "How do I reset my password?");
      assertThat(titles(index, "vouchers")).containsExactly("Vouchers");
      assertThat(index.size()).isEqualTo(6);
      assertThat(index.refresh()).as("nothing was missed").isFalse();
    }
    try (var again = open(directory)) {
      assertThat(again.size()).isEqualTo(6);
    }
  }

  @Test
  void aBuildThatFailsLeavesWhatThereWas() throws IOException {
    try (var index = open(directory)) {
      index.refresh();
      store.reading =
          () -> {
            throw new UncheckedIOException(new IOException("the store is away"));
          };
      assertThatThrownBy(index::rebuild).hasMessageContaining("the store is away");
      assertThat(titles(index, "reset my password")).isNotEmpty();
      save(stored, CENTRE, article("voucher", "Vouchers", "Vouchers last a year."));
      index.refresh();
      assertThat(titles(index, "vouchers")).isNotEmpty();
      index.rebuild();
      assertThat(index.size()).isEqualTo(6);
    }
    try (Stream<Path> generations = Files.list(directory).filter(Files::isDirectory)) {
      assertThat(generations).as("nothing is left over").hasSize(1);
    }
  }

  @Test
  void aProcessThatDiesInTheMiddleLeavesTheOldIndexWhole() throws IOException {
    Path left = folder.resolve("left");
    try (var index = open(directory)) {
      index.refresh();
      store.reading = () -> copy(directory, left);
      index.rebuild();
    }
    assertThat(left.resolve("2")).as("the next one had begun").isDirectory();
    try (var index = open(left)) {
      assertThat(index.size()).isEqualTo(5);
      assertThat(left.resolve("2")).doesNotExist();
      index.rebuild();
      assertThat(index.size()).isEqualTo(5);
    }
  }

  @Test
  void aProcessThatDiesBetweenTheCommitAndTheSwitchLeavesTheOldIndexWhole() throws IOException {
    try (var index = open(directory)) {
      index.refresh();
      copy(directory.resolve("1"), folder.resolve("kept"));
      index.rebuild();
    }
    copy(folder.resolve("kept"), directory.resolve("1"));
    Files.writeString(directory.resolve("current"), "1");
    Files.writeString(directory.resolve("current.next"), "");
    try (var index = open(directory)) {
      assertThat(index.size()).isEqualTo(5);
      assertThat(index.refresh()).isFalse();
      assertThat(directory.resolve("2")).doesNotExist();
    }
  }

  @Test
  void anIndexFromBeforeThereWereGenerationsIsUsedAsItIs() throws IOException {
    try (var index = open(directory)) {
      index.refresh();
    }
    Path flat = folder.resolve("flat");
    copy(directory.resolve("1"), flat);
    try (var index = open(flat)) {
      assertThat(index.size()).isEqualTo(5);
      assertThat(index.refresh()).isFalse();
    }
    assertThat(flat.resolve("current")).hasContent("1");
  }

  @Test
  void aSearchThatBeganBeforeTheSwitchEndsAfterIt() throws IOException {
    var contents = DerivedIndex.open(directory, store, new TitlesAlone());
    contents.refresh();
    int found =
        contents.read(searcher -> {
          contents.rebuild();
          return searcher.storedFields().document(0).getFields().size()
              + searcher.getIndexReader().numDocs();
        });
    assertThat(found).isEqualTo(6);
    contents.close();
  }

  @Test
  void whatAnotherProcessBuiltIsUsedAtTheNextRefresh() {
    try (var index = open(directory);
        var other = open(directory)) {
      index.refresh();
      other.refresh();
      other.rebuild();
      save(stored, CENTRE, article("voucher", "Vouchers", "Vouchers last a year."));
      other.refresh();
      index.refresh();
      assertThat(titles(index, "vouchers")).isNotEmpty();
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path at = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(at);
        } else {
          Files.copy(path, at);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
