package dev.rapport.knowledge;

import static dev.rapport.knowledge.Articles.article;
import static dev.rapport.knowledge.Articles.helpCentre;
import static dev.rapport.knowledge.Articles.in;
import static dev.rapport.knowledge.Articles.inLanguage;
import static dev.rapport.knowledge.Articles.internal;
import static dev.rapport.knowledge.Articles.save;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneArticleIndexTest {

  @TempDir Path directory;
  private final MemoryArticleStore store = new MemoryArticleStore();
  private LuceneArticleIndex index;

  @BeforeEach
  void open() {
    index = LuceneArticleIndex.open(directory, store, ArticleSearch.UNLIMITED);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private List<String> titles(String centre, Audience audience, String text) {
    return index.find(centre, audience, text, 10).hits().stream()
        .map(ArticleIndex.Hit::title)
        .toList();
  }

  private List<String> titles(String text) {
    return titles("acme", Audience.CUSTOMER, text);
  }

  @Test
  void whatIsSavedIsFoundAfterARefreshAndNotBefore() {
    helpCentre(store, "acme");
    assertThat(titles("reset password")).isEmpty();
    assertThat(index.refresh()).isTrue();
    assertThat(titles("resetting passwords")).first().isEqualTo("How do I reset my password?");
    assertThat(index.size()).isEqualTo(5);
  }

  @Test
  void aRefreshWithNothingNewChangesNothing() {
    helpCentre(store, "acme");
    index.refresh();
    assertThat(index.refresh()).isFalse();
  }

  @Test
  void aChangedArticleIsFoundByItsNewWordsOnly() {
    save(store, "acme", article("1", "Refunds", "Within five days."));
    index.refresh();
    save(store, "acme", article("1", "Repayments", "Within five days."));
    index.refresh();
    assertThat(titles("refunds")).isEmpty();
    assertThat(titles("repayments")).containsExactly("Repayments");
    assertThat(index.size()).isEqualTo(1);
  }

  @Test
  void onlyPublishedArticlesAreFound() {
    for (ArticleState state : ArticleState.values()) {
      save(store, "acme", in(state, article(state.name(), "Refund " + state, "Text.")));
    }
    index.refresh();
    assertThat(titles("acme", Audience.AGENT, "refund")).containsExactly("Refund PUBLISHED");
    save(store, "acme", in(ArticleState.ARCHIVED, article("PUBLISHED", "Refund", "Text.")));
    index.refresh();
    assertThat(titles("acme", Audience.AGENT, "refund")).isEmpty();
  }

  @Test
  @DisplayName("P37: no question finds another centre's article")
  void noQuestionFindsAnotherCentresArticle() {
    helpCentre(store, "acme");
    save(store, "zeta", article("secret", "The zeta secret", "Only zeta knows the password."));
    index.refresh();
    var hostile =
        List.of("secret", "zeta", "centre:zeta", "password OR centre:zeta", "*", "+centre:zeta");
    for (String text : hostile) {
      assertThat(titles("acme", Audience.AGENT, text)).as(text).doesNotContain("The zeta secret");
    }
    assertThat(titles("zeta", Audience.AGENT, "secret")).containsExactly("The zeta secret");
    assertThat(titles("zeta", Audience.AGENT, "parcel")).isEmpty();
    assertThat(titles("", Audience.AGENT, "password")).isEmpty();
  }

  @Test
  void customersNeverSeeInternalArticles() {
    save(
        store,
        "acme",
        article("1", "Refunds", "Within five days."),
        internal("2", "Refunds above 500 need a supervisor", "Refunds: call the supervisor."));
    index.refresh();
    assertThat(titles("acme", Audience.CUSTOMER, "refunds supervisor")).containsExactly("Refunds");
    assertThat(titles("acme", Audience.AGENT, "refunds supervisor")).hasSize(2);
    save(store, "acme", internal("1", "Refunds", "Within five days."));
    index.refresh();
    assertThat(titles("acme", Audience.CUSTOMER, "refunds supervisor")).isEmpty();
  }

  @Test
  void articlesAreReadByTheRulesOfTheirLanguage() {
    save(
        store,
        "acme",
        article("en", "Returning goods", "Send it back."),
        inLanguage("de", "de", "Rechnungen bezahlen", "Die Häuser zahlen monatlich."),
        inLanguage("fr", "fr", "L'annulation des commandes", "Annulez vos commandes en ligne."),
        inLanguage("es", "es", "Devoluciones", "Puede devolver los artículos."),
        inLanguage("pt", "pt", "Devolução de produtos", "Pode devolver os produtos."));
    index.refresh();
    assertThat(titles("Wie bezahle ich meine Rechnung?")).first().isEqualTo("Rechnungen bezahlen");
    assertThat(titles("haus")).first().isEqualTo("Rechnungen bezahlen");
    assertThat(titles("annuler une commande")).first().isEqualTo("L'annulation des commandes");
    assertThat(titles("devolución artículo")).first().isEqualTo("Devoluciones");
    assertThat(titles("produtos")).first().isEqualTo("Devolução de produtos");
    assertThat(titles("how can I return a good")).first().isEqualTo("Returning goods");
  }

  @Test
  void tagsAndQuestionsAreSearchedToo() {
    var text =
        new ArticleText(
            "Lost card", "Someone stole my wallet", "Call us.", "en", List.of("theft"), null);
    save(
        store,
        "acme",
        new SaveArticle(new Origin("test", "1"), text, Visibility.PUBLIC, ArticleState.PUBLISHED));
    index.refresh();
    assertThat(titles("theft")).hasSize(1);
    assertThat(titles("stolen? they stole it")).hasSize(1);
  }

  @Test
  void theLimitIsKeptWithinBounds() {
    var many = new ArrayList<SaveArticle>();
    for (int i = 0; i < 40; i++) {
      many.add(article("" + i, "Refund number " + i, "Text."));
    }
    save(store, "acme", many.toArray(SaveArticle[]::new));
    index.refresh();
    assertThat(index.find("acme", Audience.CUSTOMER, "refund", 3).hits()).hasSize(3);
    assertThat(index.find("acme", Audience.CUSTOMER, "refund", 0).hits()).hasSize(1);
    assertThat(index.find("acme", Audience.CUSTOMER, "refund", Integer.MAX_VALUE).hits())
        .hasSize(ArticleIndex.MAX_HITS);
  }

  @Test
  void aLongCatchUpReadsEverything() {
    for (int batch = 0; batch < 50; batch++) {
      var articles = new ArrayList<SaveArticle>();
      for (int i = 0; i < 100; i++) {
        articles.add(article(batch + "-" + i, "Title " + batch + " x" + i, "Text."));
      }
      save(store, batch % 2 == 0 ? "acme" : "zeta", articles.toArray(SaveArticle[]::new));
    }
    index.refresh();
    assertThat(index.size()).isEqualTo(5_000);
    assertThat(index.refresh()).isFalse();
  }

  @Test
  void aRebuildGivesTheSameAnswers() {
    helpCentre(store, "acme");
    index.refresh();
    List<String> before = titles("when do I get my refund for the parcel");
    index.rebuild();
    assertThat(titles("when do I get my refund for the parcel")).isEqualTo(before).isNotEmpty();
    assertThat(index.size()).isEqualTo(5);
    assertThat(index.refresh()).isFalse();
  }

  @Test
  void whatAnotherProcessIndexedIsSeen() {
    helpCentre(store, "acme");
    try (var other = LuceneArticleIndex.open(directory, store, ArticleSearch.UNLIMITED)) {
      other.refresh();
    }
    assertThat(index.refresh()).isFalse();
    assertThat(index.size()).isEqualTo(5);
  }

  @Test
  void whileAnotherProcessWritesSearchesGoOn() throws Exception {
    helpCentre(store, "acme");
    index.refresh();
    save(store, "acme", article("new", "Vouchers", "Vouchers last a year."));
    try (var files = FSDirectory.open(directory.resolve("1"));
        var lock = files.obtainLock("write.lock")) {
      lock.ensureValid();
      assertThatThrownBy(() -> index.refresh()).isInstanceOf(UncheckedIOException.class);
      assertThat(titles("reset password")).isNotEmpty();
    }
    index.refresh();
    assertThat(titles("vouchers")).containsExactly("Vouchers");
  }
}
