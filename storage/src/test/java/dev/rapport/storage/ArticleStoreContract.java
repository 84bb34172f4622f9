package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.ArticleStore.Saved;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.Origin;
import dev.rapport.knowledge.SaveArticle;
import dev.rapport.knowledge.Visibility;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What every [ArticleStore] keeps to. Extend it and give it a store that is empty for each test.
abstract class ArticleStoreContract {

  abstract ArticleStore store();

  static SaveArticle article(String externalId, String title) {
    return new SaveArticle(
        new Origin("faq", externalId),
        new ArticleText(title, null, "Text of " + title, "en", List.of("a", "b \"c\""), null),
        Visibility.PUBLIC,
        ArticleState.PUBLISHED);
  }

  private ArticleStore.Head head(String centre) {
    return Objects.requireNonNull(store().heads().get(centre));
  }

  private Saved save(String centre, long at, SaveArticle... articles) {
    return store().saveAll(centre, List.of(articles), at).toCompletableFuture().join();
  }

  @Test
  void anArticleReadIsTheArticleSaved() {
    var everything =
        new SaveArticle(
            new Origin("faq", "réglages/où.md"),
            new ArticleText(
                "Títle 😀", "Where?", "# Body\n\n| x |\n'; --", "fr", List.of("é", "']"), "a/b"),
            Visibility.INTERNAL,
            ArticleState.REVIEW);
    assertThat(save("acme", 42, everything)).isEqualTo(new Saved(1, 0, 0));

    String id = Article.idOf("acme", everything.origin());
    Article read = Objects.requireNonNull(store().find("acme", id));
    assertThat(read.asSaved()).isEqualTo(everything);
    assertThat(read)
        .extracting(Article::centre, Article::id, Article::revision, Article::updatedAt)
        .containsExactly("acme", id, 1L, 42L);
  }

  @Test
  @DisplayName("P4: repeating a batch changes nothing, not even a revision")
  void repeatingABatchChangesNothing() {
    assertThat(save("acme", 1, article("1", "One"), article("2", "Two")))
        .isEqualTo(new Saved(2, 0, 0));
    List<Article> before = store().changedAfter("acme", 0, 10);

    assertThat(save("acme", 2, article("1", "One"), article("2", "Two")))
        .isEqualTo(new Saved(0, 0, 2));
    assertThat(store().changedAfter("acme", 0, 10)).isEqualTo(before);
  }

  @Test
  void aChangedArticleKeepsItsIdAndGetsANewRevision() {
    save("acme", 1, article("1", "One"), article("2", "Two"));
    assertThat(save("acme", 2, article("1", "Uno"), article("2", "Two")))
        .isEqualTo(new Saved(0, 1, 1));

    assertThat(store().changedAfter("acme", 2, 10))
        .singleElement()
        .satisfies(changed -> {
          assertThat(changed.id()).isEqualTo(Article.idOf("acme", new Origin("faq", "1")));
          assertThat(changed.text().title()).isEqualTo("Uno");
          assertThat(changed.revision()).isEqualTo(3);
          assertThat(changed.updatedAt()).isEqualTo(2);
        });
  }

  @Test
  void withinABatchTheLastOfTheSameOriginStands() {
    assertThat(save("acme", 1, article("1", "One"), article("1", "Uno")))
        .isEqualTo(new Saved(1, 1, 0));
    assertThat(store().changedAfter("acme", 0, 10))
        .extracting(a -> a.text().title())
        .containsExactly("Uno");
  }

  @Test
  void changesComePageByPageInTheOrderOfTheirRevisions() {
    save("acme", 1, article("1", "One"), article("2", "Two"), article("3", "Three"));
    assertThat(store().changedAfter("acme", 0, 2))
        .extracting(Article::revision)
        .containsExactly(1L, 2L);
    assertThat(store().changedAfter("acme", 2, 2))
        .extracting(Article::revision)
        .containsExactly(3L);
    assertThat(store().changedAfter("acme", 3, 2)).isEmpty();
  }

  @Test
  void theHeadIsTheNewestRevisionAndItsLineageStays() {
    assertThat(store().heads()).isEmpty();
    save("acme", 1, article("1", "One"), article("2", "Two"));
    ArticleStore.Head first = head("acme");
    save("acme", 2, article("1", "Uno"));
    ArticleStore.Head second = head("acme");

    assertThat(first.revision()).isEqualTo(2);
    assertThat(second.revision()).isEqualTo(3);
    assertThat(second.lineage()).isEqualTo(first.lineage());
  }

  @Test
  @DisplayName("P37: a centre reads neither the articles nor the revisions of another")
  void twoCentresDoNotSeeEachOther() {
    save("acme", 1, article("1", "One"));
    save("zeta", 1, article("1", "One"), article("2", "Two"));

    assertThat(head("acme").revision()).isEqualTo(1);
    assertThat(head("zeta").revision()).isEqualTo(2);
    assertThat(store().changedAfter("acme", 0, 10))
        .extracting(Article::centre)
        .containsOnly("acme");
    assertThat(store().find("acme", Article.idOf("zeta", new Origin("faq", "2")))).isNull();
    assertThat(store().find("zeta", Article.idOf("acme", new Origin("faq", "1")))).isNull();
  }

  @Test
  void whatBreaksTheLimitsIsRefusedWhole() {
    assertThatThrownBy(() -> save("acme", 1, article("1", "One"), article("2", " ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no title");
    assertThatThrownBy(
            () -> store().saveAll("acme", Collections.nCopies(101, article("1", "One")), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store().heads()).isEmpty();
  }

  @Test
  void anEmptyBatchIsSavedAtOnce() {
    assertThat(save("acme", 1)).isEqualTo(new Saved(0, 0, 0));
    assertThat(store().heads()).isEmpty();
  }
}
