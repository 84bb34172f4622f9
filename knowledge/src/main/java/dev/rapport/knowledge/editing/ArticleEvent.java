package dev.rapport.knowledge.editing;

import dev.rapport.knowledge.ArticleState;
import java.util.List;

/// Something that was done to an article.
///
/// @param number grows by one with each event of a centre
/// @param at epoch milliseconds UTC
/// @param author the login of a person, or the name of what did it: `import`, `schedule`
/// @param revision the article's after it
/// @param state the article's after it
/// @param what the fields that are different now, or the name of the file
public record ArticleEvent(
    long number,
    String article,
    long at,
    String author,
    Kind kind,
    long revision,
    ArticleState state,
    List<String> what) {

  public ArticleEvent {
    what = List.copyOf(what);
  }

  /// What was done.
  public enum Kind {
    CREATED,
    CHANGED,
    CARED_FOR,
    FILE_ADDED,
    FILE_REMOVED
  }
}
