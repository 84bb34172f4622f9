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
  private final Learner learner;

  public Librarian(String centre, Answers answers, Learner learner) {
    this.centre = centre;
    this.answers = answers;
    this.learner = learner;
  }

  /// @param question what a judgement of it refers to
  /// @param decision what to do: answer, suggest, ask_back or hand_over
  /// @param offer whether any is good enough to be shown unasked
  public record Found(
      String question, String decision, boolean offer, List<OfferedAnswer> answers) {}

  /// The best answers, best first.
  public Found find(String question, int limit) {
    Answers.Answered answered = answers.ask(centre, Audience.CUSTOMER, question, limit);
    return new Found(
        learner.asked(Audience.CUSTOMER, question, answered),
        answered.decision().kind(),
        !answered.offers().isEmpty(),
        answered.answers().stream().map(Librarian::offered).toList());
  }

  /// Those good enough to be shown before a person; empty when there is none.
  List<OfferedAnswer> offers(String question) {
    Answers.Answered answered = answers.ask(centre, Audience.CUSTOMER, question, OFFERED);
    learner.asked(Audience.CUSTOMER, question, answered);
    return answered.offers().stream().map(Librarian::offered).toList();
  }

  private static OfferedAnswer offered(Answer answer) {
    return new OfferedAnswer(
        answer.articleId(), answer.title(), answer.excerpt().text(), answer.confidence());
  }
}
