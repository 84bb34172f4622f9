package dev.rapport.gateway.flow;

import dev.rapport.automation.PersonWish;
import dev.rapport.channels.OfferedAnswer;
import dev.rapport.knowledge.Answer;
import dev.rapport.knowledge.AnswerDecision;
import dev.rapport.knowledge.Answers;
import dev.rapport.knowledge.ArticleIndex;
import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.Completion;
import dev.rapport.knowledge.Facets;
import dev.rapport.knowledge.Narrowing;
import dev.rapport.knowledge.learning.AnswerJournal;
import dev.rapport.knowledge.learning.AnswerJournal.Asker;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks the knowledge base on a customer's behalf. Blocking, some milliseconds.
public final class Librarian {
  /// Answers shown before a person: more than three is a reading list.
  static final int OFFERED = 3;

  private final String centre;
  private final ArticleIndex index;
  private final Answers answers;
  private final Learner learner;
  private final Rules rules;

  /// @param holdOutPercent the share of contacts whose answers are kept back, 0 to 50: what answers
  ///   are worth is seen in the difference
  /// @param closed categories that customers may not read
  public record Rules(int holdOutPercent, Set<String> closed) {}

  public Librarian(
      String centre, ArticleIndex index, Answers answers, Learner learner, Rules rules) {
    this.centre = centre;
    this.index = index;
    this.answers = answers;
    this.learner = learner;
    this.rules = rules;
  }

  /// @param question what a judgement of it refers to
  /// @param decision what to do: answer, suggest, ask_back or hand_over
  /// @param person whether the words ask for a person
  /// @param offer whether any is good enough to be shown unasked
  /// @param meant the question with its mistyped words put right; null where there were none
  public record Found(
      String question,
      String decision,
      boolean person,
      boolean offer,
      @Nullable String meant,
      List<Answer> answers) {}

  /// The best answers in a part of the articles, best first.
  ///
  /// @param refines the question that this one was typed on from; null for none
  public Found find(String question, Narrowing within, int limit, @Nullable String refines) {
    if (refines != null) {
      learner.refined(refines);
    }
    Answers.Answered answered = answers.ask(asked(question, within), limit);
    // Whoever asks for a person asks for no article, whatever is found.
    boolean person = PersonWish.in(question);
    String decision = person ? AnswerJournal.PERSON : answered.decision().kind();
    return new Found(
        learner.asked(Audience.CUSTOMER, question, answered, decision, Asker.NOBODY),
        person ? AnswerJournal.HANDED_OVER : decision,
        person,
        !person && !answered.offers().isEmpty(),
        answered.meant(),
        answered.answers());
  }

  /// What a beginning may become.
  public List<Completion> completions(String typed, int limit) {
    return index.complete(asked(typed, Narrowing.NONE), limit);
  }

  /// How many articles are where, of those that have to do with the question.
  public Facets facets(String question, Narrowing within) {
    return index.facets(asked(question, within));
  }

  private ArticleIndex.Question asked(String text, Narrowing within) {
    return new ArticleIndex.Question(
        centre, Audience.CUSTOMER, text, within.closing(rules.closed()));
  }

  /// What is shown before a person.
  ///
  /// @param asksBack whether they are choices, one of which is meant
  /// @param answers none when there is none good enough, or when this contact is one of those that
  ///   are shown nothing
  record Offers(boolean asksBack, List<OfferedAnswer> answers) {
    static final Offers NONE = new Offers(false, List.of());
  }

  /// @param mayAsk whether there is a conversation in which the choice can be made
  Offers offers(String question, Asker who, boolean mayAsk) {
    Answers.Answered answered = answers.ask(asked(question, Narrowing.NONE), OFFERED);
    List<Answer> choices =
        mayAsk && answered.decision() instanceof AnswerDecision.AskedBack(var among)
            ? among
            : List.of();
    List<Answer> shown = choices.isEmpty() ? answered.offers() : choices;
    boolean withheld = !shown.isEmpty() && isHeldOut(who);
    learner.asked(Audience.CUSTOMER, question, answered, done(answered, shown, withheld), who);
    return withheld || shown.isEmpty()
        ? Offers.NONE
        : new Offers(!choices.isEmpty(), shown.stream().map(Librarian::offered).toList());
  }

  private static String done(Answers.Answered answered, List<Answer> shown, boolean withheld) {
    if (withheld) {
      return AnswerJournal.WITHHELD;
    }
    return shown.isEmpty() ? AnswerJournal.HANDED_OVER : answered.decision().kind();
  }

  /// By the contact, so that taking it up again decides the same.
  private boolean isHeldOut(Asker who) {
    return Math.floorMod(Objects.hash("hold out", who.contact()), 100) < rules.holdOutPercent();
  }

  private static OfferedAnswer offered(Answer answer) {
    return new OfferedAnswer(
        answer.articleId(), answer.title(), answer.excerpt().text(), answer.confidence());
  }
}
