package dev.rapport.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What answers a question: the articles that may, each with its own words and an honest guess of
/// whether it does, and what to do with them. Nothing is ever phrased here; an excerpt stands in
/// its article as it is. Blocking (a few milliseconds); call it off the event loop.
public final class Answers {

  private final ArticleIndex index;
  private volatile Taught taught = new Taught(Confidence.UNTAUGHT, AnswerPolicy.UNTAUGHT);

  /// What judgements have taught.
  public record Taught(Confidence confidence, AnswerPolicy policy) {}

  public Answers(ArticleIndex index) {
    this.index = index;
  }

  /// From now on by these.
  public void teach(Taught newer) {
    taught = newer;
  }

  public Taught taught() {
    return taught;
  }

  /// Best first. Nothing for a text without words, or with function words only.
  ///
  /// @param text whatever somebody typed, of any length
  /// @param limit 1 to {@link ArticleIndex#MAX_HITS}; anything else is brought into that range
  public Answered ask(String centre, Audience audience, String text, int limit) {
    return ask(new ArticleIndex.Question(centre, audience, text, Narrowing.NONE), limit);
  }

  /// As above, of a part of the articles.
  public Answered ask(ArticleIndex.Question question, int limit) {
    ArticleIndex.Found found = index.find(question, limit);
    Taught by = taught;
    List<Answer> answers = found.hits().stream().map(hit -> answer(hit, by)).toList();
    return new Answered(answers, by.policy().decide(answers), found.partial(), found.meant());
  }

  private static Answer answer(ArticleIndex.Hit hit, Taught by) {
    double confidence = by.confidence().of(hit.evidence());
    // An offer is an article to look at with a person one click away: a wrong one costs a glance.
    double offerFrom = by.policy().of(hit.language()).suggest();
    return new Answer(
        hit.articleId(),
        hit.title(),
        hit.excerpt(),
        hit.language(),
        hit.score(),
        confidence,
        hit.evidence(),
        confidence >= offerFrom);
  }

  /// @param answers best first
  /// @param decision what to do with them
  /// @param partial whether the limit cut the search short
  /// @param meant the question with its mistyped words put right; null where there were none
  public record Answered(
      List<Answer> answers, AnswerDecision decision, boolean partial, @Nullable String meant) {
    public Answered {
      answers = List.copyOf(answers);
    }

    /// Those good enough to show unasked, best first.
    public List<Answer> offers() {
      return answers.stream().filter(Answer::offer).toList();
    }
  }
}
