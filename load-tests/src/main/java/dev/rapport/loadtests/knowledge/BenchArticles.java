package dev.rapport.loadtests.knowledge;

import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.Origin;
import dev.rapport.knowledge.SaveArticle;
import dev.rapport.knowledge.Validity;
import dev.rapport.knowledge.Visibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The articles of one set, in memory, never changed: published and public unless said otherwise.
final class BenchArticles implements ArticleStore {
  static final String CENTRE = "bench";

  private final List<Article> articles = new ArrayList<>();
  private final Map<String, String> externalIds = new HashMap<>();

  /// @param title may be empty: then the id stands for it
  void add(String id, String title, String body, String language) {
    add(id, title, body, language, Visibility.PUBLIC, ArticleState.PUBLISHED);
  }

  /// One that not everybody may see.
  void add(String id, String title, String body, Visibility visibility) {
    add(id, title, body, "en", visibility, ArticleState.PUBLISHED);
  }

  /// One that is not published.
  void add(String id, String title, String body, ArticleState state) {
    add(id, title, body, "en", Visibility.PUBLIC, state);
  }

  private void add(
      String id,
      String title,
      String body,
      String language,
      Visibility visibility,
      ArticleState state) {
    var origin = new Origin("set", id);
    String own = Article.idOf(CENTRE, origin);
    var text =
        new ArticleText(
            title.isBlank() ? id : title,
            null,
            body.isBlank() ? title : body,
            language,
            List.of(),
            null);
    articles.add(
        new Article(
            CENTRE,
            own,
            origin,
            text,
            visibility,
            state,
            Validity.ALWAYS,
            articles.size() + 1L,
            articles.size() + 1L,
            0));
    externalIds.put(own, id);
  }

  /// The id in the set.
  String externalId(String articleId) {
    return externalIds.getOrDefault(articleId, "");
  }

  int size() {
    return articles.size();
  }

  @Override
  public CompletionStage<Saved> saveAll(
      String centre, List<SaveArticle> batch, long at, String author) {
    throw new IllegalStateException("the articles of a set do not change");
  }

  @Override
  public CompletionStage<OptionalLong> saveIf(
      String centre, SaveArticle article, long expected, long at, String author) {
    throw new IllegalStateException("the articles of a set do not change");
  }

  @Override
  public @Nullable Article find(String centre, String id) {
    return articles.stream().filter(a -> a.id().equals(id)).findFirst().orElse(null);
  }

  @Override
  public List<Article> changedAfter(String centre, long revision, int limit) {
    int from = (int) Math.min(revision, articles.size());
    return articles.subList(from, Math.min(articles.size(), from + limit));
  }

  @Override
  public Map<String, Head> heads() {
    return Map.of(CENTRE, new Head("bench", articles.size()));
  }
}
