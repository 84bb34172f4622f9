package dev.rapport.knowledge;

import java.util.List;

/// A piece of an article's plain body, word for word.
///
/// @param text what stands there; where it is cut, it is cut between words
/// @param offset where it begins in {@link ArticleRenderer#toText}
/// @param whole whether it is the whole body
/// @param matches the words of the question in it, in order, not overlapping
public record Excerpt(String text, int offset, boolean whole, List<Match> matches) {

  public Excerpt {
    matches = List.copyOf(matches);
  }

  /// From `start` (inclusive) to `end` (exclusive) in the excerpt's text, in UTF-16 code units.
  public record Match(int start, int end) {}
}
