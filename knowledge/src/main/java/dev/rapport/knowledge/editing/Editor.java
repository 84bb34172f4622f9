package dev.rapport.knowledge.editing;

import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleLimits;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.CategoryRights;
import dev.rapport.knowledge.Origin;
import dev.rapport.knowledge.SaveArticle;
import dev.rapport.knowledge.Visibility;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Creates and changes articles for people. Reads block; the results come with the commit.
public final class Editor {

  private static final String SOURCE = "editor";

  private final ArticleStore articles;
  private final ArticleHistory history;
  private final InstantSource clock;

  public Editor(ArticleStore articles, ArticleHistory history, InstantSource clock) {
    this.articles = articles;
    this.history = history;
    this.clock = clock;
  }

  /// Who edits.
  ///
  /// @param publishes whether they may publish and archive; others write drafts and hand them in
  /// @param locked categories in which they may change nothing, see [CategoryRights#lockedTo]
  public record Writer(String centre, String login, boolean publishes, Set<String> locked) {
    /// Whether they may change what is in this state and category.
    private boolean mayChange(ArticleState state, @Nullable String category) {
      return (publishes || !isPublic(state)) && !CategoryRights.isIn(category, locked);
    }
  }

  /// What an article is to say.
  ///
  /// @param html whether the text's body is HTML, to be brought into the stored form
  public record Draft(ArticleText text, Visibility visibility, ArticleState state, boolean html) {}

  /// What came of it.
  public sealed interface Result {
    /// @param revision the article's now
    record Saved(String article, long revision) implements Result {}

    /// There is no such article, or version.
    record NotFound() implements Result {}

    /// Somebody else was faster; what they wrote is kept, and so must be read first.
    record Conflict() implements Result {}

    /// @param reason in one line for the writer
    record Refused(String reason) implements Result {}

    /// This writer may not do that.
    record NotAllowed() implements Result {}
  }

  public CompletionStage<Result> create(Writer writer, Draft draft) {
    var origin = new Origin(SOURCE, UUID.randomUUID().toString());
    return save(writer, origin, draft, 0);
  }

  /// @param revision the one the writer has read
  public CompletionStage<Result> change(Writer writer, String id, Draft draft, long revision) {
    Article article = articles.find(writer.centre(), id);
    if (article == null) {
      return done(new Result.NotFound());
    }
    if (!writer.mayChange(article.state(), article.text().category())) {
      return done(new Result.NotAllowed());
    }
    return save(writer, article.origin(), draft, revision);
  }

  /// Puts the text of an older version in place of the present one; the present state stays.
  public CompletionStage<Result> restore(Writer writer, String id, long version, long revision) {
    Article article = articles.find(writer.centre(), id);
    @Nullable ArticleVersion older = history.version(writer.centre(), id, version);
    if (article == null || older == null) {
      return done(new Result.NotFound());
    }
    if (!writer.mayChange(article.state(), article.text().category())) {
      return done(new Result.NotAllowed());
    }
    var draft = new Draft(older.text(), older.visibility(), article.state(), false);
    return save(writer, article.origin(), draft, revision);
  }

  /// Publishes what is due and archives what has run out; completes with how many.
  public CompletionStage<Integer> keepDates(String centre) {
    long now = clock.millis();
    CompletionStage<Integer> count = CompletableFuture.completedFuture(0);
    for (Article article : history.due(centre, now)) {
      ArticleState next =
          article.state() == ArticleState.REVIEW ? ArticleState.PUBLISHED : ArticleState.ARCHIVED;
      var save = new SaveArticle(article.origin(), article.text(), article.visibility(), next);
      count =
          count.thenCombine(
              articles.saveIf(centre, save, article.revision(), now, "schedule"),
              (sum, saved) -> sum + (saved.isPresent() ? 1 : 0));
    }
    return count;
  }

  private CompletionStage<Result> save(Writer writer, Origin origin, Draft draft, long expected) {
    if (!writer.mayChange(draft.state(), draft.text().category())) {
      return done(new Result.NotAllowed());
    }
    ArticleText text = draft.text();
    String body = draft.html() ? CleanForm.ofHtml(text.body()) : text.body();
    var clean =
        new ArticleText(
            text.title(), text.question(), body, text.language(), text.tags(), text.category());
    var save = new SaveArticle(origin, clean, draft.visibility(), draft.state());
    Optional<String> problem = ArticleLimits.problemOf(save);
    if (problem.isPresent()) {
      return done(new Result.Refused(problem.get()));
    }
    String id = Article.idOf(writer.centre(), origin);
    return articles
        .saveIf(writer.centre(), save, expected, clock.millis(), writer.login())
        .thenCompose((OptionalLong saved) ->
            saved.isPresent()
                ? saved(writer, id, draft.state(), saved.getAsLong())
                : done(new Result.Conflict()));
  }

  /// A date publishes what somebody who may publish has read or written, and nothing later.
  private CompletionStage<Result> saved(
      Writer writer, String id, ArticleState state, long revision) {
    Result saved = new Result.Saved(id, revision);
    return writer.publishes() && state == ArticleState.REVIEW
        ? history.approve(writer.centre(), id, revision).thenApply(_ -> saved)
        : done(saved);
  }

  private static boolean isPublic(ArticleState state) {
    return state == ArticleState.PUBLISHED || state == ArticleState.ARCHIVED;
  }

  private static CompletionStage<Result> done(Result result) {
    return CompletableFuture.completedFuture(result);
  }
}
