package dev.rapport.loadtests.knowledge;

import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.LuceneArticleIndex;
import dev.rapport.knowledge.PassageIndex;
import dev.rapport.knowledge.Ranking;
import dev.rapport.knowledge.meaning.SentenceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// A folder with `docs.tsv` (id, title, text), `queries.tsv` (id, text) and `qrels.tsv` (query,
/// document, gain).
///
/// @param folder below the data
/// @param published for words alone
/// @param goal for the fused ranking
record RankingSet(String folder, String language, Measure measure, String published, double goal) {

  static final List<RankingSet> ALL =
      List.of(
          new RankingSet("stackfaq", "en", Measure.MAP, "BM25 .665, plain Lucene .764", 0.80),
          new RankingSet("covidfaq", "en", Measure.MAP, "BM25 .742, plain Lucene .648", 0.80),
          new RankingSet("cranfield", "en", Measure.MAP, "plain Lucene .4195", 0.43),
          new RankingSet("med", "en", Measure.MAP, "plain Lucene .526", 0.55),
          new RankingSet("xquad-r/en-sent", "en", Measure.MRR, "BM25 .811", 0.85),
          new RankingSet("xquad-r/de-sent", "de", Measure.MRR, "BM25 .741", 0.77),
          new RankingSet("xquad-r/es-sent", "es", Measure.MRR, "BM25 .765", 0.78));

  private static final int DEPTH = 1_000;

  /// Mean average precision, or the mean of one over the rank of the first right one.
  enum Measure {
    MAP,
    MRR
  }

  boolean isIn(Path data) {
    return Files.isRegularFile(data.resolve(folder).resolve("docs.tsv"));
  }

  /// Indexes the articles and ranks them for every judged question, by words, meaning and both.
  List<Figure> measure(Path data, Path scratch, SentenceModel model) throws IOException {
    var articles = new BenchArticles();
    for (String[] row : rows(data, "docs.tsv", 3)) {
      articles.add(row[0], row[1], row[2], language);
    }
    var figures = new ArrayList<Figure>();
    String name = folder.replace('/', '-');
    Path own = scratch.resolve(name);
    try (var passages = PassageIndex.ofEveryLanguage(own.resolve("meaning"), articles, model);
        var index = LuceneArticleIndex.open(own.resolve("words"), articles, passages)) {
      index.refresh();
      passages.refresh();
      for (Ranking by : Ranking.values()) {
        double ours = measure(data, articles, index, by);
        figures.add(
            switch (by) {
              case WORDS -> new Figure(name, measure + " BM25", ours, published, null, false);
              case MEANING -> Figure.beside(name, measure + " semantic", ours);
              case FUSED -> new Figure(name, measure + " fused", ours, published, goal, false);
            });
      }
      for (RankingSet other : ALL) {
        if (isFaq() && other.isFaq() && !other.equals(this) && other.isIn(data)) {
          List<AnswerSets.Question> asked = new ArrayList<>(questions(data));
          other
              .questions(data)
              .forEach(q -> asked.add(new AnswerSets.Question(q.text(), Set.of())));
          Collections.shuffle(asked, new Random(1));
          figures.addAll(AnswerSets.figures(name, AnswerSets.samples(index, articles, asked)));
        }
      }
    }
    return figures;
  }

  /// Whether the set has questions as customers ask them, which another one cannot answer.
  private boolean isFaq() {
    return folder.endsWith("faq");
  }

  private List<AnswerSets.Question> questions(Path data) throws IOException {
    Map<String, Set<String>> relevant = relevant(data);
    return rows(data, "queries.tsv", 2).stream()
        .filter(query -> relevant.containsKey(query[0]))
        .map(query -> new AnswerSets.Question(query[1], relevant.getOrDefault(query[0], Set.of())))
        .toList();
  }

  private double measure(Path data, BenchArticles articles, LuceneArticleIndex index, Ranking by)
      throws IOException {
    Map<String, Set<String>> relevant = relevant(data);
    double sum = 0;
    int judged = 0;
    for (String[] query : rows(data, "queries.tsv", 2)) {
      Set<String> right = relevant.get(query[0]);
      if (right != null) {
        List<String> ranked =
            index.rank(BenchArticles.CENTRE, Audience.CUSTOMER, query[1], by, DEPTH);
        sum += of(ranked.stream().map(articles::externalId).toList(), right);
        judged++;
      }
    }
    return sum / judged;
  }

  private Map<String, Set<String>> relevant(Path data) throws IOException {
    Map<String, Set<String>> relevant = new HashMap<>();
    for (String[] row : rows(data, "qrels.tsv", 3)) {
      if (Double.parseDouble(row[2]) > 0) {
        relevant.computeIfAbsent(row[0], _ -> new HashSet<>()).add(row[1]);
      }
    }
    return relevant;
  }

  private double of(List<String> ranked, Set<String> right) {
    double precision = 0;
    int hits = 0;
    for (int i = 0; i < ranked.size(); i++) {
      if (right.contains(ranked.get(i))) {
        hits++;
        if (measure == Measure.MRR) {
          return 1.0 / (i + 1);
        }
        precision += hits / (i + 1.0);
      }
    }
    return precision / right.size();
  }

  private List<String[]> rows(Path data, String file, int columns) throws IOException {
    return Files.readAllLines(data.resolve(folder).resolve(file)).stream()
        .filter(line -> !line.isBlank())
        .map(line -> line.split("\t", columns))
        .filter(row -> row.length == columns)
        .toList();
  }
}
