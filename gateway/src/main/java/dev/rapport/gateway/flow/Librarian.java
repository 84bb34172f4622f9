package dev.rapport.gateway.flow;

import dev.rapport.channels.OfferedAnswer;
import dev.rapport.knowledge.Answer;
import dev.rapport.knowledge.Answers;
import dev.rapport.knowledge.Audience;
import java.util.List;

/// Asks the knowledge base on a customer's behalf. Blocking, some milliseconds.
public final class Librarian {
  /// Answers shown before a person: more than three is a reading list.
  static final int OFFERED = 3;

  private final String centre;
  private final Answers answers;

  public Librarian(String centre, Answers answers) {
    this.centre = centre;
    this.answers = answers;
  }

  /// @param offer whether any is good enough to be shown unasked
  public record Found(boolean offer, List<OfferedAnswer> answers) {}

  /// The best answers, best first.
  public Found find(String question, int limit) {
    Answers.Answered answered = answers.ask(centre, Audience.CUSTOMER, question, limit);
    return new Found(
        !answered.offers().isEmpty(), answered.answers().stream().map(Librarian::offered).toList());
  }

  /// Those good enough to be shown before a person; empty when there is none.
  List<OfferedAnswer> offers(String question) {
    return answers.ask(centre, Audience.CUSTOMER, question, OFFERED).offers().stream()
        .map(Librarian::offered)
        .toList();
  }

  private static OfferedAnswer offered(Answer answer) {
    return new OfferedAnswer(
        answer.articleId(), answer.title(), answer.excerpt().text(), answer.confidence());
  }
}
