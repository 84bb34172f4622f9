package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.SynonymGroup;
import dev.rapport.knowledge.Validity;
import dev.rapport.knowledge.Visibility;
import dev.rapport.knowledge.editing.ArticleCare;
import dev.rapport.knowledge.editing.ArticleEvent;
import dev.rapport.knowledge.editing.ArticleEvent.Kind;
import dev.rapport.knowledge.editing.ArticleHistory;
import dev.rapport.knowledge.editing.ArticleHistory.Trail;
import dev.rapport.knowledge.editing.Attachment;
import dev.rapport.knowledge.editing.Editor;
import dev.rapport.knowledge.editing.Editor.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What is done to articles leaves a trail, and what nobody has approved is published by no date.
@ParameterizedClass
@EnumSource
class SqlArticleTrailTest {
  private static final String CENTRE = "acme";
  private static final long DAY = 86_400_000;
  private static final Editor.Writer SOFIA = new Editor.Writer(CENTRE, "sofia", true, Set.of());
  private static final Editor.Writer BEN = new Editor.Writer(CENTRE, "ben", false, Set.of());

  @Parameter TestEngine engine;
  @TempDir Path directory;
  private Store store;
  private SqlArticleStore articles;
  private SqlArticleHistory history;
  private Editor editor;
  private final InstantSource clock = InstantSource.system();

