package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleRenderer;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.Origin;
import dev.rapport.knowledge.SaveArticle;
import dev.rapport.knowledge.Visibility;
import dev.rapport.knowledge.editing.ArticleCare;
import dev.rapport.knowledge.editing.ArticleHistory;
import dev.rapport.knowledge.editing.Attachment;
import dev.rapport.knowledge.imports.ArticleExport;
import dev.rapport.knowledge.imports.ArticleForm;
import dev.rapport.knowledge.imports.ArticleImport;
import dev.rapport.knowledge.imports.ExportedBeside;
import dev.rapport.knowledge.imports.ImportOptions;
import dev.rapport.knowledge.imports.ImportReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is exported from one centre and imported into an empty one is all there.
class ArticleRoundTripTest {
  private static final String CENTRE = "acme";
  private static final String FILE = "0c9f5ad0-9a2e-4b52-8f0e-2f3c6a1d7e10";
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 1, 2};
  private static final Origin ORIGINAL = new Origin("handbook", "brakes.md");
  private static final Origin TRANSLATION = new Origin("editor", "7");
  private static final Origin STALE = new Origin("editor", "8");

  @TempDir Path folder;
  private Centre from;
  private Centre to;

  /// One centre's articles, whole.
  private record Centre(
      Store store, SqlArticleStore articles, SqlArticleHistory history, SqlAttachments files) {
    static Centre in(Path directory) {
      Store store = Store.open(StoreSettings.in(directory).withReserveBytes(0));
      return new Centre(
          store,
          new SqlArticleStore(store),
          new SqlArticleHistory(store),
          new SqlAttachments(store));
    }

    ArticleImport.Kept kept() {
      return new ArticleImport.Kept(history, files);
    }

    Article article(Origin origin) {
      return Objects.requireNonNull(articles.find(CENTRE, id(origin)));
    }

    ArticleCare care(Origin origin) {
      return history.care(CENTRE, id(origin));
    }
  }

  private static String id(Origin origin) {
    return Article.idOf(CENTRE, origin);
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  @BeforeEach
  void aCentreWithEverything() {
    from = Centre.in(folder.resolve("from"));
    to = Centre.in(folder.resolve("to"));
    save(
        ORIGINAL,
        new ArticleText(
            "Brakes: \"squeal\"",
            "Why?",
            "# Why\n\n- rim\n- pads\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\nSee **below**.",
            "en",
            List.of("brakes, front", "product:Alder 3"),
            "ride/brakes"),
        Visibility.INTERNAL,
        ArticleState.REVIEW);
    care(ORIGINAL, new ArticleCare("ben", 1_900_000_000_000L, 2_000_000_000_000L, 5L, null));
    var text = new ArticleText("Bremsen", null, "Felge.", "de", List.of(), null);
    save(TRANSLATION, text, Visibility.PUBLIC, ArticleState.PUBLISHED);
    save(STALE, text, Visibility.PUBLIC, ArticleState.ARCHIVED);
    long revision = from.article(ORIGINAL).revision();
    care(TRANSLATION, translation(revision));
    care(STALE, translation(revision - 1));
    done(
        from.files()
            .add(
                CENTRE,
                id(ORIGINAL),
                new Attachment(FILE, "pads größe.png", "image/png", PNG.length, 77, "ben"),
                PNG));
  }

  private static ArticleCare translation(long revision) {
    return new ArticleCare(
        null, null, null, null, new ArticleCare.Translation(id(ORIGINAL), revision));
  }

  private void save(Origin origin, ArticleText text, Visibility who, ArticleState state) {
    done(from.articles().saveAll(CENTRE, List.of(new SaveArticle(origin, text, who, state)), 1));
  }

  private void care(Origin origin, ArticleCare care) {
    var carer = new ArticleHistory.Carer("sofia", 1, true, null);
    assertThat(done(from.history().care(CENTRE, id(origin), care, carer))).isTrue();
  }

  @AfterEach
  void close() {
    from.store().close();
    to.store().close();
  }

  private ImportReport moved(ArticleForm form) throws IOException {
    Path path = folder.resolve("out" + ending(form));
    var beside = new ExportedBeside(from.articles(), from.kept(), true);
    assertThat(new ArticleExport(from.articles(), _ -> true, beside).run(CENTRE, path, form))
        .isEqualTo(3);
    ImportReport report = imported(path);
    assertThat(report.rejections()).isEmpty();
    assertThat(report.created()).isEqualTo(3);
    return report;
  }

  private ImportReport imported(Path path) throws IOException {
    return new ArticleImport(to.articles(), to.kept(), InstantSource.system())
        .run(CENTRE, path, ImportOptions.DEFAULT, ArticleImport.Progress.NONE);
  }

  private static String ending(ArticleForm form) {
    return switch (form) {
      case JSONL -> ".jsonl";
      case TSV -> ".tsv";
      case ZENDESK, FRESHDESK -> ".json";
      case MARKDOWN, HTML -> "";
    };
  }

  @ParameterizedTest
  @EnumSource(names = {"MARKDOWN", "HTML", "JSONL", "TSV"})
  void everythingComesBack(ArticleForm form) throws IOException {
    assertThat(moved(form).notes()).isEmpty();
    for (Origin origin : List.of(ORIGINAL, TRANSLATION, STALE)) {
      Article was = from.article(origin);
      Article is = to.article(origin);
      assertThat(is.visibility()).isEqualTo(was.visibility());
      assertThat(is.state()).isEqualTo(was.state());
      assertThat(is.text().title()).isEqualTo(was.text().title());
      assertThat(is.text().question()).isEqualTo(was.text().question());
      assertThat(is.text().language()).isEqualTo(was.text().language());
      assertThat(is.text().category()).isEqualTo(was.text().category());
      assertThat(is.validity()).isEqualTo(was.validity());
      if (form != ArticleForm.TSV) {
        var renderer = new ArticleRenderer();
        assertThat(is.text().tags()).isEqualTo(was.text().tags());
        assertThat(renderer.toHtml(is.text().body())).isEqualTo(renderer.toHtml(was.text().body()));
      }
    }
    ArticleCare care = to.care(ORIGINAL);
    assertThat(care).isEqualTo(from.care(ORIGINAL));
    Article original = to.article(ORIGINAL);
    assertThat(to.history().translations(CENTRE, original.id())).hasSize(2);
    assertThat(to.care(TRANSLATION).isBehind(original)).isFalse();
    assertThat(to.care(STALE).isBehind(original)).isTrue();
    var held = to.files().find(CENTRE, original.id(), FILE).orElseThrow();
    assertThat(held.attachment()).isEqualTo(from.files().of(CENTRE, original.id()).getFirst());
    assertThat(held.content()).isEqualTo(PNG);
  }

  @ParameterizedTest
  @EnumSource(names = {"MARKDOWN", "HTML", "JSONL", "TSV"})
  void importingItAgainChangesNothing(ArticleForm form) throws IOException {
    moved(form);
    long newest = to.history().newestEvent(CENTRE);
    ImportReport again = imported(folder.resolve("out" + ending(form)));
    assertThat(again.unchanged()).isEqualTo(3);
    assertThat(to.history().newestEvent(CENTRE)).isEqualTo(newest);
  }

  @Test
  void whatAFormLeavesOutIsSaid() {
    assertThat(ArticleForm.JSONL.leavesOut()).isEmpty();
    assertThat(ArticleForm.MARKDOWN.leavesOut()).isEmpty();
    assertThat(ArticleForm.TSV.leavesOut())
        .hasValueSatisfying(s -> assertThat(s).contains("plain"));
    assertThat(ArticleForm.ZENDESK.leavesOut())
        .hasValueSatisfying(s -> assertThat(s).contains("attachments"));
  }

  @Test
  void customersAreToldNothingOfWhoLooksAfterArticles() throws IOException {
    Path path = folder.resolve("out.jsonl");
    var beside = new ExportedBeside(from.articles(), from.kept(), false);
    new ArticleExport(from.articles(), _ -> true, beside).run(CENTRE, path);
    assertThat(Files.readString(path))
        .contains("attachments")
        .doesNotContain("\"owner\"", "translationOf", "validFrom");
  }

  @Test
  void aFileOutsideIsNotTaken() throws IOException {
    Files.writeString(folder.resolve("secret.txt"), "secret");
    Path articles = Files.createDirectories(folder.resolve("articles"));
    Files.createSymbolicLink(articles.resolve("link.txt"), folder.resolve("secret.txt"));
    Files.writeString(articles.resolve("own.txt"), "own", StandardCharsets.UTF_8);
    Files.writeString(articles.resolve("page.svg"), "<svg/>", StandardCharsets.UTF_8);
    Files.writeString(
        articles.resolve("a.md"),
        """
        ---
        attachments: [../secret.txt, link.txt, /etc/hostname, none.txt, own.txt]
        owner: ben
        validUntil: 2030-01-02
        translationOf: nowhere
        ---
        # A title
        And a text.
        """);
    ImportReport report = imported(articles);
    assertThat(report.created()).isOne();
    assertThat(report.notes()).filteredOn(note -> note.contains("the file")).hasSize(4);
    assertThat(report.notes()).anyMatch(note -> note.contains("what it translates is not there"));
    Origin origin = new Origin("articles", "a.md");
    assertThat(to.files().of(CENTRE, id(origin)))
        .extracting(Attachment::name)
        .containsExactly("own.txt");
    assertThat(to.care(origin).owner()).isEqualTo("ben");
    assertThat(to.care(origin).validUntil()).isEqualTo(1_893_542_400_000L);
  }
}
