package dev.rapport.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes one ranking of two: half the score by words and half the score by meaning, each as a share
/// of the best one for this question (a convex combination; Bruch, Gai, Ingber 2022). For that, 0
/// has to mean in both that nothing speaks for the article: see {@link PassageIndex#nearest}.
///
/// By rank alone (Cormack, Clarke, Büttcher 2009) is there to be measured beside it: it cannot see
/// by how much the first beats the second.
final class Fusion {

  /// How far down each ranking is looked.
  static final int DEPTH = 50;

  private static final double MEANING = 0.5;

  /// What is added to each rank: the constant of the paper.
  private static final double RANKS = 60;

  /// @param score of one ranking, more is better
  record Scored(String articleId, double score) {}

  /// @param score what it is ranked by, 0 to 1 when fused
  /// @param words the score by words; 0 if it was not found by them
  /// @param meaning how near its nearest passage is; 0 if none was found
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
    Map<String, Double> others = new LinkedHashMap<>();
    meaning.forEach(m -> others.put(m.articleId(), Math.max(0, m.score())));
    var ranked = new ArrayList<Ranked>();
    for (Scored word : words) {
      Double found = others.remove(word.articleId());
      double near = found == null ? rest : found;
      double score = (1 - MEANING) * word.score() / bestWords + MEANING * near / bestMeaning;
      ranked.add(new Ranked(word.articleId(), score, word.score(), near));
    }
    others.forEach((id, near) -> ranked.add(new Ranked(id, MEANING * near / bestMeaning, 0, near)));
    return bestFirst(ranked);
  }

  /// By the places alone: one over sixty and the rank, in each of the two that has it.
  static List<Ranked> byRank(List<Scored> words, List<Scored> meaning) {
    Map<String, Double> sums = new LinkedHashMap<>();
    for (List<Scored> ranking : List.of(words, meaning)) {
      for (int i = 0; i < ranking.size(); i++) {
        sums.merge(ranking.get(i).articleId(), 1 / (RANKS + i + 1), Double::sum);
      }
    }
    var ranked = new ArrayList<Ranked>();
    sums.forEach((id, sum) -> ranked.add(new Ranked(id, sum, 0, 0)));
    return bestFirst(ranked);
  }

  private static List<Ranked> bestFirst(List<Ranked> ranked) {
    ranked.sort(
        Comparator.comparingDouble(Ranked::score).reversed().thenComparing(Ranked::articleId));
    return ranked;
  }
}
