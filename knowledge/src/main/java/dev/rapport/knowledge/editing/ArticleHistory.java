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

  /// Completes with whether it was saved; not if the article is not there, or no longer at the
  /// revision that whoever cares has read.
  CompletionStage<Boolean> care(String centre, String article, ArticleCare care, Carer by);

  /// Who cares for an article.
  ///
  /// @param login of a person, or the name of what does it
  /// @param at epoch milliseconds UTC
  /// @param approves whether they may publish: then the date from which it is valid is meant for
  ///   the words as they are now, and for no later ones
  /// @param read the revision they have read; null where that does not matter
  record Carer(String login, long at, boolean approves, @Nullable Long read) {}

  /// The revision that {@link ArticleCare#validFrom} publishes, if the article still is at it; 0
  /// for none.
  long approved(String centre, String article);

  /// From now on the date is meant for that revision, if there is a date and the article is at it.
  CompletionStage<Void> approve(String centre, String article, long revision);

  /// What was done to an article, or to any, in order.
  ///
  /// @param after the number after which to read; null for the newest, which then come first
  List<ArticleEvent> events(String centre, Trail trail, @Nullable Long after);

  /// Which events.
  ///
  /// @param article null for those of all
  /// @param closed categories whose articles are left out, with all below them
  record Trail(@Nullable String article, Set<String> closed) {}

  /// The number of the newest event of a centre; 0 before the first.
  long newestEvent(String centre);

  /// The articles last changed, newest first.
  List<Article> list(String centre, Wanted wanted);

  /// Which articles of a list.
  ///
  /// @param state null for any
  /// @param words that the title must contain, in any case; null for any
  /// @param closed categories left out, with all below them
  /// @param before only articles whose revision is lower, to read on; null for the first
  record Wanted(
      @Nullable ArticleState state,
      @Nullable String words,
      Set<String> closed,
      @Nullable Long before) {}

  /// The translations of an article.
  List<Article> translations(String centre, String article);

  /// What a date that has passed asks for: articles in review to be published, if nobody has
  /// changed them since they were approved, published ones to be archived.
  List<Article> due(String centre, long now);

  /// Articles whose review date has passed, longest first.
  ///
  /// @param closed categories left out, with all below them
  List<Article> toReview(String centre, long now, Set<String> closed);
}
