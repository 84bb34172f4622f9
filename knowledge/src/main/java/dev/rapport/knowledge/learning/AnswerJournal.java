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
  /// @param shown what was found, best first
  /// @param who in which contact it was asked and by whom, as far as it is known
  record Asked(
      String id,
      long at,
      Audience audience,
      String question,
      String decision,
      List<Shown> shown,
      Asker who) {
    public Asked {
      shown = List.copyOf(shown);
    }
  }

  /// An article that was found, as good as it was thought to be then.
  record Shown(
      String article, String language, double confidence, ArticleIndex.Evidence evidence) {}

  /// The decision of a question whose answers were kept back, to see what answers are worth.
  String WITHHELD = "withheld";

  /// The decision of a question to which nothing was shown.
  String HANDED_OVER = "hand_over";

  /// The decision of what asks for a person: that misses no article.
  String PERSON = "person";

  /// @param contact the one it was asked in, or that followed it
  /// @param customer when it is known who asked
  /// @param intent what the question is about, when that was guessed
  record Asker(@Nullable String contact, @Nullable String customer, @Nullable String intent) {
    public static final Asker NOBODY = new Asker(null, null, null);
  }

  /// What somebody says of an article that a question has found.
  ///
  /// @param reason in the reader's words
  record Said(
      long at, Audience audience, String article, boolean helpful, @Nullable String reason) {}

  /// @param id the same for the same reader, question and article
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

  /// A question that found no answer, none that anybody opened, or one that did not spare a
  /// contact.
  ///
  /// @param contact the one that came of it: its own, where a person was wanted in it, or the first
  ///   one of the same customer within 72 hours; null where none came
  /// @param handleMs what handling that took, in milliseconds; null while it is not known
  record Unanswered(
      String question,
      long at,
      @Nullable String customer,
      @Nullable String contact,
      @Nullable Long handleMs) {}

  /// A contact of a known customer, at least seven days ago, and what became of it.
  ///
  /// @param withheld whether its answers were kept back
  /// @param person whether a person took the contact, or, where answers were shown, was asked for
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

  /// A later judgement with the same id replaces the earlier one.
  CompletionStage<Boolean> judged(String centre, Judgement judgement);

  /// What was said of an article that a question was shown, with the evidence as it was then; said
  /// again, it replaces what was said before. An article that helped counts as opened. Completes
  /// with false if there is no such question of that audience, or it did not show that article.
  CompletionStage<Boolean> judged(String centre, String question, Said said);

  /// The newest, newest first; at most {@link #MAX_JUDGEMENTS}.
  List<Judgement> judgements(String centre);

  /// Something that differs whenever {@link #judgements} does. Cheap: asked every few seconds.
  String version(String centre);

  /// Asked since then, newest first; at most {@link #MAX_QUESTIONS}.
  List<Unanswered> unanswered(String centre, long since);

  /// Of the contacts of known customers in which something was asked from the first moment to the
  /// second, those to which answers were shown or withheld, each once; of at most {@link
  /// #MAX_QUESTIONS} questions.
  List<Outcome> outcomes(String centre, long since, long until);
}
