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
  /// @param who in which contact it was asked and by whom, as far as it is known
  record Asked(
      String id,
      long at,
      Audience audience,
      String question,
      String decision,
      int found,
      double confidence,
      Asker who) {}

  /// The decision of a question whose answers were kept back, to see what answers are worth.
  String WITHHELD = "withheld";

  /// @param contact the one it was asked in, or that followed it
  /// @param customer when it is known who asked
  /// @param intent what the question is about, when that was guessed
  record Asker(@Nullable String contact, @Nullable String customer, @Nullable String intent) {
    public static final Asker NOBODY = new Asker(null, null, null);
  }

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
  /// @param followed whether a person took its contact, or another one of the same customer within
  ///   72 hours
  /// @param handleMs what handling that took, in milliseconds; null while it is not known
  record Unanswered(
      String question,
      long at,
      @Nullable String customer,
      boolean followed,
      @Nullable Long handleMs) {}

  /// A question of a known customer in a contact, at least seven days ago, and what became of it.
  ///
  /// @param withheld whether its answers were kept back
  /// @param person whether a person took the contact
  /// @param again whether the customer came back within seven days, for the same as far as is known
  record Outcome(boolean withheld, boolean person, boolean again) {}

  /// The most questions that one contact is said to follow.
  int MAX_FOLLOWED = 20;

  CompletionStage<Boolean> asked(String centre, Asked asked);

  /// A question was only typed on the way to another one: it is forgotten, unless an article was
  /// opened for it or a contact has come after it.
  CompletionStage<Boolean> refined(String centre, String question);

  /// Somebody opened an article that a question had found.
  CompletionStage<Boolean> opened(String centre, String question, String article);

  /// A contact came after these questions: from the same page, or otherwise from whoever asked
  /// them. Questions that have a contact keep it; those older than 72 hours are left alone. At most
  /// {@link #MAX_FOLLOWED} are taken.
  CompletionStage<Boolean> followed(String centre, List<String> questions, String contact);

  CompletionStage<Boolean> judged(String centre, Judgement judgement);

  /// The newest, newest first; at most {@link #MAX_JUDGEMENTS}.
  List<Judgement> judgements(String centre);

  /// Asked since then, newest first; at most {@link #MAX_QUESTIONS}.
  List<Unanswered> unanswered(String centre, long since);

  /// Of the questions asked in contacts of known customers from the first moment to the second,
  /// those to which answers were shown or withheld; at most {@link #MAX_QUESTIONS}.
  List<Outcome> outcomes(String centre, long since, long until);
}
