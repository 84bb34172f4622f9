package dev.rapport.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// An [ArticleStore] for tests of what reads from one; the real one is tested in `storage`.
public final class MemoryArticleStore implements ArticleStore {

  private final Map<String, Map<String, Article>> byCentre = new TreeMap<>();
  private final Map<String, Head> heads = new HashMap<>();
  private final String lineage;

  public MemoryArticleStore() {
    this("first");
  }

  public MemoryArticleStore(String lineage) {
    this.lineage = lineage;
  }

  @Override
  public synchronized CompletionStage<Saved> saveAll(
      String centre, List<SaveArticle> articles, long at, String author) {
    Map<String, Article> stored = byCentre.computeIfAbsent(centre, _ -> new HashMap<>());
    int created = 0;
    int updated = 0;
    for (SaveArticle save : articles) {
      String id = Article.idOf(centre, save.origin());
      Article old = stored.get(id);
      if (old != null && old.asSaved().equals(save)) {
        continue;
      }
      long revision = heads.getOrDefault(centre, new Head(lineage, 0)).revision() + 1;
      heads.put(centre, new Head(lineage, revision));
      stored.put(
          id,
          new Article(
              centre,
              id,
              save.origin(),
              save.text(),
              save.visibility(),
              save.state(),
              old == null ? Validity.ALWAYS : old.validity(),
              revision,
              revision,
              at));
      if (old == null) {
        created++;
      } else {
        updated++;
      }
    }
    return CompletableFuture.completedFuture(
        new Saved(created, updated, articles.size() - created - updated));
  }

  @Override
  public synchronized CompletionStage<OptionalLong> saveIf(
      String centre, SaveArticle article, long expected, long at, String author) {
    String id = Article.idOf(centre, article.origin());
    Article old = find(centre, id);
    if ((old == null ? 0 : old.revision()) != expected) {
      return CompletableFuture.completedFuture(OptionalLong.empty());
    }
    return saveAll(centre, List.of(article), at, author)
        .thenApply(_ -> OptionalLong.of(find(centre, id).revision()));
  }

  @Override
  public synchronized @Nullable Article find(String centre, String id) {
    return byCentre.getOrDefault(centre, Map.of()).get(id);
  }

  @Override
  public synchronized List<Article> changedAfter(String centre, long revision, int limit) {
    return all(centre).stream().filter(a -> a.touched() > revision).limit(limit).toList();
  }

  @Override
  public synchronized Map<String, Head> heads() {
    return Map.copyOf(heads);
  }

  /// From now on the article counts between those dates.
  public synchronized void validity(String centre, String id, Validity validity) {
    Article old = find(centre, id);
    Head head = heads.get(centre);
    heads.put(centre, new Head(lineage, head.revision() + 1));
    byCentre
        .get(centre)
        .put(
            id,
            new Article(
                centre,
                id,
                old.origin(),
                old.text(),
                old.visibility(),
                old.state(),
                validity,
                old.revision(),
                head.revision() + 1,
                old.updatedAt()));
  }

  /// Every article of a centre, in the order in which they were touched.
  public synchronized List<Article> all(String centre) {
    var all = new ArrayList<>(byCentre.getOrDefault(centre, Map.of()).values());
    all.sort(Comparator.comparingLong(Article::touched));
    return all;
  }
}
