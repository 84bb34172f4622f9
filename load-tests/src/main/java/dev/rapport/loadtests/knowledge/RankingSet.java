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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// A folder with `docs.tsv` (id, title, text), `queries.tsv` (id, text) and `qrels.tsv` (query,
/// document, gain).
///
/// CovidFAQ holds many a question several times, with another article each time. It is asked once,
/// and all these articles are right: so was the published figure made (BERT-FAQ asks each distinct
/// question once). Row by row no order is right for both rows of such a question, .879 is the most
/// there is; that figure stands beside.
///
/// @param folder below the data
/// @param published for words alone
/// @param goal for the fused ranking
record RankingSet(String folder, String language, Measure measure, String published, double goal) {

  static final List<RankingSet> ALL =
      List.of(
          new RankingSet("stackfaq", "en", Measure.MAP, "BM25 .665, plain Lucene .764", 0.80),
          new RankingSet(
              "covidfaq", "en", Measure.MAP, "BM25 .742; plain Lucene, row by row, .648", 0.80),
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
      List<AnswerSets.Question> questions = questions(data);
      for (Ranking by : Ranking.values()) {
        double ours = measure(questions, articles, index, by);
        figures.add(
            switch (by) {
              case WORDS -> new Figure(name, measure + " BM25", ours, published, null, false);
              case MEANING -> Figure.beside(name, measure + " semantic", ours);
              case RANKS -> Figure.beside(name, measure + " fused by rank", ours);
              case FUSED -> new Figure(name, measure + " fused", ours, published, goal, false);
            });
      }
      List<AnswerSets.Question> rows = rows(data);
      if (rows.size() > questions.size()) {
        double ours = measure(rows, articles, index, Ranking.FUSED);
        figures.add(Figure.beside(name, measure + " fused, row by row", ours));
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
    return isFaq() ? distinct(rows(data)) : rows(data);
  }

  /// Each question once.
  private static List<AnswerSets.Question> distinct(List<AnswerSets.Question> rows) {
    Map<String, Set<String>> right = new LinkedHashMap<>();
    for (AnswerSets.Question row : rows) {
      right.computeIfAbsent(row.text(), _ -> new HashSet<>()).addAll(row.right());
    }
    return right.entrySet().stream()
        .map(question -> new AnswerSets.Question(question.getKey(), question.getValue()))
        .toList();
  }

  private List<AnswerSets.Question> rows(Path data) throws IOException {
    Map<String, Set<String>> relevant = relevant(data);
    return rows(data, "queries.tsv", 2).stream()
        .filter(query -> relevant.containsKey(query[0]))
        .map(query ->
            new AnswerSets.Question(query[1].strip(), relevant.getOrDefault(query[0], Set.of())))
        .toList();
  }

  private double measure(
      List<AnswerSets.Question> questions,
      BenchArticles articles,
      LuceneArticleIndex index,
      Ranking by) {
    double sum = 0;
    for (AnswerSets.Question question : questions) {
      List<String> ranked =
          index.rank(BenchArticles.CENTRE, Audience.CUSTOMER, question.text(), by, DEPTH);
      sum += of(ranked.stream().map(articles::externalId).toList(), question.right());
    }
    return sum / questions.size();
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
