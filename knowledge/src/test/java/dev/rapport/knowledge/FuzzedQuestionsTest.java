package dev.rapport.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ten thousand questions that nobody would ask: none errs, none reaches around the filters.
class FuzzedQuestionsTest {

  private static final int QUESTIONS = 10_000;
  private static final long SEED = 20_260_112;

  private static final List<String> PIECES =
      List.of(
          "password",
          "pasword",
          "invoice",
          "refund",
          "secret",
          "zeta",
          "how do I ",
          "AND",
          "OR",
          "NOT",
          "(",
          ")",
          "\"",
          "*",
          "?",
          "~2",
          "^9",
          "[a TO z]",
          "title.en:",
          "visibility:",
          "INTERNAL",
          "centre:zeta",
          "\\",
          "/.*/",
          "\u0000",
          "\u202E",
          "\uD83D",
          "\uD83D\uDE00",
          "a\u0301",
          "ß",
          "İ",
          "ﷺ",
          "漢字",
          "パスワード",
          "كلمة",
          "-",
          "_",
          "'; DROP TABLE",
          "<b>",
          "%s%n",
          "${x}",
          "../..",
          "\r\n",
          "\t",
          "1e309",
          "NaN",
          "0x7f",
          ".",
          ",",
          "product:");

  @TempDir Path directory;
  private final MemoryArticleStore store = new MemoryArticleStore();

  @Test
  void noneErrsAndNoneFindsWhatItMayNot() {
    Articles.helpCentre(store, "acme");
    Articles.save(store, "acme", Articles.internal("i", "Internal secret", "The secret password."));
    Articles.save(store, "zeta", Articles.article("z", "Zeta", "The zeta password, a secret."));
    try (var index = LuceneArticleIndex.open(directory, store, ArticleSearch.UNLIMITED)) {
      index.refresh();
      index.synonyms(
          "acme", List.of(new SynonymGroup("s", "en", List.of("password", "secret", "zeta"))));
      var random = new Random(SEED);
      var answers = new Answers(index);
      for (int i = 0; i < QUESTIONS; i++) {
        String text = text(random);
        for (Answer answer : answers.ask("acme", Audience.CUSTOMER, text, 20).answers()) {
          allowed(answer.articleId(), text);
          assertThat(answer.confidence()).as(text).isBetween(0.0, 1.0);
          assertThat(answer.excerpt().text()).hasSizeLessThanOrEqualTo(Excerpts.MAX_LENGTH);
        }
        index
            .complete("acme", Audience.CUSTOMER, text, 10)
            .forEach(completion -> allowed(completion.articleId(), text));
        var within = new Narrowing(random.nextBoolean() ? text : null, null);
        var question = new ArticleIndex.Question("acme", Audience.CUSTOMER, text, within);
        assertThat(index.facets(question).categories()).hasSizeLessThanOrEqualTo(Facets.MAX);
      }
    }
  }

  private void allowed(String article, String text) {
    Article found = store.find("acme", article);
    assertThat(found).as(text).isNotNull();
    assertThat(Objects.requireNonNull(found).visibleTo(Audience.CUSTOMER, 0)).as(text).isTrue();
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    int pieces = random.nextInt(random.nextInt(50) == 0 ? 2_000 : 12);
    for (int i = 0; i <= pieces; i++) {
      switch (random.nextInt(4)) {
        case 0 -> text.append((char) random.nextInt(0x10000));
        case 1 -> text.appendCodePoint(random.nextInt(0x110000));
        case 2 -> text.append(PIECES.get(random.nextInt(PIECES.size()))).append(' ');
        default -> text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return text.toString();
  }
}
