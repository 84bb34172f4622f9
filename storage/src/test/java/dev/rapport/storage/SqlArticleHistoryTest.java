package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.Visibility;
import dev.rapport.knowledge.editing.ArticleCare;
import dev.rapport.knowledge.editing.ArticleHistory;
import dev.rapport.knowledge.editing.ArticleVersion;
import dev.rapport.knowledge.editing.Editor;
import dev.rapport.knowledge.editing.Editor.Result;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class SqlArticleHistoryTest {
  @Parameter TestEngine engine;
  private static final Editor.Writer SOFIA = new Editor.Writer("acme", "sofia", true, Set.of());
  private static final Editor.Writer BEN = new Editor.Writer("acme", "ben", false, Set.of());

  private static final ArticleHistory.Carer SUPERVISOR =
      new ArticleHistory.Carer("sofia", 1, true, null);

  @TempDir Path directory;
  private Store store;
  private SqlArticleStore articles;
  private SqlArticleHistory history;
  private Editor editor;

  @BeforeEach
  void open() {
    store = engine.open(directory);
    articles = new SqlArticleStore(store);
    history = new SqlArticleHistory(store);
    editor = new Editor(articles, history, InstantSource.system());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static Editor.Draft draft(String title, ArticleState state) {
    var text = new ArticleText(title, null, "Text of " + title, "en", List.of(), null);
    return new Editor.Draft(text, Visibility.PUBLIC, state, false);
  }

  private Result.Saved create(ArticleState state) {
    return (Result.Saved) done(editor.create(SOFIA, draft("One", state)));
  }

  @Test
  void everySavedStateIsAVersionThatCanBeBroughtBack() {
    Result.Saved first = create(ArticleState.DRAFT);
    var second =
        (Result.Saved)
            done(
                editor.change(
                    SOFIA, first.article(), draft("Two", ArticleState.DRAFT), first.revision()));
    assertThat(history.versions("acme", first.article()))
        .extracting(version -> version.text().title())
        .containsExactly("Two", "One");
    done(editor.restore(SOFIA, first.article(), first.revision(), second.revision()));
    assertThat(articles.find("acme", first.article()).text().title()).isEqualTo("One");
    assertThat(history.versions("acme", first.article()))
        .extracting(ArticleVersion::author)
        .containsOnly("sofia")
        .hasSize(3);
  }

  @Test
  void whoeverReadAnOlderRevisionOverwritesNothing() {
    Result.Saved first = create(ArticleState.DRAFT);
    var change = draft("Two", ArticleState.DRAFT);
    done(editor.change(SOFIA, first.article(), change, first.revision()));
    assertThat(done(editor.change(BEN, first.article(), change, first.revision())))
        .isInstanceOf(Result.Conflict.class);
  }

  @Test
  void anAgentHandsInAndASupervisorPublishes() {
    assertThat(done(editor.create(BEN, draft("Mine", ArticleState.PUBLISHED))))
        .isInstanceOf(Result.NotAllowed.class);
    var mine = (Result.Saved) done(editor.create(BEN, draft("Mine", ArticleState.REVIEW)));
    assertThat(
            done(
                editor.change(
                    SOFIA, mine.article(), draft("Mine", ArticleState.PUBLISHED), mine.revision())))
        .isInstanceOf(Result.Saved.class);
  }

  @Test
  void datesPublishAndArchive() {
    Result.Saved waiting = create(ArticleState.REVIEW);
    Result.Saved over = create(ArticleState.PUBLISHED);
    done(
        history.care(
            "acme", waiting.article(), new ArticleCare("ben", 1L, null, null, null), SUPERVISOR));
    done(
        history.care(
            "acme", over.article(), new ArticleCare(null, null, 1L, 1L, null), SUPERVISOR));
    assertThat(history.toReview("acme", 2, Set.of())).hasSize(1);
    assertThat(done(editor.keepDates("acme"))).isEqualTo(2);
    assertThat(articles.find("acme", waiting.article()).state()).isEqualTo(ArticleState.PUBLISHED);
    assertThat(articles.find("acme", over.article()).state()).isEqualTo(ArticleState.ARCHIVED);
    assertThat(done(editor.keepDates("acme"))).isZero();
  }
}
