package dev.rapport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.gateway.flow.IntentGuesser;
import dev.rapport.gateway.flow.Reindexing;
import dev.rapport.gateway.flow.Teaching;
import dev.rapport.knowledge.Answers;
import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.LuceneArticleIndex;
import dev.rapport.knowledge.Origin;
import dev.rapport.knowledge.PassageIndex;
import dev.rapport.knowledge.SaveArticle;
import dev.rapport.knowledge.Visibility;
import dev.rapport.knowledge.calibration.WantedError;
import dev.rapport.knowledge.editing.ArticleCare;
import dev.rapport.knowledge.editing.ArticleHistory;
import dev.rapport.knowledge.editing.Editor;
import dev.rapport.knowledge.meaning.SentenceModel;
import dev.rapport.storage.SqlAnswerJournal;
import dev.rapport.storage.SqlAnswerLabels;
import dev.rapport.storage.SqlArticleHistory;
import dev.rapport.storage.SqlArticleStore;
import dev.rapport.storage.SqlLabelledQuestions;
import dev.rapport.storage.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the keeper does beside one another.
final class KnowledgeKeeperTest {
  private static final String CENTRE = "acme";
  private static final long LIMIT_S = 60;

  @TempDir private Path data;

  /// A model that comes to no end before it is let go.
  private static final class Endless implements SentenceModel {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public String name() {
      return "endless";
    }

    @Override
    public double strangers() {
      return 0;
    }

    @Override
    public int dimensions() {
      return 2;
    }

    @Override
    public float[] embed(String text) {
      begun.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new float[] {1, 0};
    }

    @Override
    public boolean speaks(String language) {
      return true;
    }
  }

  @Test
  void datesAreKeptWhileArticlesAreEmbedded() throws InterruptedException {
    var model = new Endless();
    InstantSource clock = InstantSource.system();
    try (Store store = Store.open(data.resolve("store"))) {
      var articles = new SqlArticleStore(store);
      var history = new SqlArticleHistory(store);
      var origin = new Origin("editor", "1");
      var text = new ArticleText("Saddles", null, "Wax them.", "en", List.of(), null);
      var over = new SaveArticle(origin, text, Visibility.PUBLIC, ArticleState.PUBLISHED);
      done(articles.saveAll(CENTRE, List.of(over), clock.millis()));
      String id = Article.idOf(CENTRE, origin);
      var care = new ArticleCare(null, null, 1L, null, null);
      done(history.care(CENTRE, id, care, new ArticleHistory.Carer("sofia", 1, true, null)));
      try (var index = LuceneArticleIndex.open(data.resolve("index"), articles);
          var passages = PassageIndex.open(data.resolve("meaning"), articles, model);
          var keeper = new KnowledgeKeeper()) {
        keeper.start(
            new KnowledgeKeeper.Charges(
                CENTRE,
                new Editor(articles, history, clock),
                new Teaching(
                    new Teaching.Scope(CENTRE, "en", WantedError.USUAL, Set.of()),
                    new Answers(index),
                    new Teaching.Stores(
                        new SqlAnswerJournal(store), new SqlAnswerLabels(store), articles),
                    clock),
                new IntentGuesser(
                    new IntentGuesser.Scope(CENTRE, List.of()),
                    new SqlLabelledQuestions(store),
                    null,
                    clock),
                passages,
                new KnowledgeKeeper.Anew(
                    new Reindexing(data), () -> new Reindexing.Counts(0, null))));
        assertThat(model.begun.await(LIMIT_S, TimeUnit.SECONDS)).isTrue();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (state(articles, id) != ArticleState.ARCHIVED && System.nanoTime() < end) {
          Thread.onSpinWait();
        }
        assertThat(state(articles, id)).isEqualTo(ArticleState.ARCHIVED);
        assertThat(model.released.getCount()).as("it is embedding still").isOne();
        model.released.countDown();
      }
    }
  }

  private static ArticleState state(SqlArticleStore articles, String id) {
    return Objects.requireNonNull(articles.find(CENTRE, id)).state();
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
