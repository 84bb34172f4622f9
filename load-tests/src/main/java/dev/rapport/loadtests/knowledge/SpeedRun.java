package dev.rapport.loadtests.knowledge;

import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.LuceneArticleIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/// How fast answers and completions come with very many articles, made up from words as common and
/// as rare as those of a language: the n-th word comes one n-th as often as the first (Zipf).
final class SpeedRun {
  private static final int WORDS = 40_000;
  private static final int TITLE = 6;
  private static final int BODY = 90;
  private static final int WARM_UP = 1_000;
  private static final int SAMPLES = 2_000;
  private static final int A_SECOND = 100;
  private static final String[] SYLLABLES = {
    "ba", "cor", "del", "fin", "gra", "hol", "jun", "kep", "lor", "mas", "nig", "pol", "ram", "sit",
    "tur", "vel", "wen", "zar"
  };

  private final SplittableRandom random = new SplittableRandom(1);
  private final int count;
  private final double[] cumulative = new double[WORDS];

  SpeedRun(int count) {
    this.count = count;
    double sum = 0;
    for (int i = 0; i < WORDS; i++) {
      sum += 1.0 / (i + 1);
      cumulative[i] = sum;
    }
  }

  List<Figure> measure(Path scratch) {
    String set = count + " articles";
    var articles = new BenchArticles();
    List<String> titles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String title = text(TITLE);
      titles.add(title);
      articles.add("a" + i, title, text(BODY), "en");
    }
    List<Figure> figures = new ArrayList<>();
    try (var index = LuceneArticleIndex.open(scratch.resolve("speed"), articles, null)) {
      long began = System.nanoTime();
      index.refresh();
      figures.add(Figure.beside(set, "indexed, s", (System.nanoTime() - began) / 1e9));
      Histogram asked =
          timed(
              titles,
              title -> index.find(BenchArticles.CENTRE, Audience.CUSTOMER, question(title), 5));
      figures.add(Figure.beside(set, "BM25 answer at 100/s, p50 ms", millis(asked, 50)));
      figures.add(
          new Figure(set, "BM25 answer at 100/s, p99 ms", millis(asked, 99), null, 10.0, true));
      Histogram completed =
          timed(
              titles,
              title -> index.complete(BenchArticles.CENTRE, Audience.CUSTOMER, begun(title), 8));
      figures.add(Figure.beside(set, "completion at 100/s, p50 ms", millis(completed, 50)));
      figures.add(
          new Figure(set, "completion at 100/s, p99 ms", millis(completed, 99), null, 3.0, true));
    }
    return figures;
  }

  /// From when each was due, so that a slow one is counted for those it delays.
  private Histogram timed(List<String> titles, Consumer<String> work) {
    var times = new Histogram(3);
    for (int i = 0; i < WARM_UP; i++) {
      work.accept(titles.get(random.nextInt(titles.size())));
    }
    long step = 1_000_000_000L / A_SECOND;
    long due = System.nanoTime();
    for (int i = 0; i < SAMPLES; i++) {
      LockSupport.parkNanos(due - System.nanoTime());
      work.accept(titles.get(random.nextInt(titles.size())));
      times.recordValue(Math.max(0, System.nanoTime() - due));
      due += step;
    }
    return times;
  }

  /// Some words of a title, among others.
  private String question(String title) {
    String[] words = title.split(" ");
    return "how do i " + words[random.nextInt(words.length)] + " " + words[0] + " " + text(2) + "?";
  }

  /// A word of a title and the beginning of the next.
  private String begun(String title) {
    int end = title.indexOf(' ', title.indexOf(' ') + 1);
    return title.substring(0, end < 0 ? title.length() : Math.max(3, end - 2));
  }

  private String text(int words) {
    var text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(i == 0 ? "" : " ").append(word());
    }
    return text.toString();
  }

  private String word() {
    double at = random.nextDouble() * cumulative[WORDS - 1];
    int low = 0;
    int high = WORDS - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    var word = new StringBuilder();
    for (int rest = low + SYLLABLES.length; rest > 0; rest /= SYLLABLES.length) {
      word.append(SYLLABLES[rest % SYLLABLES.length]);
    }
    return word.toString();
  }

  private static double millis(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }
}
