package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.gateway.flow.Reindexing;
import dev.rapport.gateway.flow.Reindexing.Phase;
import dev.rapport.gateway.flow.Reindexing.State;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.Origin;
import dev.rapport.knowledge.SaveArticle;
import dev.rapport.knowledge.Visibility;
import dev.rapport.storage.SqlArticleStore;
import dev.rapport.storage.Store;
import dev.rapport.storage.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed while it builds the index anew.
final class ReindexKillTest {
  private static final int BATCHES = 40;
  private static final int ROUNDS = 4;

  @TempDir private Path home;

  private void manyArticles() {
    try (Store store = Store.open(StoreSettings.in(home))) {
      for (int batch = 0; batch < BATCHES; batch++) {
        var articles = new ArrayList<SaveArticle>();
        for (int i = 0; i < 100; i++) {
          String number = batch + "x" + i;
          var text =
              new ArticleText(
                  "Spoke " + number,
                  null,
                  "Spoke number " + number + " is as long as it is. ".repeat(20),
                  "en",
                  List.of(),
                  null);
          articles.add(
              new SaveArticle(
                  new Origin("spokes", number), text, Visibility.PUBLIC, ArticleState.PUBLISHED));
        }
        new SqlArticleStore(store)
            .saveAll(RunningRapport.CENTRE, articles, 1)
            .toCompletableFuture()
            .join();
      }
    }
  }

  private static boolean is(@Nullable State state, Phase phase) {
    return state != null && state.phase() == phase;
  }

  private static void assertFinds(GatewayProcess gateway) {
    Patience.until(
        "the last article is found",
        () -> gateway.get("/api/v1/answers?q=spoke+39x99").contains("Spoke 39x99"));
  }

  @Test
  void whereverItIsKilledThereIsAnIndexAndTheNextProcessDoesWhatWasAskedFor() throws IOException {
    RunningRapport.furnish(home, UnaryOperator.identity());
    manyArticles();
    var reindexing = new Reindexing(home);
    try (GatewayProcess gateway = new GatewayProcess(home)) {
      assertFinds(gateway);
      for (int round = 0; round < ROUNDS; round++) {
        String id = reindexing.ask();
        // Later in each round: as it begins, while it reads, while it writes.
        Patience.until("it has begun", () -> !is(reindexing.of(id), Phase.ASKED));
        long end = System.nanoTime() + round * 150_000_000L;
        while (System.nanoTime() < end) {
          Thread.onSpinWait();
        }
        gateway.kill();
        gateway.start();
        assertFinds(gateway);
        Patience.until("it is done", () -> is(reindexing.of(id), Phase.DONE));
        assertFinds(gateway);
      }
    }
    try (Stream<Path> generations = Files.list(home.resolve("index")).filter(Files::isDirectory)) {
      assertThat(generations).hasSize(1);
    }
  }
}
