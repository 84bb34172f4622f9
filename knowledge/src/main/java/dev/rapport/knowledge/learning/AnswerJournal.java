package dev.rapport.knowledge.learning;

import dev.rapport.knowledge.ArticleIndex;
import dev.rapport.knowledge.Audience;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Keeps what was asked and how it was judged. Reads block; call them off the event loop.
public interface AnswerJournal {

  /// The most judgements that teach: the newest.
  int MAX_JUDGEMENTS = 20_000;

  /// The most questions looked through for gaps.
  int MAX_QUESTIONS = 20_000;

  /// A question and what was done with it.
  ///
  /// @param id drawn by the caller; noting the same again changes nothing
  /// @param at epoch milliseconds UTC
  /// @param decision the kind of {@link dev.rapport.knowledge.AnswerDecision}
  /// @param contact the one it was asked in, if any
  /// @param customer when it is known who asked
  record Asked(
      String id,
      long at,
      Audience audience,
      String question,
      String decision,
      int found,
      double confidence,
      @Nullable String contact,
      @Nullable String customer) {}

  /// @param language of the article
  /// @param reason in the reader's words
  record Judgement(
      String id,
      long at,
      Audience audience,
      String article,
      String question,
      String language,
      boolean helpful,
      @Nullable String reason,
      double confidence,
      ArticleIndex.Evidence evidence) {}

  /// A question that found no answer, or none that anybody opened.
  ///
  /// @param followed whether the same customer, or the same contact, came to a person within 72
  ///   hours
  record Unanswered(String question, long at, @Nullable String customer, boolean followed) {}

  CompletionStage<Boolean> asked(String centre, Asked asked);

  /// Somebody opened an article that a question had found.
  CompletionStage<Boolean> opened(String centre, String question, String article);

  CompletionStage<Boolean> judged(String centre, Judgement judgement);

  /// The newest, newest first; at most {@link #MAX_JUDGEMENTS}.
  List<Judgement> judgements(String centre);

  /// Asked since then, newest first; at most {@link #MAX_QUESTIONS}.
  List<Unanswered> unanswered(String centre, long since);
}
