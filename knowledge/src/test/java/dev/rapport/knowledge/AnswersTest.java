package dev.rapport.knowledge;

import static dev.rapport.knowledge.Articles.article;
import static dev.rapport.knowledge.Articles.helpCentre;
import static dev.rapport.knowledge.Articles.save;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

  @TempDir Path directory;
  private final MemoryArticleStore store = new MemoryArticleStore();
  private final ArticleRenderer renderer = new ArticleRenderer();
  private LuceneArticleIndex index;
  private Answers answers;

  @BeforeEach
  void open() {
    index = LuceneArticleIndex.open(directory, store, ArticleSearch.UNLIMITED);
    answers = new Answers(index);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private Answers.Answered ask(String text) {
    Answers.Answered answered = answers.ask("acme", Audience.CUSTOMER, text, 5);
    for (Answer answer : answered.answers()) {
      assertStandsInItsArticle(answer);
    }
    return answered;
  }

  private void assertStandsInItsArticle(Answer answer) {
    Article article = Objects.requireNonNull(store.find("acme", answer.articleId()));
    String body = renderer.toText(article.text().body());
    Excerpt excerpt = answer.excerpt();
    assertThat(body.substring(excerpt.offset())).startsWith(excerpt.text());
    assertThat(excerpt.text()).hasSizeLessThanOrEqualTo(Excerpts.MAX_LENGTH);
    int last = 0;
    for (Excerpt.Match match : excerpt.matches()) {
      assertThat(match.start()).isGreaterThanOrEqualTo(last).isLessThan(match.end());
      last = match.end();
    }
    assertThat(last).isLessThanOrEqualTo(excerpt.text().length());
  }

  @ParameterizedTest
  @CsvSource({
    "How can I reset my password, How do I reset my password?",
    "forgot password and want to reset it, How do I reset my password?",
    "refund, Refunds",
    "where is the parcel, Where is my parcel?",
    "invoices as PDF, Invoices",
  })
  void aQuestionTheCentreHasAnArticleForIsOfferedIt(String question, String title) {
    helpCentre(store, "acme");
    index.refresh();
    assertThat(ask(question).offers()).first().extracting(Answer::title).isEqualTo(title);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "can you recommend a restaurant near the station",
        "my printer makes a strange noise when it starts",
        "what do you think about the weather in Lisbon",
        "how do I fly to Mars on Saturdays with my dog",
        "hello",
      })
  void aQuestionItHasNoneForIsOfferedNothing(String question) {
    helpCentre(store, "acme");
    index.refresh();
    assertThat(ask(question).offers()).isEmpty();
  }

  @Test
  void whereNothingIsSuggestedNothingIsOfferedEither() {
    helpCentre(store, "acme");
    index.refresh();
    var never = new AnswerPolicy(new AnswerPolicy.Thresholds(2, 2), Map.of());
    answers.teach(new Answers.Taught(Confidence.UNTAUGHT, never));
    assertThat(ask("refund").answers()).isNotEmpty();
    assertThat(ask("refund").offers()).isEmpty();
  }

  @Test
  void whatIsOfferedFollowsTheThresholdThatWasLearnt() {
    helpCentre(store, "acme");
    index.refresh();
    String question = "How can I reset my password";
    double best = ask(question).answers().getFirst().confidence();
    var stricter =
        new AnswerPolicy(
            AnswerPolicy.UNTAUGHT.usual(),
            Map.of("en", new AnswerPolicy.Thresholds(1, Math.nextUp(best))));
    answers.teach(new Answers.Taught(Confidence.UNTAUGHT, stricter));
    assertThat(ask(question).offers()).isEmpty();
  }

  @Test
  void confidenceFallsWithEveryWordTheArticleDoesNotHave() {
    helpCentre(store, "acme");
    index.refresh();
    double last = 1;
    for (String question :
        List.of(
            "reset password",
            "reset password printer",
            "reset password printer noise",
            "password printer noise restaurant")) {
      double confidence = ask(question).answers().getFirst().confidence();
      assertThat(confidence).as(question).isLessThan(last);
      last = confidence;
    }
  }

  @Test
  void theExcerptIsTheSentenceThatAnswersWithItsWordsMarked() {
    String filler = "This sentence only says that there is a lot of other text here. ".repeat(40);
    save(
        store,
        "acme",
        article("1", "Deliveries", filler + "A **lost parcel** is replaced at once. " + filler));
    index.refresh();
    Excerpt excerpt = ask("my parcel is lost").answers().getFirst().excerpt();
    assertThat(excerpt.text()).contains("A lost parcel is replaced at once.");
    assertThat(excerpt.whole()).isFalse();
    assertThat(excerpt.matches())
        .extracting(match -> excerpt.text().substring(match.start(), match.end()))
        .containsExactly("lost", "parcel");
  }

  @Test
  void aMatchInTheTitleAloneShowsTheBeginningOfTheBody() {
    save(store, "acme", article("1", "Vouchers", "They last a year. They can be used once."));
    index.refresh();
    Excerpt excerpt = ask("voucher").answers().getFirst().excerpt();
    assertThat(excerpt.text()).isEqualTo("They last a year. They can be used once.");
    assertThat(excerpt.whole()).isTrue();
    assertThat(excerpt.matches()).isEmpty();
  }

  @Test
  void textWithoutSentencesIsCutBetweenWords() {
    String log = "lorem ipsum ".repeat(200);
    save(store, "acme", article("1", "Log", log + "needle " + log));
    index.refresh();
    Excerpt excerpt = ask("needle").answers().getFirst().excerpt();
    assertThat(excerpt.text()).contains("needle").doesNotStartWith(" ").doesNotEndWith(" ");
    assertThat(excerpt.text()).matches("(ipsum|lorem).*(ipsum|lorem)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "![only a picture](x.png)",
        "needle",
        "<b>needle</b> & <script>needle()</script>",
        "# needle\n\n- needle\n\n```\nneedle\n```\n\n> needle [needle](https://example.org)",
        "needle \uD83D\uDE00\uD83D\uDE00 needle\u202Eneedle",
        "| needle | b |\n|---|---|\n| 1 | 2 |",
      })
  void anExcerptStandsInTheBodyWhateverTheMarkdown(String body) {
    save(store, "acme", article("1", "Needle", body));
    index.refresh();
    assertThat(ask("needle").answers()).hasSize(1);
  }

  @Test
  void aWordWithoutEndIsCutToo() {
    save(store, "acme", article("1", "Needle", "needle" + "\uD83D\uDE00".repeat(5_000)));
    save(store, "acme", article("2", "Needle", "needle " + "x".repeat(60_000) + " needle"));
    index.refresh();
    assertThat(ask("needle").answers()).hasSize(2);
  }
}
