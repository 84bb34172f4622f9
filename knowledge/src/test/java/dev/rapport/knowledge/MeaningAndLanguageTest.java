package dev.rapport.knowledge;

import static dev.rapport.knowledge.Articles.article;
import static dev.rapport.knowledge.Articles.inLanguage;
import static dev.rapport.knowledge.Articles.internal;
import static dev.rapport.knowledge.Articles.save;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.knowledge.meaning.BgeSmall;
import dev.rapport.knowledge.meaning.SentenceModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeaningAndLanguageTest {

  @TempDir Path folder;
  private final MemoryArticleStore store = new MemoryArticleStore();
  private final BgeSmall model = new BgeSmall();
  private PassageIndex passages;
  private LuceneArticleIndex index;

  @BeforeEach
  void open() {
    passages = PassageIndex.open(folder.resolve("meaning"), store, model);
    index = LuceneArticleIndex.open(folder.resolve("words"), store, passages);
  }

  @AfterEach
  void close() {
    index.close();
    passages.close();
    model.close();
  }

  private void refresh() {
    index.refresh();
    passages.refresh();
  }

  private List<String> titles(String centre, Audience audience, String text) {
    return index.rank(centre, audience, text, Ranking.FUSED, 20).stream()
        .map(id -> store.find(centre, id).text().title())
        .toList();
  }

  @Test
  void anArticleIsFoundByItsMeaningWithoutAWordInCommon() {
    Articles.helpCentre(store, "acme");
    refresh();
    assertThat(titles("acme", Audience.CUSTOMER, "forgotten login credentials"))
        .first()
        .isEqualTo("How do I reset my password?");
  }

  @Test
  void whatIsNotEmbeddedYetIsFoundByItsWords() {
    Articles.helpCentre(store, "acme");
    index.refresh();
    assertThat(titles("acme", Audience.CUSTOMER, "refund")).containsExactly("Refunds");
  }

  @Test
  @DisplayName("P37: meaning keeps to the centre and the audience like words do")
  void meaningKeepsToTheCentreAndTheAudience() {
    save(store, "acme", internal("1", "Fraud checks", "How we look for stolen cards."));
    save(store, "other", article("2", "Refunds", "Money comes back in five days."));
    refresh();
    assertThat(titles("acme", Audience.CUSTOMER, "stolen credit card")).isEmpty();
    assertThat(titles("acme", Audience.AGENT, "stolen credit card")).containsOnly("Fraud checks");
    assertThat(titles("acme", Audience.CUSTOMER, "get my money back")).isEmpty();
  }

  @Test
  @DisplayName("P37: what became internal is not shown to customers by the meaning it had")
  void whatBecameInternalIsNotShownByTheMeaningItHad() {
    save(store, "acme", article("1", "Refunds", "Money comes back in five days."));
    refresh();
    assertThat(titles("acme", Audience.CUSTOMER, "get my cash again")).containsOnly("Refunds");
    save(store, "acme", internal("1", "Refunds", "Refuse the first time they ask."));
    index.refresh();
    assertThat(index.find("acme", Audience.CUSTOMER, "get my cash again", 5).hits()).isEmpty();
    assertThat(titles("acme", Audience.AGENT, "get my cash again")).containsOnly("Refunds");
  }

  @Test
  void anArchivedArticleLosesItsMeaningToo() {
    save(store, "acme", article("1", "Refunds", "Money comes back in five days."));
    refresh();
    save(
        store,
        "acme",
        Articles.in(
            ArticleState.ARCHIVED, article("1", "Refunds", "Money comes back in five days.")));
    refresh();
    assertThat(passages.size()).isZero();
    assertThat(titles("acme", Audience.CUSTOMER, "get my money back")).isEmpty();
  }

  @Test
  void whatAnotherModelMadeIsBuiltAnew() {
    Articles.helpCentre(store, "acme");
    Path own = folder.resolve("model");
    try (var made = PassageIndex.open(own, store, new Constant("one"))) {
      made.refresh();
      assertThat(made.size()).isPositive();
    }
    try (var same = PassageIndex.open(own, store, new Constant("one"))) {
      assertThat(same.size()).isPositive();
    }
    try (var other = PassageIndex.open(own, store, new Constant("other"))) {
      assertThat(other.size()).isZero();
      assertThat(other.refresh()).isTrue();
      assertThat(other.size()).isPositive();
    }
  }

  @Test
  void strangersHaveNextToNoMeaningInCommon() {
    save(
        store,
        "acme",
        article("1", "Refunds", "Money comes back in five days."),
        article("2", "Delivery", "Parcels arrive on working days."));
    refresh();
    var best = index.find("acme", Audience.CUSTOMER, "days on which my package comes", 2).hits();
    assertThat(best.getFirst().title()).isEqualTo("Delivery");
    assertThat(best.getFirst().evidence().meaning()).isBetween(0.2, 1.0);
    var strange = index.find("acme", Audience.CUSTOMER, "days of the French revolution", 2).hits();
    assertThat(strange.getFirst().evidence().meaning()).isBetween(0.0, 0.2);
  }

  @Test
  void byRankWhatBothFindComesFirst() {
    save(
        store,
        "acme",
        article("1", "Refunds", "Money comes back in five days."),
        article("2", "Delivery", "Parcels arrive on working days."),
        article("3", "Returns", "Send it back and get your money."));
    refresh();
    List<String> byRank =
        index.rank("acme", Audience.CUSTOMER, "when do refunds come", Ranking.RANKS, 20);
    assertThat(byRank.getFirst())
        .isEqualTo(
            index
                .rank("acme", Audience.CUSTOMER, "when do refunds come", Ranking.WORDS, 20)
                .getFirst());
    assertThat(byRank).doesNotHaveDuplicates().hasSize(3);
  }

  /// Gives every text the same vector.
  private record Constant(String name) implements SentenceModel {
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
      return new float[] {1, 0};
    }

    @Override
    public boolean speaks(String language) {
      return true;
    }
  }

  @Test
  void everyLanguageIsReadByItsOwnRules() {
    save(
        store,
        "acme",
        inLanguage("de", "1", "Rechnungen", "Kündigungsfristen stehen im Vertrag."),
        inLanguage("it", "2", "Rimborsi", "I rimborsi arrivano in cinque giorni."),
        inLanguage("nl", "3", "Terugbetalingen", "Het geld komt binnen vijf dagen terug."),
        inLanguage("pt", "4", "Reembolsos", "O dinheiro volta em cinco dias."),
        inLanguage("ja", "5", "返金", "返金は五日以内に行われます。"),
        inLanguage("zh", "6", "退款", "退款将在五天内到账。"),
        inLanguage("ar", "7", "استرداد الأموال", "يتم رد المبلغ خلال خمسة أيام."));
    refresh();
    assertThat(titles("acme", Audience.CUSTOMER, "Was ist die Frist der Kündigung?"))
        .first()
        .isEqualTo("Rechnungen");
    assertThat(titles("acme", Audience.CUSTOMER, "quando arriva il rimborso"))
        .first()
        .isEqualTo("Rimborsi");
    assertThat(titles("acme", Audience.CUSTOMER, "返金はいつですか")).first().isEqualTo("返金");
    assertThat(titles("acme", Audience.CUSTOMER, "متى يتم استرداد المبلغ"))
        .first()
        .isEqualTo("استرداد الأموال");
  }

  @Test
  void aLanguageWithoutRulesIsFoundByItsWordsAndTheirPieces() {
    save(
        store,
        "acme",
        inLanguage("en", "1", "Refunds", "Money comes back in five days."),
        inLanguage("de", "2", "Erstattungen", "Das Geld kommt in fünf Tagen."),
        inLanguage("fr", "3", "Remboursements", "L'argent revient en cinq jours."),
        inLanguage("es", "4", "Reembolsos", "El dinero vuelve en cinco días."),
        inLanguage("pl", "5", "Zwroty pieniędzy", "Pieniądze wracają w ciągu pięciu dni."),
        inLanguage("uk", "6", "Повернення коштів", "Гроші повертаються за п’ять днів."));
    refresh();
    assertThat(titles("acme", Audience.CUSTOMER, "kiedy będzie zwrot moich pieniędzy"))
        .first()
        .isEqualTo("Zwroty pieniędzy");
    assertThat(titles("acme", Audience.CUSTOMER, "коли повернуть кошти"))
        .first()
        .isEqualTo("Повернення коштів");
    assertThat(index.find("acme", Audience.CUSTOMER, "zwrot pieniędzy", 1).hits())
        .extracting(ArticleIndex.Hit::language)
        .containsExactly("pl");
  }

  @Test
  void wordsOfLanguagesWithRulesAreFoundByAnotherEnding() {
    save(
        store,
        "acme",
        inLanguage("en", "1", "Refunds", "Money comes back in five days."),
        inLanguage("sv", "2", "Återbetalningar", "Pengarna kommer inom fem dagar."),
        inLanguage("ru", "3", "Возврат денег", "Деньги приходят за пять дней."),
        inLanguage("nb", "4", "Tilbakebetaling", "Pengene kommer innen fem dager."));
    refresh();
    assertThat(titles("acme", Audience.CUSTOMER, "återbetalningen"))
        .first()
        .isEqualTo("Återbetalningar");
    assertThat(titles("acme", Audience.CUSTOMER, "возвраты")).first().isEqualTo("Возврат денег");
    assertThat(titles("acme", Audience.CUSTOMER, "når kommer tilbakebetalingene mine"))
        .first()
        .isEqualTo("Tilbakebetaling");
  }

  @Test
  void aFunctionWordOfAnotherLanguageFindsNothing() {
    save(
        store,
        "acme",
        inLanguage("en", "1", "I lost the key of the lock", "We send a new one."),
        inLanguage("en", "2", "How do I pay?", "By card."),
        inLanguage("it", "3", "Come si regola il deragliatore?", "Girare la vite."));
    index.refresh();
    assertThat(titles("acme", Audience.CUSTOMER, "regolare i deragliatori"))
        .containsExactly("Come si regola il deragliatore?");
  }

  @Test
  void grammarOfAJapaneseQuestionIsNotMissedInAnArticle() {
    save(
        store,
        "acme",
        inLanguage("ja", "1", "変速機の調整方法は？", "静かに回るまで調整ねじを回してください。"),
        inLanguage("ja", "2", "りんごの保存", "りんごは冷蔵庫に入れてください。"),
        inLanguage("ja", "3", "返金について", "返金は五日以内に行われます。"));
    index.refresh();
    var adjusting = index.find("acme", Audience.CUSTOMER, "変速機を調整したいのですが", 3).hits();
    assertThat(adjusting.getFirst().title()).isEqualTo("変速機の調整方法は？");
    assertThat(adjusting.getFirst().evidence().coverage()).isEqualTo(1);
    assertThat(titles("acme", Audience.CUSTOMER, "りんご")).containsExactly("りんごの保存");
  }

  @Test
  void theOnlyArticleOfALanguageDoesNotLoseToTheManyOfAnother() {
    for (int i = 0; i < 40; i++) {
      save(store, "acme", article("e" + i, "Bicycle " + i, "Model " + i + " has a bell."));
    }
    save(
        store,
        "acme",
        article("d", "Adjusting the derailleur", "Turn the screw."),
        inLanguage("fr", "f", "Comment régler le dérailleur ?", "Tournez la molette."));
    index.refresh();
    assertThat(titles("acme", Audience.CUSTOMER, "regler derailleur"))
        .first()
        .isEqualTo("Comment régler le dérailleur ?");
  }

  @Test
  void theLanguageOfATextIsDetected() {
    var detection = new LanguageDetection();
    assertThat(detection.of("Wie lange dauert es, bis mein Paket endlich ankommt?")).contains("de");
    assertThat(detection.of("¿Cuánto tiempo tarda en llegar mi pedido a mi casa?")).contains("es");
    assertThat(detection.of("How long does it take until my parcel arrives?")).contains("en");
    assertThat(detection.of("12345")).isEmpty();
  }

  @Test
  void howRareAWordIsDependsOnTheCentresOwnArticles() {
    save(store, "acme", article("1", "Tariff", "The tariff."), article("2", "Bills", "The bill."));
    refresh();
    var alone = index.find("acme", Audience.CUSTOMER, "tariff", 1).hits().getFirst().score();
    for (int i = 0; i < 30; i++) {
      save(store, "other", article("o" + i, "Tariff " + i, "The tariff of number " + i));
    }
    refresh();
    var beside = index.find("acme", Audience.CUSTOMER, "tariff", 1).hits().getFirst().score();
    assertThat(beside).isEqualTo(alone);
  }
}
