package dev.rapport.knowledge.learning;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// Keeps questions with the articles that answer them, as people said it. Reads block; call them
/// off the event loop.
public interface AnswerLabels {

  /// The most labels of a centre.
  int MAX_LABELS = 20_000;

  /// The most labels one call of {@link #save} takes: other writes wait while it runs.
  int MAX_BATCH = 500;

  /// The last word on the same question counts. Labels of new questions beyond {@link #MAX_LABELS}
  /// are not kept.
  ///
  /// @param labels at most {@link #MAX_BATCH}
  /// @param at epoch milliseconds UTC
  CompletionStage<Kept> save(String centre, List<AnswerLabel> labels, long at);

  /// Completes with false if there was none.
  CompletionStage<Boolean> remove(String centre, String id);

  /// The newest first; at most {@link #MAX_LABELS}.
  List<AnswerLabel> all(String centre);

  /// Something that differs whenever {@link #all} does. Cheap: asked every few seconds.
  String version(String centre);

  /// How many labels were new, changed, as they were already, and refused since there are too many.
  record Kept(int added, int changed, int unchanged, int refused) {
    public Kept plus(Kept other) {
      return new Kept(
          added + other.added,
          changed + other.changed,
          unchanged + other.unchanged,
          refused + other.refused);
    }
  }
}
