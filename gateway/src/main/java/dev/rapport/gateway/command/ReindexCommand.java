package dev.rapport.gateway.command;

import dev.rapport.gateway.flow.Reindexing;
import dev.rapport.gateway.flow.Reindexing.Counts;
import dev.rapport.gateway.flow.Reindexing.Phase;
import dev.rapport.gateway.flow.Reindexing.State;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.knowledge.LuceneArticleIndex;
import dev.rapport.knowledge.PassageIndex;
import dev.rapport.knowledge.meaning.BgeSmall;
import dev.rapport.storage.SqlArticleStore;
import dev.rapport.storage.Store;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `rapport reindex`: builds the article indexes anew from the store, by itself or by the process
/// that serves from the directory.
@Command(
    name = "reindex",
    mixinStandardHelpOptions = true,
    description = {
      "Builds the indexes of the articles anew, of words and of meanings, also while a process",
      "serves: that one then does it, while searches go on and new articles are found as ever.",
      "POST /api/v1/editor/reindex does the same."
    },
    footer = {"", "Example: rapport reindex --data DIR"})
final class ReindexCommand implements Callable<Integer> {
  private static final long LOOK_MS = 200;

  /// How many looks for the answer there are to each for whether the process is there still.
  private static final int LOOKS = 25;

  @Mixin private DataOption options = new DataOption();

  @Override
  public Integer call() throws InterruptedException {
    var reindexing = new Reindexing(options.data);
    String id = null;
    while (Store.isOpen(options.data)) {
      if (id == null) {
        id = reindexing.ask();
        System.out.println(
            "A process has " + options.data + " open and is asked to do it; this waits for it.");
      }
      State state = answer(reindexing, id);
      if (state == null) {
        System.err.println("the process answered others since: asking again");
        id = null;
      } else if (state.phase() == Phase.DONE) {
        print(state.counts());
        return 0;
      } else if (state.phase() == Phase.FAILED) {
        System.err.println("it failed, and the old indexes are in use: " + state.reason());
        return 1;
      }
    }
    if (id != null) {
      State state = reindexing.of(id);
      if (state != null && state.phase() == Phase.DONE) {
        print(state.counts());
        return 0;
      }
      System.out.println("That process has ended; it is done here.");
    }
    return here(reindexing);
  }

  /// Waits for the end, but looks up now and then.
  private static @Nullable State answer(Reindexing reindexing, String id)
      throws InterruptedException {
    State state = reindexing.of(id);
    for (int i = 0; i < LOOKS && state != null && isUnderWay(state.phase()); i++) {
      Thread.sleep(LOOK_MS);
      State next = reindexing.of(id);
      if (next != null && state.phase() == Phase.ASKED && next.phase() == Phase.RUNNING) {
        System.out.println("It has begun.");
      }
      state = next;
    }
    return state;
  }

  private static boolean isUnderWay(Phase phase) {
    return phase == Phase.ASKED || phase == Phase.RUNNING;
  }

  private int here(Reindexing reindexing) {
    Settings settings = options.settings();
    try (Store store = options.store()) {
      String id = reindexing.ask();
      reindexing.work(() -> rebuild(settings, store));
      State state = reindexing.of(id);
      if (state == null || state.phase() != Phase.DONE) {
        System.err.println("it failed: " + (state == null ? "nobody knows why" : state.reason()));
        return 1;
      }
      print(state.counts());
      return 0;
    }
  }

  private Counts rebuild(Settings settings, Store store) {
    var articles = new SqlArticleStore(store);
    int found;
    try (var index = LuceneArticleIndex.open(options.data.resolve("index"), articles)) {
      index.rebuild();
      found = index.size();
    }
    if (!settings.knowledge().meaning()) {
      return new Counts(found, null);
    }
    try (var model = new BgeSmall();
        var passages = PassageIndex.open(options.data.resolve("meaning"), articles, model)) {
      passages.rebuild();
      return new Counts(found, passages.size());
    }
  }

  private static void print(@Nullable Counts counts) {
    if (counts != null) {
      System.out.printf("%,d articles can be found by their words%n", counts.articles());
      Integer passages = counts.passages();
      System.out.println(
          passages == null
              ? "meanings are off (knowledge.meaning)"
              : "%,d passages can be found by their meaning".formatted(passages));
    }
  }
}
