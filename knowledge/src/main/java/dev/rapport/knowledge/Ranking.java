package dev.rapport.knowledge;

/// What articles are ranked by. Questions are answered by {@link #FUSED}; the others are there to
/// be measured.
public enum Ranking {
  /// BM25 over the fields.
  WORDS,
  /// The nearest passage, where there is a sentence model; nothing without one.
  MEANING,
  /// Both together by their scores; words alone without a sentence model.
  FUSED,
  /// Both together by their ranks alone; likewise.
  RANKS
}
