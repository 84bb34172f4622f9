package dev.rapport.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is typed, it is words or nothing: no error, no syntax, no way around the filters.
class HostileQuestionsTest {

  @TempDir Path directory;
  private final MemoryArticleStore store = new MemoryArticleStore();
  private LuceneArticleIndex index;
  private Answers answers;

  @BeforeEach
  void open() {
    Articles.helpCentre(store, "acme");
    Articles.save(store, "acme", Articles.internal("i", "Internal", "Internal password notes."));
    Articles.save(store, "zeta", Articles.article("z", "Zeta", "The zeta password."));
    index = LuceneArticleIndex.open(directory, store, ArticleSearch.UNLIMITED);
    index.refresh();
    answers = new Answers(index);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private List<Answer> ask(String text) {
    List<Answer> found = answers.ask("acme", Audience.CUSTOMER, text, 10).answers();
    for (Answer answer : found) {
      Article article = Objects.requireNonNull(store.find("acme", answer.articleId()));
      assertThat(article.visibleTo(Audience.CUSTOMER, 0)).isTrue();
      assertThat(answer.confidence()).isBetween(0.0, 1.0);
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t\n\r\u0000",
        "how do I",
        "what is the",
        "???",
        "\"",
        "(((((",
        "* OR *:*",
        "\\",
        "/.*/",
        "🙂🙂🙂",
        "\uD83D",
        "\u202E\u200F",
      })
  void whatHasNoTellingWordFindsNothing(String text) {
    assertThat(ask(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password AND NOT (",
        "password~2^1000000",
        "pass*word? [a TO z] {* TO *} password",
        "title.en:password && visibility:INTERNAL password",
        "_query_:\"{!lucene}*:*\" password",
        "'; DROP TABLE article; -- password",
        "<script>alert('password')</script>",
        "password \uD83D\uDE00 \uD83D",
        "\u202Edrowssap\u202C password\u202C",
        "PASSWORD\u0000PASSWORD",
        "password\nBcc: all@example.org",
      })
  void syntaxIsReadAsWords(String text) {
    assertThat(ask(text)).extracting(Answer::title).contains("How do I reset my password?");
  }

  static List<String> longTexts() {
    return List.of(
        "password ".repeat(120_000),
        "password " + "x".repeat(1_000_000),
        "password " + "(".repeat(1_000_000),
        "password " + "\uD83D\uDE00".repeat(500_000),
        "password " + "a\u0301".repeat(500_000));
  }

  @ParameterizedTest
  @MethodSource("longTexts")
  void aMegabyteIsReadNoFurtherThanItsBound(String text) {
    assertThat(ask(text)).extracting(Answer::title).contains("How do I reset my password?");
  }

  @Test
  void aLongTextIsCutBetweenWords() {
    String text = "word ".repeat(60);
    assertThat(QuestionTerms.cut(text)).hasSizeLessThanOrEqualTo(256).endsWith("word");
    assertThat(QuestionTerms.cut("x".repeat(300))).hasSize(256);
    assertThat(QuestionTerms.cut("x" + "\uD83D\uDE00".repeat(300))).hasSize(255);
    assertThat(QuestionTerms.cut("short")).isEqualTo("short");
  }

  @Test
  void aQuestionBecomesAtMostSoManyTerms() {
    try (var languages = new Languages()) {
      var text = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        text.append("w").append(i).append(' ');
      }
      var terms = QuestionTerms.of(text.toString(), languages, languages.all());
      assertThat(terms.byLanguage().values())
          .allSatisfy(asked -> assertThat(asked).hasSize(QuestionTerms.MAX_TERMS));
    }
  }

  @Test
  void aWordThatTellsNothingInOneLanguageIsReadInTheOthers() {
    Articles.save(
        store,
        "duo",
        Articles.article("1", "The bin", "The bin and the hat."),
        Articles.inLanguage("de", "2", "Rechnungen", "Ich bin da, er hat bezahlt."));
    index.refresh();
    for (String word : List.of("bin", "hat")) {
      assertThat(answers.ask("duo", Audience.CUSTOMER, word, 5).answers())
          .extracting(Answer::title)
          .containsExactly("The bin");
    }
    assertThat(answers.ask("duo", Audience.CUSTOMER, "ich bin", 5).answers()).isEmpty();
  }

  @Test
  void manyWordsWithManySynonymsInManyLanguagesAreStillAQuestion() {
    var groups = new ArrayList<SynonymGroup>();
    var closed = new HashSet<String>();
    for (String language : List.of("de", "es", "fr")) {
      Articles.save(store, "poly", Articles.inLanguage(language, language, "b00kxm", "b19kxm"));
      groups.add(new SynonymGroup("a" + language, language, words("a")));
      groups.add(new SynonymGroup("b" + language, language, words("b")));
    }
    for (int i = 0; i < CategoryRights.MAX_RULES; i++) {
      closed.add("closed" + i);
    }
    index.synonyms("poly", groups);
    index.refresh();
    String text =
        String.join(" ", words("a").subList(0, 16))
            + ' '
            + String.join(" ", words("b").subList(0, 16));
    var part = new Narrowing("power", "Finch", closed);
    for (Narrowing within : List.of(Narrowing.NONE, Narrowing.without(closed), part)) {
      var asked = new ArticleIndex.Question("poly", Audience.AGENT, text, within);
      assertThat(index.find(asked, 5).hits()).hasSize(within.equals(part) ? 0 : 3);
      assertThat(index.facets(asked)).isNotNull();
    }
  }

  private static List<String> words(String initial) {
    return IntStream.range(0, SynonymGroup.MAX_WORDS)
        .mapToObj(number -> initial + number / 10 + number % 10 + "kxm")
        .toList();
  }

  @Test
  void randomTextNeverFailsAndNeverLeavesTheFilters() {
    var random = new Random(42);
    String[] pieces = {
      "password",
      "refund",
      "zeta",
      "internal",
      "centre:",
      "+",
      "-",
      "\"",
      "(",
      ")",
      "*",
      "\\",
      " ",
      "\u0000",
      "\uD800",
      "\uDC00",
      "é",
      "漢字",
      "ال",
      "\u202E",
      "~1",
      "^9",
      "[",
      "]",
      "TO",
      "OR",
      "{",
    };
    for (int i = 0; i < 2_000; i++) {
      var text = new StringBuilder();
      for (int j = random.nextInt(40); j > 0; j--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      String asked = text.toString();
      assertThatCode(() -> ask(asked)).as(asked).doesNotThrowAnyException();
    }
  }
}
