package dev.rapport.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds published articles. Derived from the {@link ArticleStore}, and can be dropped and rebuilt
/// at any time. Blocking: call it off the event loop. Safe for many threads.
public interface ArticleIndex extends AutoCloseable {

  /// The most answers one search gives.
  int MAX_HITS = 20;

  /// Best first; never an article of another centre, of another audience, or not published.
  ///
  /// @param text whatever somebody typed: it is cut, analysed and bounded, never parsed
  /// @param limit 1 to {@link #MAX_HITS}; anything else is brought into that range
  default Found find(String centre, Audience audience, String text, int limit) {
    return find(new Question(centre, audience, text, Narrowing.NONE), limit);
  }

  /// As above, in a part of the articles.
  Found find(Question question, int limit);

  /// How many of the articles that have to do with the question are where. A blank text asks of all
  /// that may be seen. What has none of the question's telling words has nothing to do with it.
  Facets facets(Question question);

  /// What a beginning may become, best first.
  ///
  /// @param limit 1 to {@link #MAX_HITS}; anything else is brought into that range
  default List<Completion> complete(String centre, Audience audience, String typed, int limit) {
    return complete(new Question(centre, audience, typed, Narrowing.NONE), limit);
  }

  /// As above, without what is closed to whoever types; the rest of the narrowing does not count.
  List<Completion> complete(Question begun, int limit);

  /// Reads on in the store from where the index is, until it has everything that was there when it
  /// began. Cheap when nothing changed; when another thread is already at it, returns at once.
  ///
  /// @return whether anything changed
  /// @throws java.io.UncheckedIOException if the index cannot be written now (disk full, another
  ///   process writing); what was searchable remains so, and the next call tries again
  boolean refresh();

  /// Builds the index anew from the store. Searches go on seeing the old one until it is ready.
  void rebuild();

  /// How many articles can be found, over all centres.
  int size();

  @Override
  void close();

  /// What somebody asks, and of what.
  ///
  /// @param text whatever somebody typed: it is cut, analysed and bounded, never parsed
  record Question(String centre, Audience audience, String text, Narrowing within) {}

  /// @param hits best first
  /// @param partial whether the limit cut the search short, so that a better one may be missing
  /// @param meant the question as it was read, where words in it were put right; otherwise null
  record Found(List<Hit> hits, boolean partial, @Nullable String meant) {
    public Found {
      hits = List.copyOf(hits);
    }

    static final Found NOTHING = new Found(List.of(), false, null);
  }

  /// One article found.
  ///
  /// @param score what it was ranked by; comparable within one list only
  /// @param language the article's
  /// @param evidence how well it matches the question, independent of the collection's size
  record Hit(
      String articleId,
      String title,
      Excerpt excerpt,
      String language,
      double score,
      Evidence evidence) {}

  /// @param coverage the share of the question, weighted by how telling each word is (its idf),
  ///   that occurs in the article; 0 to 1. A word that no article has counts as the most telling
  ///   one.
  /// @param titleCoverage the same share, counting only the title, the question and the tags
  /// @param strength the score as a share of the best score any article could have; 0 to 1
  /// @param meaning how near the nearest passage is, from next to 0 for strangers to 1 for the
  ///   same; 0 without a sentence model
  /// @param lead how far its score is ahead of the next article's, as a share of its own; 0 to 1
  record Evidence(
      double coverage, double titleCoverage, double strength, double meaning, double lead) {}
}
