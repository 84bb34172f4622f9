package dev.rapport.loadtests.knowledge;

import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.LuceneArticleIndex;
import dev.rapport.knowledge.PassageIndex;
import dev.rapport.knowledge.meaning.SentenceModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// How fast answers and completions come with very many articles, made up: see {@link MadeUpText}.
final class SpeedRun {
  private static final int TITLE = 6;
  private static final int BODY = 90;
  private static final int WARM_UP = 1_000;
  private static final int SAMPLES = 2_000;
  private static final int A_SECOND = 100;
  private static final int CORES = 2;
  private static final long AWAKE_NANOS = 1_000_000;

  private final SplittableRandom random = new SplittableRandom(1);
  private final MadeUpText text = new MadeUpText(random);
  private final BenchArticles articles = new BenchArticles();
  private final List<String> titles = new ArrayList<>();
  private final String set;

  SpeedRun(int count) {
    this.set = count + " articles";
    for (int i = 0; i < count; i++) {
      String title = text.of(TITLE);
      titles.add(title);
      articles.add("a" + i, title, text.of(BODY), "en");
    }
  }

  /// Answers by words alone, and completions.
  List<Figure> byWords(Path scratch) {
    List<Figure> figures = new ArrayList<>();
    try (var index = LuceneArticleIndex.open(scratch.resolve("speed"), articles, null)) {
      long began = System.nanoTime();
      index.refresh();
      figures.add(Figure.beside(set, "indexed, s", (System.nanoTime() - began) / 1e9));
      figures.addAll(timed("BM25 answer", 10.0, questions(), asking(index)));
      figures.addAll(
          timed(
              "completion",
              3.0,
              titles.stream().map(this::begun).toList(),
              typed -> index.complete(BenchArticles.CENTRE, Audience.CUSTOMER, typed, 8)));
    }
    return figures;
  }

  /// Answers by words and meaning, the vectors made up; see {@link MadeUpMeaning}. To link so many
  /// takes minutes.
  List<Figure> fused(Path scratch, SentenceModel model) {
    List<Figure> figures = new ArrayList<>();
    var meaning = new MadeUpMeaning(model, () -> text.of(TITLE));
    try (var passages = PassageIndex.open(scratch.resolve("meaning"), articles, meaning);
        var index = LuceneArticleIndex.open(scratch.resolve("speed"), articles, passages)) {
      long began = System.nanoTime();
      meaning.fillIn(passages::refresh);
      double seconds = (System.nanoTime() - began) / 1e9;
      figures.add(Figure.beside(set, "made-up vectors indexed, s", seconds));
      index.refresh();
      figures.addAll(timed("fused answer", 40.0, questions(), asking(index)));
    }
    return figures;
  }

  private static Consumer<String> asking(LuceneArticleIndex index) {
    return question -> index.find(BenchArticles.CENTRE, Audience.CUSTOMER, question, 5);
  }

  private List<Figure> timed(String what, double goal, List<String> texts, Consumer<String> work) {
    Histogram times = times(texts, work);
    return List.of(
        Figure.beside(set, what + " at 100/s, p50 ms", millis(times, 50)),
        new Figure(set, what + " at 100/s, p99 ms", millis(times, 99), null, goal, true));
  }

  /// Each from when it was due, by as many threads as are meant to have a core, so that a slow one
  /// is counted for those it delays.
  private Histogram times(List<String> texts, Consumer<String> work) {
    List<String> asked =
        random.ints(WARM_UP + SAMPLES, 0, texts.size()).mapToObj(texts::get).toList();
    asked.subList(0, WARM_UP).forEach(work);
    var times = new ConcurrentHistogram(3);
    var next = new AtomicInteger();
    long began = System.nanoTime();
    Runnable one =
        () -> {
          for (int i = next.getAndIncrement(); i < SAMPLES; i = next.getAndIncrement()) {
            long due = began + i * (1_000_000_000L / A_SECOND);
            await(due);
            work.accept(asked.get(WARM_UP + i));
            times.recordValue(Math.max(0, System.nanoTime() - due));
          }
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(CORES)) {
      Stream.generate(() -> CompletableFuture.runAsync(one, threads))
          .limit(CORES)
          .toList()
          .forEach(CompletableFuture::join);
    }
    return times;
  }

  /// Sleeping wakes up late by more than some answers take: the last stretch is spent awake.
  private static void await(long due) {
    LockSupport.parkNanos(due - System.nanoTime() - AWAKE_NANOS);
    while (System.nanoTime() < due) {
      Thread.onSpinWait();
    }
  }

  private List<String> questions() {
    return titles.stream().map(this::question).toList();
  }

  /// Some words of a title, among others.
  private String question(String title) {
    String[] words = title.split(" ");
    return "how do i "
        + words[random.nextInt(words.length)]
        + " "
        + words[0]
        + " "
        + text.of(2)
        + "?";
  }

  /// A word of a title and the beginning of the next.
  private String begun(String title) {
    int end = title.indexOf(' ', title.indexOf(' ') + 1);
    return title.substring(0, end < 0 ? title.length() : Math.max(3, end - 2));
  }

  private static double millis(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }
}
