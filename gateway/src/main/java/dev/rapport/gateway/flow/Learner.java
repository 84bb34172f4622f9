package dev.rapport.gateway.flow;

import dev.rapport.knowledge.Answer;
import dev.rapport.knowledge.Answers;
import dev.rapport.knowledge.ArticleIndex;
import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.Narrowing;
import dev.rapport.knowledge.learning.AnswerJournal;
import dev.rapport.knowledge.learning.AnswerJournal.Asker;
import dev.rapport.knowledge.learning.Deflection;
import dev.rapport.knowledge.learning.Gaps;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Notes what was asked and how it was judged, and tells what is missing. A note that cannot be
/// kept stands in nobody's way: an answer is given all the same. What the notes teach is {@link
/// Teaching}'s.
public final class Learner {
  /// A question is settled when its customer had seven days to come back.
  private static final long SETTLED_MS = 7 * 24 * 3_600_000L;

  private final String centre;
  private final Answers answers;
  private final AnswerJournal journal;
  private final Gaps gaps;
  private final Teaching teaching;
  private final InstantSource clock;

  public Learner(
      String centre,
      Answers answers,
      AnswerJournal journal,
      Gaps gaps,
      Teaching teaching,
      InstantSource clock) {
    this.centre = centre;
    this.answers = answers;
    this.journal = journal;
    this.gaps = gaps;
    this.teaching = teaching;
    this.clock = clock;
  }

  /// What the notes teach.
  public Teaching teaching() {
    return teaching;
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
    List<AnswerJournal.Shown> shown =
        answered.answers().stream()
            .map(answer ->
                new AnswerJournal.Shown(
                    answer.articleId(), answer.language(), answer.confidence(), answer.evidence()))
            .toList();
    var _ =
        journal
            .asked(
                centre,
                new AnswerJournal.Asked(
                    id, clock.millis(), audience, question, decision, shown, who))
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

  /// @param login null for a customer, whom nobody knows
  /// @param closed categories that they may not read
  public record Reader(Audience audience, @Nullable String login, Set<String> closed) {}

  /// What somebody says of an article for a question.
  ///
  /// @param question the id that came with its answers; of somebody signed in also its words
  public record Judged(String question, String article, boolean helpful, @Nullable String why) {}

  /// Keeps a judgement, in the place of what the same reader said of it before. Completes with
  /// false when there is no such question, or it has not found the article. Blocks a few
  /// milliseconds.
  public CompletionStage<Boolean> judged(Reader reader, Judged judged) {
    var said =
        new AnswerJournal.Said(
            clock.millis(), reader.audience(), judged.article(), judged.helpful(), judged.why());
    CompletionStage<Boolean> byId = journal.judged(centre, judged.question(), said);
    String login = reader.login();
    return login == null
        ? byId
        : byId.thenCompose(
            kept -> kept ? CompletableFuture.completedStage(true) : byWords(reader, login, judged));
  }

  /// By its words, of what they find now: only for those who are signed in, since a stranger could
  /// say as much of as many words as they liked.
  private CompletionStage<Boolean> byWords(Reader reader, String login, Judged judged) {
    var asked =
        new ArticleIndex.Question(
            centre, reader.audience(), judged.question(), Narrowing.without(reader.closed()));
    for (Answer answer : answers.ask(asked, ArticleIndex.MAX_HITS).answers()) {
      if (answer.articleId().equals(judged.article())) {
        String same = String.join("\0", login, judged.question(), judged.article());
        return journal.judged(
            centre,
            new AnswerJournal.Judgement(
                UUID.nameUUIDFromBytes(same.getBytes(StandardCharsets.UTF_8)).toString(),
                clock.millis(),
                reader.audience(),
                judged.article(),
                judged.question(),
                answer.language(),
                judged.helpful(),
                judged.why(),
                answer.confidence(),
                answer.evidence()));
      }
    }
    return CompletableFuture.completedStage(false);
  }

  /// What is asked and not answered since then, dearest first. Blocks.
  public List<Gaps.Gap> gaps(long since, double minutesEach) {
    return gaps.of(journal.unanswered(centre, since), minutesEach);
  }
}
