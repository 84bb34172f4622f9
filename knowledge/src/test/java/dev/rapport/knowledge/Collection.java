package dev.rapport.knowledge;

import dev.rapport.knowledge.imports.ArticleImport;
import dev.rapport.knowledge.imports.ImportOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A public collection of questions with their answers, indexed: a folder with `docs.tsv` (id,
/// title, text), `queries.tsv` (id, text) and `qrels.tsv` (query, document, gain).
record Collection(
    MemoryArticleStore store,
    LuceneArticleIndex index,
    List<Query> queries,
    Map<String, Set<String>> relevant)
    implements AutoCloseable {

  static final String CENTRE = "collection";

  record Query(String id, String text) {}

  static Collection open(Path folder, Path scratch) throws IOException {
    var store = new MemoryArticleStore();
    new ArticleImport(store, InstantSource.system())
        .run(
            CENTRE, folder.resolve("docs.tsv"), ImportOptions.DEFAULT, ArticleImport.Progress.NONE);
    var index = LuceneArticleIndex.open(scratch, store, ArticleSearch.UNLIMITED);
    index.refresh();
    List<Query> queries =
        Files.readAllLines(folder.resolve("queries.tsv")).stream()
            .map(line -> line.split("\t", 2))
            .map(query -> new Query(query[0], query[1]))
            .toList();
    return new Collection(store, index, queries, judged(folder.resolve("qrels.tsv")));
  }

  private static Map<String, Set<String>> judged(Path qrels) throws IOException {
    var relevant = new HashMap<String, Set<String>>();
    for (String line : Files.readAllLines(qrels)) {
      String[] judged = line.split("\t");
      if (Double.parseDouble(judged[2]) > 0) {
        relevant.computeIfAbsent(judged[0], _ -> new HashSet<>()).add(judged[1]);
      }
    }
    return relevant;
  }

  /// The queries somebody has judged.
  List<Query> judgedQueries() {
    return queries.stream().filter(query -> relevant.containsKey(query.id())).toList();
  }

  boolean answers(Query query, String articleId) {
    Article article = store.find(CENTRE, articleId);
    return article != null
        && relevant.getOrDefault(query.id(), Set.of()).contains(article.origin().externalId());
  }

  /// Mean average precision over the judged queries, at a depth of 1,000.
  double meanAveragePrecision() throws IOException {
    double sum = 0;
    for (Query query : judgedQueries()) {
      List<String> ranked =
          index.rank(CENTRE, Audience.CUSTOMER, query.text(), Ranking.WORDS, 1_000);
      double precision = 0;
      int hits = 0;
      for (int i = 0; i < ranked.size(); i++) {
        if (answers(query, ranked.get(i))) {
          hits++;
          precision += hits / (i + 1.0);
        }
      }
      sum += precision / relevant.getOrDefault(query.id(), Set.of()).size();
    }
    return sum / judgedQueries().size();
  }

  @Override
  public void close() {
    index.close();
  }
}
