package dev.rapport.knowledge.intents;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Keeps the questions of which people have said what they are about. Reads block; call them off
/// the event loop.
public interface LabelledQuestions {

  /// Notes what a question is about; the last word on the same question counts.
  ///
  /// @param intent null for none of the intents there are
  /// @param at epoch milliseconds UTC
  CompletionStage<Boolean> label(String centre, String question, @Nullable String intent, long at);

  /// The newest, newest first; at most {@link IntentTraining#MAX_QUESTIONS}.
  List<LabelledQuestion> all(String centre);
}
