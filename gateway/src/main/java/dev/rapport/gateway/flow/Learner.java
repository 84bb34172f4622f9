package dev.rapport.gateway.flow;

import dev.rapport.knowledge.Answer;
import dev.rapport.knowledge.Answers;
import dev.rapport.knowledge.ArticleIndex;
import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.Narrowing;
import dev.rapport.knowledge.calibration.WantedError;
import dev.rapport.knowledge.learning.AnswerJournal;
import dev.rapport.knowledge.learning.AnswerJournal.Asker;
import dev.rapport.knowledge.learning.Deflection;
import dev.rapport.knowledge.learning.Gaps;
import dev.rapport.knowledge.learning.Lessons;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Notes what was asked and how it was judged, and teaches the answers by it. A note that cannot be
/// kept stands in nobody's way: an answer is given all the same.
public final class Learner {
  /// A question is settled when its customer had seven days to come back.
  private static final long SETTLED_MS = 7 * 24 * 3_600_000L;

  private final String centre;
  private final Answers answers;
  private final AnswerJournal journal;
  private final InstantSource clock;

  public Learner(String centre, Answers answers, AnswerJournal journal, InstantSource clock) {
    this.centre = centre;
    this.answers = answers;
    this.journal = journal;
    this.clock = clock;
  }

  /// Notes a question; the id is what a judgement or an opened article refers to.
  public String asked(Audience audience, String question, Answers.Answered answered) {
    return asked(audience, question, answered, answered.decision().kind(), Asker.NOBODY);
  }

  /// As above, of somebody more is known of.
  ///
  /// @param decision what was done, which need not be what was decided
  String asked(
      Audience audience, String question, Answers.Answered answered, String decision, Asker who) {
    String id = UUID.randomUUID().toString();
    double confidence =
        answered.answers().isEmpty() ? 0 : answered.answers().getFirst().confidence();
    var _ =
        journal
            .asked(
                centre,
                new AnswerJournal.Asked(
                    id,
                    clock.millis(),
                    audience,
                    question,
                    decision,
                    answered.answers().size(),
                    confidence,
                    who))
            .exceptionally(_ -> false);
    return id;
  }

  /// What was noted of a question while it was still being typed counts no more.
  void refined(String question) {
    var _ = journal.refined(centre, question).exceptionally(_ -> false);
  }

  /// Somebody read one of the articles a question had found.
  public CompletionStage<Boolean> opened(String question, String article) {
    return journal.opened(centre, question, article);
  }

  /// A contact came after these questions.
  public CompletionStage<Boolean> followed(List<String> questions, String contact) {
    return journal.followed(centre, questions, contact);
  }

  /// What answers spared since then, of what is settled by now. Blocks.
  public Deflection deflection(long since) {
    return Deflection.of(journal.outcomes(centre, since, clock.millis() - SETTLED_MS));
  }

  /// @param closed categories that they may not read
  public record Reader(Audience audience, Set<String> closed) {}

  /// What a reader said of an article. The evidence is looked up anew, as it is for that question
  /// now; completes with false when the question does not find the article at all. Blocks.
  public @Nullable CompletionStage<Boolean> judged(
      Reader reader, String question, String article, boolean helpful, @Nullable String why) {
    Audience audience = reader.audience();
    var asked =
        new ArticleIndex.Question(centre, audience, question, Narrowing.without(reader.closed()));
    for (Answer answer : answers.ask(asked, 20).answers()) {
      if (answer.articleId().equals(article)) {
        return journal.judged(
            centre,
            new AnswerJournal.Judgement(
                UUID.randomUUID().toString(),
                clock.millis(),
                audience,
                article,
                question,
                answer.language(),
                helpful,
                why,
                answer.confidence(),
                answer.evidence()));
      }
    }
    return null;
  }

  /// Learns from all judgements there are. Blocks; a second at most.
  public boolean learn() {
    List<AnswerJournal.Judgement> judgements = journal.judgements(centre);
    answers.teach(Lessons.of(judgements, WantedError.USUAL));
    return !judgements.isEmpty();
  }

  /// What is asked and not answered since then, dearest first. Blocks.
  public List<Gaps.Gap> gaps(long since, double minutesEach) {
    return new Gaps(null).of(journal.unanswered(centre, since), minutesEach);
  }
}
