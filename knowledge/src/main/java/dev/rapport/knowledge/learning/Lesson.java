package dev.rapport.knowledge.learning;

import dev.rapport.knowledge.ArticleIndex.Evidence;
import org.jspecify.annotations.Nullable;

/// One article for one question, and whether it was right.
///
/// @param question as it was asked
/// @param language of the article; of the question where nothing was found
/// @param evidence null where nothing was found: that teaches nothing, and counts as not answered
/// @param best whether it is the one that would be answered with
/// @param source where it is known from
public record Lesson(
    String question,
    String language,
    @Nullable Evidence evidence,
    boolean right,
    boolean best,
    Source source) {

  /// Where a lesson is from.
  public enum Source {
    JUDGEMENT,
    LABEL
  }

  static Lesson of(AnswerJournal.Judgement judged) {
    return new Lesson(
        judged.question(),
        judged.language(),
        judged.evidence(),
        judged.helpful(),
        true,
        Source.JUDGEMENT);
  }
}
