package dev.rapport.gateway;

import dev.rapport.gateway.flow.IntentGuesser;
import dev.rapport.gateway.flow.Reindexing;
import dev.rapport.gateway.flow.Teaching;
import dev.rapport.knowledge.PassageIndex;
import dev.rapport.knowledge.editing.Editor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the articles need now and then: dates are kept, judgements and labels are learnt from, and
/// the index of meanings is brought up to date; the last two on threads of their own, since
/// embedding may take hours and asking every labelled question minutes, and dates must not wait for
/// them. So may building the indexes anew, beside which they are kept up to date.
final class KnowledgeKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KnowledgeKeeper.class);

  private static final long MEANING_S = 1;
  private static final long REBUILD_S = 1;
  private static final long DATES_S = 10;
  private static final long LEARNING_S = 2;
  private static final long INTENTS_S = 30;
  private static final long STOP_WITHIN_S = 5;

  private final ScheduledExecutorService keeping = thread("knowledge-keeper");
  private final ScheduledExecutorService learning = thread("knowledge-lessons");
  private final ScheduledExecutorService embedding = thread("knowledge-meaning");
  private final ScheduledExecutorService rebuilding = thread("knowledge-anew");
  private volatile @Nullable Reindexing asked;

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name(name).factory());
  }

  /// What it looks after.
  record Charges(
      String centre,
      Editor editor,
      Teaching teaching,
      IntentGuesser intents,
      @Nullable PassageIndex passages,
      Anew anew) {}

  /// Where it is asked for that the indexes are built anew, and what does it.
  record Anew(Reindexing reindexing, Reindexing.Rebuild rebuild) {}

  void start(Charges charges) {
    String centre = charges.centre();
    Editor editor = charges.editor();
    PassageIndex passages = charges.passages();
    // Contacts that come before are routed by rules alone.
    keeping.execute(quietly("intents were not learnt", charges.intents()::train));
    if (passages != null) {
      every(embedding, MEANING_S, "the index of meanings is behind", passages::refresh);
    }
    every(keeping, INTENTS_S, "intents were not learnt", charges.intents()::train);
    Anew anew = charges.anew();
    asked = anew.reindexing();
    every(
        rebuilding,
        REBUILD_S,
        "the indexes are not built anew",
        () -> anew.reindexing().work(anew.rebuild()));
    every(keeping, DATES_S, "dates of articles are not kept", () -> editor.keepDates(centre));
    every(learning, LEARNING_S, "nothing was learnt", charges.teaching()::learn);
  }

  private static void every(
      ScheduledExecutorService on, long seconds, String otherwise, Runnable work) {
    var _ = on.scheduleWithFixedDelay(quietly(otherwise, work), seconds, seconds, TimeUnit.SECONDS);
  }

  private static Runnable quietly(String otherwise, Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.warn("{}: {}", otherwise, e.getMessage());
      }
    };
  }

  /// Embedding under way is finished or, after a while, abandoned: the index is derived. Indexes
  /// that are being built anew are built anew by the next process.
  @Override
  public void close() {
    Reindexing reindexing = asked;
    if (reindexing != null) {
      reindexing.stop();
    }
    rebuilding.shutdownNow();
    keeping.shutdownNow();
    learning.shutdownNow();
    embedding.shutdownNow();
    try {
      if (!keeping.awaitTermination(STOP_WITHIN_S, TimeUnit.SECONDS)) {
        LOG.warn("what was learnt last was left behind");
      }
      if (!rebuilding.awaitTermination(STOP_WITHIN_S, TimeUnit.SECONDS)) {
        LOG.warn("the indexes that were built anew were left behind");
      }
      if (!learning.awaitTermination(STOP_WITHIN_S, TimeUnit.SECONDS)) {
        LOG.warn("what labels and judgements teach was left behind");
      }
      if (!embedding.awaitTermination(STOP_WITHIN_S, TimeUnit.SECONDS)) {
        LOG.warn("the index of meanings was left behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
