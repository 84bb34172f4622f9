package dev.rapport.knowledge;

import java.util.List;

/// What to do with a question. Nothing in it is ever phrased by us: an answer is an excerpt of its
/// article.
public sealed interface AnswerDecision {

  /// Probably right: show it, with its source and its confidence.
  ///
  /// @param others further articles that may help, best first
  record Answered(Answer answer, List<Answer> others) implements AnswerDecision {
    public Answered {
      others = List.copyOf(others);
    }
  }

  /// One of these may be it: show up to {@link AnswerPolicy#MAX_SUGGESTIONS} to choose from.
  record Suggested(List<Answer> answers) implements AnswerDecision {
    public Suggested {
      answers = List.copyOf(answers);
    }
  }

  /// The question can be read in two ways that go together to an answer: ask which one is meant.
  ///
  /// @param choices two or three articles whose titles are the choices
  record AskedBack(List<Answer> choices) implements AnswerDecision {
    public AskedBack {
      choices = List.copyOf(choices);
    }
  }

  /// Nothing here answers it: a person, with the question and what was looked at.
  ///
  /// @param seen the best articles all the same, for the agent; customers are not shown them
  record HandedOver(Reason reason, List<Answer> seen) implements AnswerDecision {
    public HandedOver {
      seen = List.copyOf(seen);
    }
  }

  /// Why nothing was shown.
  enum Reason {
    /// No article has anything to do with the question.
    NOTHING_FOUND,
    /// What was found is too likely to be wrong.
    TOO_UNSURE
  }

  /// The name of the kind, as it goes over the wire.
  default String kind() {
    return switch (this) {
      case Answered _ -> "answer";
      case Suggested _ -> "suggest";
      case AskedBack _ -> "ask_back";
      case HandedOver _ -> "hand_over";
    };
  }
}
