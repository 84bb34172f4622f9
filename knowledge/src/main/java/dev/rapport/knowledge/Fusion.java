package dev.rapport.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes one ranking of two: half the score by words and half the score by meaning, each as a share
/// of the best one for this question (a convex combination; Bruch, Gai, Ingber 2022). Fusing by
/// rank alone was measured too, and is worse wherever one of the two is sure and the other is not:
/// it cannot see by how much the first beats the second.
final class Fusion {

  /// How far down each ranking is looked.
  static final int DEPTH = 50;

  private static final double MEANING = 0.5;

  /// @param score of one ranking, more is better
  record Scored(String articleId, double score) {}

  /// @param score what it is ranked by, 0 to 1 when fused
  /// @param words the score by words; 0 if it was not found by them
  /// @param meaning the cosine of the nearest passage; 0 if none is near
  record Ranked(String articleId, double score, double words, double meaning) {}

  private Fusion() {}

  static List<Ranked> words(List<Scored> scored) {
    return scored.stream().map(s -> new Ranked(s.articleId(), s.score(), s.score(), 0)).toList();
  }

  static List<Ranked> meaning(List<Scored> scored) {
    return scored.stream().map(s -> new Ranked(s.articleId(), s.score(), 0, s.score())).toList();
  }

  /// @param words best first
  /// @param meaning best first; empty if there is none in a language the model speaks
  static List<Ranked> of(List<Scored> words, List<Scored> meaning) {
    if (meaning.isEmpty()) {
      return words(words);
    }
    double bestWords = words.isEmpty() ? 1 : words.getFirst().score();
    double bestMeaning = Math.max(1e-6, meaning.getFirst().score());
    // Whatever is beyond the depth is at most as near as the last one within.
    double rest = Math.max(0, meaning.getLast().score());
    Map<String, Double> near = new LinkedHashMap<>();
    meaning.forEach(m -> near.put(m.articleId(), Math.max(0, m.score())));
    var ranked = new ArrayList<Ranked>();
    for (Scored word : words) {
      Double found = near.remove(word.articleId());
      double cosine = found == null ? rest : found;
      double score = (1 - MEANING) * word.score() / bestWords + MEANING * cosine / bestMeaning;
      ranked.add(new Ranked(word.articleId(), score, word.score(), cosine));
    }
    near.forEach(
        (id, cosine) -> ranked.add(new Ranked(id, MEANING * cosine / bestMeaning, 0, cosine)));
    ranked.sort(
        Comparator.comparingDouble(Ranked::score).reversed().thenComparing(Ranked::articleId));
    return ranked;
  }
}
