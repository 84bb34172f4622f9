package dev.rapport.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Mistyped words, beginnings, words that mean the same, and where articles are.
class HelpWhileTypingTest {

  @TempDir Path directory;
  private final MemoryArticleStore store = new MemoryArticleStore();
  private LuceneArticleIndex index;

  @BeforeEach
  void open() {
    Articles.helpCentre(store, "acme");
    Articles.save(
        store,
        "acme",
        Articles.internal("i", "Goodwill vouchers", "Vouchers for complaining customers."),
        sorted("charger", "The charger blinks", "power/charging", "product:Alder 3"),
        sorted("range", "How far a charge goes", "power", "product:Alder 3"),
        sorted("saddle", "Saddle height", "fitting", "product:Finch"));
    Articles.save(store, "zeta", Articles.article("z", "Zebra crossings", "For zebras."));
    index = LuceneArticleIndex.open(directory, store, ArticleSearch.UNLIMITED);
    index.refresh();
  }

  @AfterEach
  void close() {
    index.close();
  }

  private static SaveArticle sorted(String id, String title, String category, String tag) {
    return new SaveArticle(
        new Origin("test", id),
        new ArticleText(title, null, title + ", explained.", "en", List.of(tag), category),
        Visibility.PUBLIC,
        ArticleState.PUBLISHED);
  }

  private ArticleIndex.Found find(String text) {
    return index.find("acme", Audience.CUSTOMER, text, 5);
  }

  private List<String> titles(String text) {
    return find(text).hits().stream().map(ArticleIndex.Hit::title).toList();
  }

  private List<String> completed(String centre, Audience audience, String typed) {
    return index.complete(centre, audience, typed, 5).stream().map(Completion::text).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "reset my pasword,reset my password,How do I reset my password?",
    "where is my parcle,where is my parcel,Where is my parcel?",
    "Invoces please,invoices please,Invoices",
    "opennig hours,opening hours,Opening hours",
  })
  void aMistypedWordIsPutRightAndTheAskerIsTold(String typed, String meant, String title) {
    assertThat(find(typed).meant()).isEqualTo(meant);
    assertThat(titles(typed)).first().isEqualTo(title);
  }

  @ParameterizedTest
  @CsvSource({"reset my password", "resetting passwords", "what is an IBAN", "error E4711", "xyz"})
  void whatIsSpeltRightOrLikeNothingStaysAsItIs(String typed) {
    assertThat(find(typed).meant()).isNull();
  }

  @Test
  void aCustomerIsNotToldTheWordsOfInternalArticles() {
    assertThat(find("vuchers").meant()).isNull();
    assertThat(index.find("acme", Audience.AGENT, "vuchers", 5).meant()).isEqualTo("vouchers");
    assertThat(completed("acme", Audience.CUSTOMER, "good")).isEmpty();
    assertThat(completed("acme", Audience.AGENT, "good")).containsExactly("Goodwill vouchers");
    assertThat(completed("acme", Audience.AGENT, "zeb")).isEmpty();
    assertThat(completed("zeta", Audience.CUSTOMER, "zeb")).containsExactly("Zebra crossings");
  }

  @Test
  void whatOnlyInternalArticlesSayIsForACustomerAMistypedWord() {
    Articles.save(
        store,
        "acme",
        Articles.article("v", "Vouchers", "A voucher lasts a year."),
        Articles.internal("w", "The vouchar list", "Each vouchar of last year."));
    index.refresh();
    assertThat(find("vouchar").meant()).isEqualTo("voucher");
    assertThat(index.find("acme", Audience.AGENT, "vouchar", 5).meant()).isNull();
  }

  @Test
  void whatOnlyClosedArticlesSayIsAMistypedWordToo() {
    Articles.save(
        store,
        "acme",
        Articles.article("v", "Vouchers", "A voucher lasts a year."),
        sorted("w", "The vouchar list", "staff/lists", "list"));
    index.refresh();
    Narrowing closed = Narrowing.without(Set.of("staff"));
    var asked = new ArticleIndex.Question("acme", Audience.AGENT, "vouchar", closed);
    assertThat(index.find(asked, 5).meant()).isEqualTo("voucher");
  }

  @Test
  void whatAnArticleSaidBeforeItBecameInternalIsNotTold() {
    Articles.save(
        store,
        "acme",
        Articles.article("v", "Voucher", "It lasts a year."),
        Articles.article("k", "Kettles", "They boil."));
    index.refresh();
    assertThat(find("vouchar").meant()).isEqualTo("voucher");
    Articles.save(store, "acme", Articles.internal("v", "Voucher", "It lasts a year."));
    index.refresh();
    assertThat(find("vouchar").meant()).isNull();
  }

  @Test
  void onlySoManyWordsAreLookedUpAmongTheNearOnes() {
    var unknown = new StringBuilder();
    for (char letter = 'a'; letter < 'a' + Spelling.MAX_TRIED - 1; letter++) {
      unknown.append("qqzz").append(letter).append("xxjj ");
    }
    assertThat(find(unknown + "pasword").meant()).isEqualTo(unknown + "password");
    assertThat(find(unknown + "qqzzwxxjj pasword").meant()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"pass", "reset p", "HOW DO I RE", "my password", "pässwo"})
  void aBeginningIsCompleted(String typed) {
    assertThat(completed("acme", Audience.CUSTOMER, typed)).contains("How do I reset my password?");
  }

  @Test
  void nothingTypedIsNotCompleted() {
    assertThat(completed("acme", Audience.CUSTOMER, " ")).isEmpty();
    assertThat(completed("acme", Audience.CUSTOMER, "password qqq")).isEmpty();
  }

  @Test
  void wordsThatMeanTheSameFindEachOther() {
    assertThat(titles("bill")).isEmpty();
    index.synonyms(
        "acme",
        List.of(
            new SynonymGroup("1", "en", List.of("invoice", "bill")),
            new SynonymGroup("2", "en", List.of("charger", "power supply unit"))));
    assertThat(titles("bill")).containsExactly("Invoices");
    assertThat(titles("my power supply unit is dead")).first().isEqualTo("The charger blinks");
    assertThat(find("bill").hits().getFirst().evidence().titleCoverage()).isEqualTo(1);
    assertThat(index.find("zeta", Audience.CUSTOMER, "bill", 5).hits()).isEmpty();
  }

  @Test
  void articlesAreCountedByCategoryAndProduct() {
    var all = new ArticleIndex.Question("acme", Audience.CUSTOMER, "", Narrowing.NONE);
    Facets facets = index.facets(all);
    assertThat(facets.categories())
        .containsExactly(
            new Facets.Count("power", 2),
            new Facets.Count("fitting", 1),
            new Facets.Count("power/charging", 1));
    assertThat(facets.products())
        .containsExactly(new Facets.Count("Alder 3", 2), new Facets.Count("Finch", 1));
    var saddle = new ArticleIndex.Question("acme", Audience.CUSTOMER, "saddle", Narrowing.NONE);
    assertThat(index.facets(saddle).products()).containsExactly(new Facets.Count("Finch", 1));
  }

  @Test
  void aQuestionIsAskedOfAPart() {
    var power = new Narrowing("power", null);
    var question = new ArticleIndex.Question("acme", Audience.CUSTOMER, "explained", power);
    assertThat(index.find(question, 5).hits()).hasSize(2);
    var finch = new Narrowing(null, "Finch");
    question = new ArticleIndex.Question("acme", Audience.CUSTOMER, "charge", finch);
    assertThat(index.find(question, 5).hits()).isEmpty();
  }
}
