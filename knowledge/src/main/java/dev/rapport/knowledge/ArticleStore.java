package dev.rapport.knowledge;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Where articles last. Every write gets the next revision of its centre, in the order of commits,
/// so that whoever derives something from the articles ({@link ArticleIndex}) can read on from the
/// last revision it has seen. Nothing is ever removed silently: what leaves the readers' sight
/// changes its state, and thereby its revision.
///
/// Reads block; call them off the event loop.
public interface ArticleStore {

  /// The most articles one call of {@link #saveAll} takes: other writes wait while it runs.
  int MAX_BATCH = 100;

  /// Creates or updates by origin, all of the batch or none of it. An article equal to what is
  /// stored is left alone and keeps its revision, so that repeating a batch changes nothing. The
  /// stage completes after the commit.
  ///
  /// @param at epoch milliseconds UTC
  /// @throws IllegalArgumentException if the batch is larger than {@link #MAX_BATCH}, or an article
  ///   breaks {@link ArticleLimits}
  default CompletionStage<Saved> saveAll(String centre, List<SaveArticle> articles, long at) {
    return saveAll(centre, articles, at, "import");
  }

  /// As above, and every changed article keeps a version under that author's name.
  ///
  /// @param author the login of a person, or the name of what saved it
  CompletionStage<Saved> saveAll(String centre, List<SaveArticle> articles, long at, String author);

  /// Saves one article if it still is at that revision, and says which revision it has now; empty
  /// if somebody else has changed it since.
  ///
  /// @param expected 0 for an article that must not be there yet
  CompletionStage<OptionalLong> saveIf(
      String centre, SaveArticle article, long expected, long at, String author);

  /// The article, whatever its state, or null.
  @Nullable Article find(String centre, String id);

  /// Articles of any state that were touched after that ({@link Article#touched}), in that order.
  List<Article> changedAfter(String centre, long touched, int limit);

  /// The newest revision of every centre that has articles. Cheap: asked twice a second.
  Map<String, Head> heads();

  /// How many articles a batch created, changed, and found as they were.
  record Saved(int created, int updated, int unchanged) {}

  /// How far a centre's articles are.
  ///
  /// @param lineage drawn once, with the centre's first article: revisions can be compared within
  ///   one lineage only, so that an index left over from another store is noticed
  /// @param revision the newest revision, or the newest change of a validity
  record Head(String lineage, long revision) {}
}
