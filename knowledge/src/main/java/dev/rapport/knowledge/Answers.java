package dev.rapport.knowledge;

import java.util.List;

/// What answers a question: the articles that may, each with its own words and an honest guess of
/// whether it does. Nothing is ever phrased here; an excerpt stands in its article as it is.
/// Blocking (a few milliseconds); call it off the event loop.
public final class Answers {

  /// From this confidence on an answer is offered unasked. On StackFAQ 61 % of the questions get an
  /// offer and 93 % of these are right; on the harder CovidFAQ 46 % and 61 %; of questions that the
  /// collection cannot answer at all, 2 % get one. An offer is an article to look at with a person
  /// one click away, so that a wrong one costs a glance.
  static final double OFFER_FROM = 0.4;

  private final ArticleIndex index;

  public Answers(ArticleIndex index) {
    this.index = index;
  }

  /// Best first. Nothing for a text without words, or with function words only.
  ///
  /// @param text whatever somebody typed, of any length
  /// @param limit 1 to {@link ArticleIndex#MAX_HITS}; anything else is brought into that range
  public Answered ask(String centre, Audience audience, String text, int limit) {
    ArticleIndex.Found found = index.find(centre, audience, text, limit);
    return new Answered(found.hits().stream().map(Answers::answer).toList(), found.partial());
  }

  private static Answer answer(ArticleIndex.Hit hit) {
    double confidence = Confidence.of(hit.evidence());
    return new Answer(
        hit.articleId(),
        hit.title(),
        hit.excerpt(),
        hit.score(),
        confidence,
        confidence >= OFFER_FROM);
  }

  /// @param answers best first
  /// @param partial whether the time limit cut the search short
  public record Answered(List<Answer> answers, boolean partial) {

    /// Those good enough to show unasked, best first.
    public List<Answer> offers() {
      return answers.stream().filter(Answer::offer).toList();
    }
  }
}
