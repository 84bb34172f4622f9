package dev.rapport.knowledge;

import static dev.rapport.knowledge.Articles.article;
import static dev.rapport.knowledge.Articles.save;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two processes with an index each and one store: what is said to one counts at the other.
class SharedSynonymsTest {
  @TempDir Path folder;

  private static final class Groups implements SynonymStore {
    private final Map<String, SynonymGroup> groups = new TreeMap<>();
    private long revision;
    private int read;

    @Override
    public List<SynonymGroup> all(String centre) {
      read++;
      return List.copyOf(groups.values());
    }

    @Override
    public long revision(String centre) {
      return revision;
    }

    @Override
    public CompletionStage<Boolean> save(String centre, SynonymGroup group) {
      revision++;
      groups.put(group.id(), group);
      return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletionStage<Boolean> remove(String centre, String id) {
      revision++;
      return CompletableFuture.completedFuture(groups.remove(id) != null);
    }
  }

  @Test
  void synonymsChangedElsewhereCountAfterTheNextRefreshAndAreReadOnlyThen() {
    var articles = new MemoryArticleStore();
    save(articles, "acme", article("1", "Bicycle insurance", "What it covers."));
    var groups = new Groups();
    try (var here = LuceneArticleIndex.open(folder.resolve("here"), articles);
        var there = LuceneArticleIndex.open(folder.resolve("there"), articles)) {
      for (LuceneArticleIndex index : List.of(here, there)) {
        index.synonymsOf("acme", groups);
        index.refresh();
      }
      assertThat(finds(there)).isFalse();
      groups.save("acme", new SynonymGroup("b", "en", List.of("bicycle", "velocipede")));
      here.refreshSynonyms();
      assertThat(finds(here)).isTrue();
      there.refresh();
      assertThat(finds(there)).isTrue();
      int before = groups.read;
      there.refresh();
      here.refresh();
      assertThat(groups.read).as("nothing has changed").isEqualTo(before);
      groups.remove("acme", "b");
      there.refresh();
      assertThat(finds(there)).isFalse();
    }
  }

  private static boolean finds(LuceneArticleIndex index) {
    return !index.find("acme", Audience.CUSTOMER, "velocipede", 5).hits().isEmpty();
  }
}
