package dev.rapport.knowledge.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.MemoryArticleStore;
import dev.rapport.knowledge.Origin;
import dev.rapport.knowledge.SaveArticle;
import dev.rapport.knowledge.Visibility;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleExportTest {

  @TempDir Path directory;
  private final MemoryArticleStore store = new MemoryArticleStore();

  private void save() {
    store
        .saveAll(
            "acme",
            List.of(
                new SaveArticle(
                    new Origin("faq", "a/b.md"),
                    new ArticleText(
                        "Brakes: \"squeal\"",
                        "Why?",
                        "# Why\n\n- rim\n- pads\n\n    code\n---\nend",
                        "en",
                        List.of("brakes", "product:Alder 3"),
                        "ride/brakes"),
                    Visibility.PUBLIC,
                    ArticleState.PUBLISHED),
                new SaveArticle(
                    new Origin("handbook", "a/b.md"),
                    new ArticleText("Freins", null, "Doux.", "fr", List.of(), null),
                    Visibility.PUBLIC,
                    ArticleState.PUBLISHED),
                new SaveArticle(
                    new Origin("editor", "7"),
                    new ArticleText("Entwurf", null, "Nur für uns.", "de", List.of(), null),
                    Visibility.INTERNAL,
                    ArticleState.DRAFT)),
            1)
        .toCompletableFuture()
        .join();
  }

  private static List<SaveArticle> all(MemoryArticleStore of) {
    return of.all("acme").stream()
        .map(Article::asSaved)
        .sorted(
            Comparator.comparing((SaveArticle article) -> article.origin().externalId())
                .thenComparing(article -> article.origin().source()))
        .toList();
  }

  private MemoryArticleStore imported(Path from) throws IOException {
    var other = new MemoryArticleStore();
    var report =
        new ArticleImport(other, InstantSource.system())
            .run("acme", from, ImportOptions.DEFAULT, ArticleImport.Progress.NONE);
    assertThat(report.rejections()).isEmpty();
    return other;
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.jsonl", "folder"})
  void whatIsExportedIsImportedAsItWas(String name) throws IOException {
    save();
    Path to = directory.resolve(name);
    assertThat(new ArticleExport(store).run("acme", to)).isEqualTo(3);
    List<SaveArticle> back = all(imported(to));
    assertThat(back)
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> a.strip().equals(b.strip()), String.class)
        .isEqualTo(all(store));
  }

  @Test
  void aTableHasTheWords() throws IOException {
    save();
    Path to = directory.resolve("out.tsv");
    new ArticleExport(store).run("acme", to);
    assertThat(all(imported(to)))
        .extracting(SaveArticle::origin)
        .containsExactlyElementsOf(all(store).stream().map(SaveArticle::origin).toList());
  }

  @ParameterizedTest
  @EnumSource(names = {"HTML", "ZENDESK", "FRESHDESK"})
  void whatGoesToOthersSaysTheSame(ArticleForm form) throws IOException {
    save();
    Path to = directory.resolve(form == ArticleForm.HTML ? "pages" : "desk.json");
    assertThat(new ArticleExport(store).run("acme", to, form)).isEqualTo(3);
    SaveArticle back =
        all(imported(to)).stream()
            .filter(article -> article.text().language().equals("en"))
            .findFirst()
            .orElseThrow();
    assertThat(back.text().title()).isEqualTo("Brakes: \"squeal\"");
    assertThat(back.text().tags()).containsExactly("brakes", "product:Alder 3");
    assertThat(back.text().body()).contains("- rim\n").contains("- pads\n");
    assertThat(back.state()).isEqualTo(ArticleState.PUBLISHED);
    SaveArticle draft =
        all(imported(to)).stream()
            .filter(article -> article.text().language().equals("de"))
            .findFirst()
            .orElseThrow();
    assertThat(draft.visibility()).isEqualTo(Visibility.INTERNAL);
    assertThat(draft.state()).isEqualTo(ArticleState.DRAFT);
    if (form == ArticleForm.HTML) {
      assertThat(back.text().category()).isEqualTo("ride/brakes");
      assertThat(back.text().question()).isEqualTo("Why?");
    }
  }

  @Test
  void whatIsThereIsNotWrittenOver() throws IOException {
    Path to = Files.createFile(directory.resolve("out.jsonl"));
    assertThatThrownBy(() -> new ArticleExport(store).run("acme", to))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void aFolderOfPagesIsImported() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("pages/billing"));
    Files.writeString(
        folder.resolve("refund.html"),
        "<html lang=\"de-AT\"><head><title>Site</title></head><body><h1>Erstattung</h1>"
            + "<p>In <b>fünf</b> Tagen.</p><script>x()</script></body></html>");
    List<SaveArticle> back = all(imported(directory.resolve("pages")));
    SaveArticle page = back.getFirst();
    assertThat(page.origin().externalId()).isEqualTo("billing/refund.html");
    assertThat(page.text().title()).isEqualTo("Erstattung");
    assertThat(page.text().body()).isEqualTo("In **fünf** Tagen.");
    assertThat(page.text().language()).isEqualTo("de");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).hasSize(1);
    }
  }
}
