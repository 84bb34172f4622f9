package dev.rapport.loadtests.knowledge;

import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.LuceneArticleIndex;
import dev.rapport.knowledge.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Ten thousand texts that nobody would ask, typed by a customer of a centre with very many
/// articles, of which a third may not be seen: internal ones, and ones that are not published. They
/// are made from a seed, of the strings that are known to break programs (blns), of what looks like
/// a query, of words that the articles have, and of characters at random. Each is asked, and each
/// is completed.
final class FuzzRun {
  static final int QUERIES = 10_000;
  private static final int WARM_UP = 1_000;
  private static final long SEED = 20_261_124;
  private static final String SEEN = "seen-";
  private static final List<String> PIECES =
      List.of(
          " AND ",
          " OR ",
          " NOT ",
          "(",
          ")",
          "\"",
          "*",
          "?",
          "~2",
          "^9",
          "[a TO z]",
          "{* TO *}",
          "visibility:INTERNAL",
          "title.bench.en:",
          "id:",
          "*:*",
          "\\",
          "/.*/",
          "\u0000",
          "\u202E",
          "\uD83D",
          "\uDE00",
          "-",
          "'; DROP TABLE articles",
          "%s%n",
          "${x}",
          "\n",
          "\t");

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final MadeUpText text = new MadeUpText(random);
  private final BenchArticles articles = new BenchArticles();
  private final List<String> naughty;
  private final int queries;

  private int errors;
  private int leaks;
  private long slowest;

  /// @param strings the file of strings, one a line; lines that begin with # are comments
  FuzzRun(int count, int queries, Path strings) throws IOException {
    this.queries = queries;
    this.naughty =
        Files.readAllLines(strings).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    for (int i = 0; i < count; i++) {
      String title = text.of(6);
      String body = text.of(90);
      switch (i % 6) {
        case 0 -> articles.add("internal-" + i, title, body, Visibility.INTERNAL);
        case 1 ->
            articles.add(
                (i % 4 < 2 ? "draft-" : "archived-") + i,
                title,
                body,
                i % 4 < 2 ? ArticleState.DRAFT : ArticleState.ARCHIVED);
        default -> articles.add(SEEN + i, title, body, "en");
      }
    }
  }

  List<Figure> figures(Path scratch) {
    try (var index = LuceneArticleIndex.open(scratch.resolve("fuzz"), articles)) {
      index.refresh();
      for (int i = 0; i < WARM_UP; i++) {
        index.find(BenchArticles.CENTRE, Audience.CUSTOMER, text.of(5), 5);
      }
      for (int i = 0; i < queries; i++) {
        ask(index, query(i));
      }
    }
    String set = "fuzz, " + articles.size() + " articles";
    return List.of(
        new Figure(set, "errors of " + queries + " queries", errors, null, 0.0, true),
        new Figure(set, "answers outside the permission filter", leaks, null, 0.0, true),
        new Figure(set, "slowest answer, ms", slowest / 1e6, null, 200.0, true));
  }

  private void ask(LuceneArticleIndex index, String query) {
    List<String> given = new ArrayList<>();
    long began = System.nanoTime();
    try {
      index
          .find(BenchArticles.CENTRE, Audience.CUSTOMER, query, 5)
          .hits()
          .forEach(hit -> given.add(hit.articleId()));
      slowest = Math.max(slowest, System.nanoTime() - began);
      began = System.nanoTime();
      index
          .complete(BenchArticles.CENTRE, Audience.CUSTOMER, query, 8)
          .forEach(completion -> given.add(completion.articleId()));
      slowest = Math.max(slowest, System.nanoTime() - began);
    } catch (RuntimeException | StackOverflowError e) {
      errors++;
      System.err.println("  failed: " + e);
    }
    leaks += (int) given.stream().filter(id -> !articles.externalId(id).startsWith(SEEN)).count();
  }

  /// Every naughty string as it is, and then mixtures.
  private String query(int number) {
    if (number < naughty.size()) {
      return naughty.get(number);
    }
    var query = new StringBuilder();
    for (int parts = random.nextInt(1, 7); parts > 0; parts--) {
      switch (random.nextInt(5)) {
        case 0 -> query.append(naughty.get(random.nextInt(naughty.size())));
        case 1 -> query.append(PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> query.append(characters());
        case 3 -> query.append(text.of(random.nextInt(1, 40)));
        default -> query.append(' ').append(mistyped(text.of(2))).append(' ');
      }
    }
    return query.toString();
  }

  private String characters() {
    var characters = new StringBuilder();
    for (int i = random.nextInt(1, 60); i > 0; i--) {
      characters.append((char) random.nextInt(Character.MAX_VALUE + 1)); // half pairs too
    }
    return characters.toString();
  }

  private String mistyped(String words) {
    int at = random.nextInt(words.length());
    return words.substring(0, at) + (char) random.nextInt('a', 'z' + 1) + words.substring(at);
  }
}