  @BeforeEach
  void open() {
    store = engine.open(directory);
    articles = new SqlArticleStore(store);
    history = new SqlArticleHistory(store);
    editor = new Editor(articles, history, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static Editor.Draft draft(String body, ArticleState state) {
    var text = new ArticleText("Saddles", null, body, "en", List.of(), "care/saddles");
    return new Editor.Draft(text, Visibility.PUBLIC, state, false);
  }

  private Result.Saved create(Editor.Writer writer, ArticleState state) {
    return (Result.Saved) done(editor.create(writer, draft("Wax them.", state)));
  }

  private Result.Saved change(Editor.Writer writer, Result.Saved old, String body) {
    Editor.Draft draft = draft(body, ArticleState.REVIEW);
    return (Result.Saved) done(editor.change(writer, old.article(), draft, old.revision()));
  }

  private boolean date(Result.Saved article, String login, boolean approves, @Nullable Long read) {
    var care = new ArticleCare(login, clock.millis() - DAY, null, null, null);
    var carer = new ArticleHistory.Carer(login, clock.millis(), approves, read);
    return done(history.care(CENTRE, article.article(), care, carer));
  }

  private ArticleState state(Result.Saved article) {
    return Objects.requireNonNull(articles.find(CENTRE, article.article())).state();
  }

  @Test
  void wordsWrittenAfterTheDateWasSetAreNotPublishedByIt() {
    Result.Saved handedIn = create(BEN, ArticleState.REVIEW);
    assertThat(date(handedIn, "sofia", true, null)).isTrue();
    Result.Saved changed = change(BEN, handedIn, "Give them away.");
    assertThat(done(editor.keepDates(CENTRE))).isZero();
    assertThat(state(changed)).isEqualTo(ArticleState.REVIEW);
    assertThat(history.approved(CENTRE, changed.article())).isZero();

    date(changed, "ben", false, null);
    assertThat(done(editor.keepDates(CENTRE))).as("an agent approves nothing").isZero();

    date(changed, "sofia", true, null);
    assertThat(history.approved(CENTRE, changed.article())).isEqualTo(changed.revision());
    assertThat(done(editor.keepDates(CENTRE))).isOne();
    assertThat(state(changed)).isEqualTo(ArticleState.PUBLISHED);
  }

  @Test
  void whatASupervisorWritesThemselvesIsApprovedByThat() {
    Result.Saved handedIn = create(BEN, ArticleState.REVIEW);
    date(handedIn, "sofia", true, null);
    Result.Saved mended = change(SOFIA, change(BEN, handedIn, "Wax tham."), "Wax them!");
    assertThat(done(editor.keepDates(CENTRE))).isOne();
    assertThat(state(mended)).isEqualTo(ArticleState.PUBLISHED);
  }

  @Test
  void whoHasReadAnOlderRevisionApprovesNothing() {
    Result.Saved handedIn = create(BEN, ArticleState.REVIEW);
    Result.Saved changed = change(BEN, handedIn, "Give them away.");
    assertThat(date(handedIn, "sofia", true, handedIn.revision())).isFalse();
    assertThat(history.care(CENTRE, changed.article())).isEqualTo(ArticleCare.NONE);
    assertThat(date(handedIn, "sofia", true, changed.revision())).isTrue();
  }

  @Test
  void anOlderVersionThatIsBroughtBackIsNotPublishedByTheDate() {
    Result.Saved first = create(BEN, ArticleState.REVIEW);
    Result.Saved second = change(BEN, first, "Polish them.");
    date(second, "sofia", true, null);
    done(editor.restore(BEN, first.article(), first.revision(), second.revision()));
    assertThat(done(editor.keepDates(CENTRE))).isZero();
  }

  @Test
  void datesTouchAnArticleAndChangeNeitherItsRevisionNorItsVersions() {
    Result.Saved article = create(SOFIA, ArticleState.PUBLISHED);
    ArticleStore.Head before = Objects.requireNonNull(articles.heads().get(CENTRE));
    date(article, "sofia", true, null);
    Article dated = articles.changedAfter(CENTRE, before.revision(), 10).getFirst();
    assertThat(dated.revision()).isEqualTo(article.revision());
    assertThat(dated.touched()).isGreaterThan(article.revision());
    assertThat(dated.validity().from()).isNotNull();
    assertThat(articles.find(CENTRE, article.article())).isEqualTo(dated);
    assertThat(history.versions(CENTRE, article.article())).hasSize(1);
    done(
        history.care(
            CENTRE,
            article.article(),
            ArticleCare.NONE,
            new ArticleHistory.Carer("sofia", 1, true, null)));
    Article undated = articles.changedAfter(CENTRE, dated.touched(), 10).getFirst();
    assertThat(undated.validity()).isEqualTo(Validity.ALWAYS);
  }

  @Test
  void whatIsDoneIsToldInItsOrderWithWhoDidIt() {
    Result.Saved first = create(BEN, ArticleState.REVIEW);
    date(first, "sofia", true, null);
    var attachments = new SqlAttachments(store);
    var file = new Attachment("f", "wax.txt", "text/plain", 3, clock.millis(), "ben");
    done(attachments.add(CENTRE, first.article(), file, "wax".getBytes(StandardCharsets.UTF_8)));
    done(attachments.remove(CENTRE, first.article(), "f", "sofia", clock.millis()));
    Result.Saved second = change(BEN, first, "Polish them.");
    Result.Saved other = create(SOFIA, ArticleState.DRAFT);

    Trail of = new Trail(first.article(), Set.of());
    assertThat(history.events(CENTRE, of, 0L))
        .extracting(ArticleEvent::kind, ArticleEvent::author, ArticleEvent::what)
        .containsExactly(
            tuple(Kind.CREATED, "ben", List.of()),
            tuple(Kind.CARED_FOR, "sofia", List.of("owner", "validFrom")),
            tuple(Kind.FILE_ADDED, "ben", List.of("wax.txt")),
            tuple(Kind.FILE_REMOVED, "sofia", List.of("wax.txt")),
            tuple(Kind.CHANGED, "ben", List.of("body")));
    ArticleEvent last = history.events(CENTRE, of, 4L).getFirst();
    assertThat(last.revision()).isEqualTo(second.revision());
    assertThat(last.state()).isEqualTo(ArticleState.REVIEW);
    Trail all = new Trail(null, Set.of());
    assertThat(history.events(CENTRE, all, null))
        .extracting(ArticleEvent::number)
        .containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(history.events(CENTRE, all, 5L))
        .extracting(ArticleEvent::article)
        .containsExactly(other.article());
    assertThat(history.newestEvent(CENTRE)).isEqualTo(6);
    assertThat(history.events(CENTRE, new Trail(null, Set.of("care")), 0L)).isEmpty();
    assertThat(history.events("other", all, 0L)).isEmpty();
  }

  @Test
  void theListGoesOnWhereItEnded() {
    for (int i = 0; i < ArticleHistory.MAX + 5; i++) {
      create(SOFIA, ArticleState.DRAFT);
    }
    List<Article> first =
        history.list(CENTRE, new ArticleHistory.Wanted(null, null, Set.of(), null));
    List<Article> rest =
        history.list(
            CENTRE, new ArticleHistory.Wanted(null, null, Set.of(), first.getLast().revision()));
    assertThat(first).hasSize(ArticleHistory.MAX);
    assertThat(rest).hasSize(5).doesNotContainAnyElementsOf(first);
  }

  @Test
  void synonymsHaveARevisionThatGrowsWithEachChange() {
    var synonyms = new SqlSynonyms(store);
    assertThat(synonyms.revision(CENTRE)).isZero();
    done(synonyms.save(CENTRE, new SynonymGroup("bikes", "en", List.of("bicycle", "bike"))));
    long first = synonyms.revision(CENTRE);
    done(synonyms.save(CENTRE, new SynonymGroup("bikes", "en", List.of("bicycle", "cycle"))));
    long second = synonyms.revision(CENTRE);
    done(synonyms.remove(CENTRE, "bikes"));
    assertThat(first).isPositive();
    assertThat(second).isGreaterThan(first);
    assertThat(synonyms.revision(CENTRE)).isGreaterThan(second);
    assertThat(synonyms.revision("other")).isZero();
  }
}
