package dev.rapport.gateway;

import dev.rapport.gateway.flow.IntentGuesser;
import dev.rapport.gateway.flow.Learner;
import dev.rapport.knowledge.PassageIndex;
import dev.rapport.knowledge.editing.Editor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the articles need now and then, on one thread of its own, since embedding may take minutes:
/// the index of meanings is brought up to date, dates are kept, judgements are learnt from.
final class KnowledgeKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KnowledgeKeeper.class);

  private static final long MEANING_S = 1;
  private static final long DATES_S = 10;
  private static final long LEARNING_S = 300;
  private static final long INTENTS_S = 30;
  private static final long STOP_WITHIN_S = 5;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("knowledge-keeper").factory());

  /// What it looks after.
  record Charges(
      String centre,
      Editor editor,
      Learner learner,
      IntentGuesser intents,
      @Nullable PassageIndex passages) {}

  void start(Charges charges) {
    String centre = charges.centre();
    Editor editor = charges.editor();
    Learner learner = charges.learner();
    PassageIndex passages = charges.passages();
    // Contacts that come before are routed by rules alone.
    thread.execute(quietly("intents were not learnt", charges.intents()::train));
    if (passages != null) {
      every(MEANING_S, "the index of meanings is behind", passages::refresh);
    }
    every(INTENTS_S, "intents were not learnt", charges.intents()::train);
    every(DATES_S, "dates of articles are not kept", () -> editor.keepDates(centre));
    every(LEARNING_S, "nothing was learnt from judgements", learner::learn);
  }

  private void every(long seconds, String otherwise, Runnable work) {
    var _ =
        thread.scheduleWithFixedDelay(quietly(otherwise, work), seconds, seconds, TimeUnit.SECONDS);
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

  /// Embedding under way is finished or, after a while, abandoned: the index is derived.
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(STOP_WITHIN_S, TimeUnit.SECONDS)) {
        LOG.warn("the index of meanings was left behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
