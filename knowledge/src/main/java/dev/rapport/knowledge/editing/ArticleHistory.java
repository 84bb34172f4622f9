package dev.rapport.knowledge.editing;

import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleState;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// What is kept of articles beside their present text. Reads block; call them off the event loop.
public interface ArticleHistory {

  /// The most one call gives.
  int MAX = 200;

  /// The newest versions, newest first.
  List<ArticleVersion> versions(String centre, String article);

  @Nullable ArticleVersion version(String centre, String article, long revision);

  /// {@link ArticleCare#NONE} when nobody has said anything.
  ArticleCare care(String centre, String article);

  /// Completes with whether there was any before.
  CompletionStage<Boolean> care(String centre, String article, ArticleCare care);

  /// The articles last changed, newest first.
  List<Article> list(String centre, Wanted wanted);

  /// Which articles of a list.
  ///
  /// @param state null for any
  /// @param words that the title must contain, in any case; null for any
  /// @param closed categories left out, with all below them
  record Wanted(@Nullable ArticleState state, @Nullable String words, Set<String> closed) {}

  /// The translations of an article.
  List<Article> translations(String centre, String article);

  /// What a date that has passed asks for: articles in review to be published, published ones to be
  /// archived.
  List<Article> due(String centre, long now);

  /// Articles whose review date has passed, longest first.
  ///
  /// @param closed categories left out, with all below them
  List<Article> toReview(String centre, long now, Set<String> closed);
}
