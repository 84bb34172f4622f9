package dev.rapport.knowledge.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.MemoryArticleStore;
import dev.rapport.knowledge.Origin;
import dev.rapport.knowledge.SaveArticle;
import dev.rapport.knowledge.Visibility;
import dev.rapport.knowledge.learning.AnswerLabel;
import dev.rapport.knowledge.learning.AnswerLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelImportTest {
  private static final String CENTRE = "acme";

  @TempDir private Path folder;
  private final List<AnswerLabel> kept = new ArrayList<>();

  /// Has the articles 1 and 2 of the source faq.
  private static ArticleStore two() {
    var store = new MemoryArticleStore();
    for (String each : List.of("1", "2")) {
      var text = new ArticleText("T", null, "B", "en", List.of(), null);
      var article =
          new SaveArticle(new Origin("faq", each), text, Visibility.PUBLIC, ArticleState.PUBLISHED);
      store.saveAll(CENTRE, List.of(article), 1).toCompletableFuture().join();
    }
    return store;
  }

  private final AnswerLabels labels =
      new AnswerLabels() {
        @Override
        public CompletionStage<Kept> save(String centre, List<AnswerLabel> some, long at) {
          assertThat(some).hasSizeLessThanOrEqualTo(MAX_BATCH);
          kept.addAll(some);
          return CompletableFuture.completedStage(new Kept(some.size(), 0, 0, 0));
        }

        @Override
        public CompletionStage<Boolean> remove(String centre, String id) {
          throw new UnsupportedOperationException();
        }

        @Override
        public List<AnswerLabel> all(String centre) {
          return kept;
        }

        @Override
        public String version(String centre) {
          return "";
        }
      };

  private static String id(String external) {
    return Article.idOf(CENTRE, new Origin("faq", external));
  }

  private LabelImport.Report run(String name, String text, boolean dryRun) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return new LabelImport(two(), labels, InstantSource.system())
        .run(CENTRE, file, new LabelImport.Options("faq", dryRun));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.tsv | question\tarticles~Where, now?\t1;2~\"Why\"\tnone~Ever?\tnone",
        "a.tsv | Where, now?\t1 ; 2~\"Why\"\t~Ever?\tNONE",
        "a.tsv | articles\tnote\tquestion~1;2\tx\tWhere, now?~\ty\t\"Why\"~none\tz\tEver?",
        "a.csv | question,articles~\"Where, now?\",1;2~\"\"\"Why\"\"\",~Ever?,none",
      })
  void everyFormSaysTheSame(String name, String text) throws IOException {
    LabelImport.Report report = run(name, text.replace('~', '\n'), false);
    assertThat(report.rejections()).isEmpty();
    expectThree();
  }

  private void expectThree() {
    assertThat(kept)
        .containsExactly(
            new AnswerLabel("Where, now?", List.of(id("1"), id("2"))),
            new AnswerLabel("\"Why\"", List.of()),
            new AnswerLabel("Ever?", List.of()));
  }

  @Test
  void jsonLinesSayItToo() throws IOException {
    String text =
        """
        {"question": "Where, now?", "articles": ["1", 2]}

        {"question": "\\"Why\\"", "articles": []}
        {"question": "Ever?", "article": null}
        """;
    assertThat(run("a.jsonl", text, false).rejections()).isEmpty();
    expectThree();
  }

  @Test
  void whatCannotBeTakenIsRejectedWithItsLineAndTheRestIsTaken() throws IOException {
    String text =
        """
        {"question": "ok", "articles": ["1"]}
        {"question": "which?", "articles": ["3"]}
        {"question": "no articles"}
        {"articles": []}
        {"question": "  ", "articles": []}
        {"question": "q", "articles": {"a": 1}}
        nonsense
        """;
    LabelImport.Report report = run("a.jsonl", text, false);
    assertThat(report.rejections())
        .extracting(ImportReport.Rejection::place)
        .containsExactly(
            "a.jsonl:2", "a.jsonl:3", "a.jsonl:4", "a.jsonl:5", "a.jsonl:6", "a.jsonl:7");
    assertThat(report.rejections().getFirst().reason())
        .isEqualTo("there is no article '3' of 'faq'");
    assertThat(report.rejected()).isEqualTo(6);
    assertThat(kept).hasSize(1);
    assertThat(run("b.csv", "\"open,1\nfine,1", false).rejections())
        .extracting(ImportReport.Rejection::reason)
        .containsExactly("a quotation mark is not closed on this line");
    assertThat(run("c.tsv", "only a question", false).rejected()).isOne();
  }

  @Test
  void aDryRunKeepsNothing() throws IOException {
    LabelImport.Report report = run("a.tsv", "q\t1\nq2\t9", true);
    assertThat(report.read()).isOne();
    assertThat(report.rejected()).isOne();
    assertThat(kept).isEmpty();
  }

  @Test
  void aFileOfNoKnownFormatIsRefused() {
    assertThatThrownBy(() -> run("a.xlsx", "", false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(".csv");
  }
}
