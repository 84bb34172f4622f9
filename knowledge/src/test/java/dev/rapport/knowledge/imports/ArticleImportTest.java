package dev.rapport.knowledge.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.MemoryArticleStore;
import dev.rapport.knowledge.Visibility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleImportTest {
  private static final List<String> IN_ENGLISH =
      List.of("the language neither named nor told by the words, taken as: 2 en");

  @TempDir Path directory;
  private final MemoryArticleStore store = new MemoryArticleStore();
  private final ArticleImport articles = new ArticleImport(store, InstantSource.system());

  private Path file(String name, String content) throws IOException {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private Path file(String name, byte[] content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private ImportReport run(Path path) throws IOException {
    return articles.run("acme", path, ImportOptions.DEFAULT, ArticleImport.Progress.NONE);
  }

  private Article only() {
    return stored().values().iterator().next();
  }

  /// By external id.
  private Map<String, Article> stored() {
    var stored = new TreeMap<String, Article>();
    store.all("acme").forEach(article -> stored.put(article.origin().externalId(), article));
    return stored;
  }

  private ArticleText text(String externalId) {
    return Objects.requireNonNull(stored().get(externalId), externalId).text();
  }

  private static Map<String, String> reasons(ImportReport report) {
    var reasons = new TreeMap<String, String>();
    report.rejections().forEach(rejection -> reasons.put(rejection.place(), rejection.reason()));
    return reasons;
  }

  @Test
  void aMarkdownFileWithFrontMatterIsAnArticle() throws IOException {
    file(
        "faq/billing/refund.md",
        """
        ---
        title: Refunds
        question: How do I get my money back?
        tags: [money, "returns, exchanges"]
        language: en-GB
        category: billing
        visibility: internal
        state: draft
        author: nobody we know
        ---

        Within **five** days.
        """);
    assertThat(run(directory.resolve("faq")))
        .isEqualTo(new ImportReport(1, 0, 0, 0, List.of(), true, List.of()));
    Article article = only();
    assertThat(article.origin().source()).isEqualTo("faq");
    assertThat(article.origin().externalId()).isEqualTo("billing/refund.md");
    assertThat(article.text().title()).isEqualTo("Refunds");
    assertThat(article.text().question()).isEqualTo("How do I get my money back?");
    assertThat(article.text().body().strip()).isEqualTo("Within **five** days.");
    assertThat(article.text().language()).isEqualTo("en");
    assertThat(article.text().tags()).containsExactly("money", "returns", "exchanges");
    assertThat(article.text().category()).isEqualTo("billing");
    assertThat(article.visibility()).isEqualTo(Visibility.INTERNAL);
    assertThat(article.state()).isEqualTo(ArticleState.DRAFT);
  }

  @Test
  void withoutATitleTheFirstHeadingIsTheTitleAndLeavesTheBody() throws IOException {
    file("faq/a.md", "# Opening *hours*\n\nFrom 8 to 20.\n");
    file("faq/b.md", "Closed on Sundays.\n\n## Holidays\n\nAlso closed.\n");
    file("faq/c.md", "Setext\nheading\n=======\n\nText.");
    run(directory.resolve("faq"));
    assertThat(stored().values())
        .extracting(a -> a.text().title(), a -> a.text().body().strip())
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("Opening hours", "From 8 to 20."),
            org.assertj.core.groups.Tuple.tuple(
                "Holidays", "Closed on Sundays.\n\n## Holidays\n\nAlso closed."),
            org.assertj.core.groups.Tuple.tuple("Setext heading", "Text."));
  }

  @Test
  void badFilesAreListedAndTheRestIsImported() throws IOException {
    file("faq/good.md", "# Good\n\nText.");
    file("faq/notitle.md", "Only text.");
    file("faq/notext.md", "# Only a title");
    file("faq/open.md", "---\ntitle: x\n\nText.");
    file("faq/yaml.md", "---\ntitle: [x\n---\nText.");
    file("faq/twice.md", "---\ntitle: x\ntitle: y\n---\nText.");
    file(
        "faq/bomb.md", "---\na: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]\n---\nT");
    file("faq/list.md", "---\n- x\n---\nText.");
    file("faq/tag.md", "---\ntitle: !!java.io.File [/etc/passwd]\n---\nText.");
    file("faq/state.md", "---\ntitle: x\nstate: gone\n---\nText.");
    file("faq/language.md", "---\ntitle: x\nlanguage: gibberish\n---\nText.");
    file("faq/latin1.md", new byte[] {'#', ' ', (byte) 0xE9, '\n', 'x'});
    file("faq/nul.md", "# T\n\nx\u0000y");
    file("faq/long.md", "# T\n\n" + "x".repeat(1_200_000));
    file("faq/.hidden.md", "# Hidden\n\nText.");
    file("faq/picture.png", "not Markdown");

    ImportReport report = run(directory.resolve("faq"));
    assertThat(stored()).containsOnlyKeys("good.md");
    assertThat(report.rejected()).isEqualTo(13);
    assertThat(reasons(report))
        .containsEntry("notitle.md", "no title")
        .containsEntry("notext.md", "no text")
        .containsEntry("open.md", "the front matter has no end")
        .containsEntry("state.md", "state is none of draft, review, published, archived")
        .containsEntry("language.md", "the language is not a code such as en or de")
        .containsEntry("latin1.md", "not UTF-8 text")
        .containsEntry("long.md", "larger than 1 MB")
        .containsEntry("list.md", "the front matter is not a list of names and values");
    assertThat(reasons(report).get("yaml.md")).startsWith("the front matter is not YAML");
    assertThat(reasons(report).get("tag.md")).startsWith("the front matter is not YAML");
  }

  @Test
  void aTableNeedsNoHeaderForTwoOrThreeColumns() throws IOException {
    run(file("three.tsv", "d1\tWhat is it?\tIt is \"quoted\".\nd2\tWho?\tMe.\n"));
    assertThat(stored()).containsOnlyKeys("d1", "d2");
    assertThat(text("d1").body()).isEqualTo("It is \"quoted\".");
    run(file("two.tsv", "\uFEFFWhat for?\tFor you.\r\nWhere?\tHere.\r\n\r\n"));
    assertThat(store.all("acme"))
        .extracting(a -> a.text().title())
        .containsExactly("What is it?", "Who?", "What for?", "Where?");
  }

  @Test
  void aTableWithAHeaderMayHaveItsColumnsInAnyOrder() throws IOException {
    String table =
        """
        Answer\tID\tQuestion\tTags\tViews
        Text one.\t7\tOne?\ta, b\t12
        Text two.\t8\tTwo?\t\t0
        Text three.\t9
        """;
    ImportReport report = run(file("faq.tsv", table));
    assertThat(stored()).containsOnlyKeys("7", "8");
    assertThat(text("7").tags()).containsExactly("a", "b");
    assertThat(text("7").question()).isNull();
    assertThat(reasons(report)).containsEntry("faq.tsv:4", "2 columns, the header has 5");
  }

  @Test
  void badRowsAreListedAndTheRestIsImported() throws IOException {
    var rows = new ArrayList<byte[]>();
    rows.add("1\tOne\tText.\n".getBytes(StandardCharsets.UTF_8));
    rows.add("2\n".getBytes(StandardCharsets.UTF_8));
    rows.add(new byte[] {'3', '\t', (byte) 0xFF, '\t', 'x', '\n'});
    rows.add(("4\tFour\t" + "x".repeat(2_000_000) + "\n").getBytes(StandardCharsets.UTF_8));
    rows.add("5\t\tText.\n".getBytes(StandardCharsets.UTF_8));
    rows.add("1\tAgain\tText.\n".getBytes(StandardCharsets.UTF_8));
    rows.add(("7\t" + "t".repeat(301) + "\tText.\n").getBytes(StandardCharsets.UTF_8));
    rows.add("8\tEight\tText.".getBytes(StandardCharsets.UTF_8));
    int size = rows.stream().mapToInt(row -> row.length).sum();
    byte[] all = new byte[size];
    int at = 0;
    for (byte[] row : rows) {
      System.arraycopy(row, 0, all, at, row.length);
      at += row.length;
    }
    ImportReport report = run(file("faq.tsv", all));
    assertThat(stored()).containsOnlyKeys("1", "8");
    assertThat(reasons(report))
        .containsOnlyKeys(
            "faq.tsv:2", "faq.tsv:3", "faq.tsv:4", "faq.tsv:5", "faq.tsv:6", "faq.tsv:7")
        .containsEntry("faq.tsv:3", "not UTF-8 text")
        .containsEntry("faq.tsv:4", "larger than 1 MB")
        .containsEntry("faq.tsv:6", "has the same id as faq.tsv:1");
  }

  @Test
  void jsonLinesAreRead() throws IOException {
    var lines =
        Arrays.asList(
            "{\"id\": 1, \"title\": \"One\", \"body\": \"Text\\n\\nmore\", \"tags\": [\"a\"]}",
            "{\"id\": \"2\", \"question\": \"Two?\", \"answer\": \"Text\", \"x\": {\"y\": 1}}",
            "{\"id\": \"3\"",
            "[1, 2]",
            "{\"id\": \"5\", \"title\": {\"a\": 1}, \"body\": \"Text\"}",
            "{\"id\": \"6\", \"title\": \"Six\", \"body\": \"half a pair: \\ud83d\"}",
            "[".repeat(100_000));
    ImportReport report = run(file("faq.jsonl", String.join("\n", lines)));
    assertThat(stored()).containsOnlyKeys("1", "2");
    assertThat(text("1").body()).isEqualTo("Text\n\nmore");
    assertThat(reasons(report))
        .containsOnlyKeys("faq.jsonl:3", "faq.jsonl:4", "faq.jsonl:5", "faq.jsonl:6", "faq.jsonl:7")
        .containsEntry("faq.jsonl:4", "not a JSON object")
        .containsEntry("faq.jsonl:5", "title is not text")
        .containsEntry("faq.jsonl:6", "the text holds characters that are not text");
  }

  @Test
  @DisplayName("P4: importing the same again changes nothing")
  void importingTheSameAgainChangesNothing() throws IOException {
    Path table = file("faq.tsv", "1\tOne\tText.\n2\tTwo\tText.\n");
    assertThat(run(table).created()).isEqualTo(2);
    List<Article> before = store.all("acme");
    assertThat(run(table)).isEqualTo(new ImportReport(0, 0, 2, 0, List.of(), true, IN_ENGLISH));
    assertThat(store.all("acme")).isEqualTo(before);
    file("faq.tsv", "1\tOne\tText.\n2\tTwo\tOther.\n");
    assertThat(run(table)).isEqualTo(new ImportReport(0, 1, 1, 0, List.of(), true, IN_ENGLISH));
  }

  @Test
  void aDryRunSavesNothingAndSaysWhatItWould() throws IOException {
    Path table = file("faq.tsv", "1\tOne\tText.\n2\n");
    ImportReport report =
        articles.run("acme", table, ImportOptions.DEFAULT.asDryRun(), ArticleImport.Progress.NONE);
    assertThat(report.created()).isEqualTo(1);
    assertThat(report.rejected()).isEqualTo(1);
    assertThat(store.all("acme")).isEmpty();
  }

  @Test
  void progressRisesToTheWhole() throws IOException {
    var lines = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      lines.append(i).append("\tTitle ").append(i).append("\tText.\n");
    }
    Path table = file("faq.tsv", lines.toString());
    var seen = new ArrayList<Long>();
    articles.run(
        "acme",
        table,
        ImportOptions.DEFAULT,
        (_, done, total) -> {
          assertThat(total).isEqualTo(lines.length());
          seen.add(done);
        });
    assertThat(seen).isSorted().last().isEqualTo((long) lines.length());
    assertThat(store.all("acme")).hasSize(200);
  }

  @Test
  void aSingleMarkdownFileIsImportedUnderItsName() throws IOException {
    run(file("one.md", "# One\n\nText."));
    assertThat(stored()).containsOnlyKeys("one.md");
  }

  @Test
  void whatIsNoArticleFileIsRefusedAtOnce() throws IOException {
    Path picture = file("picture.png", "x");
    assertThatThrownBy(() -> run(picture)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> run(directory.resolve("missing"))).isInstanceOf(IOException.class);
  }

  private Map<String, String> languages() {
    var languages = new TreeMap<String, String>();
    store.all("acme").forEach(a -> languages.put(a.origin().externalId(), a.text().language()));
    return languages;
  }

  @Test
  void theLanguageIsWhatTheFileSaysOrElseWhatTheWordsSay() throws IOException {
    Path table =
        file(
            "faq.tsv",
            "id\ttitle\tbody\tlanguage\n"
                + "a\tSattel\tWie hoch soll mein Sattel sein, damit die Knie nicht schmerzen?\t\n"
                + "b\tSelle\tÀ quelle hauteur dois-je régler la selle de mon vélo neuf?\t\n"
                + "c\tOne\tTwo.\t\n"
                + "d\tSete\tTekst.\tnb-NO\n"
                + "e\tSattel\tText.\tDeutsch\n"
                + "f\tSelle\tTexte.\tfra\n"
                + "g\tKiti\tMaandishi.\tsw-KE\n"
                + "h\t座\t文。\tzh_Hant_TW\n"
                + "i\tSaddle\tText.\tEnglish\n"
                + "j\tSadel\tHur högt ska min sadel vara så att jag inte får ont i knäna när jag cyklar?\t\n");
    ImportReport report = run(table);
    assertThat(report.rejections()).isEmpty();
    assertThat(languages())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("a", "de"),
                Map.entry("b", "fr"),
                Map.entry("c", "en"),
                Map.entry("d", "no"),
                Map.entry("e", "de"),
                Map.entry("f", "fr"),
                Map.entry("g", "sw"),
                Map.entry("h", "zh"),
                Map.entry("i", "en"),
                Map.entry("j", "sv")));
    assertThat(report.notes())
        .containsExactly(
            "the language told by the words: 1 de, 1 fr, 1 sv",
            "the language neither named nor told by the words, taken as: 1 en",
            "languages without rules of their own, found by their words as they are written: 1 sw");
  }

  @Test
  void theLanguageAndWhoMayReadAreWhatTheOptionsSayWhereTheFileDoesNot() throws IOException {
    Path table =
        file(
            "faq.tsv",
            "id\ttitle\tbody\tlanguage\tvisibility\n"
                + "a\tSattel\tWie hoch soll mein Sattel denn sein?\t\t\n"
                + "b\tSaddle\tText.\ten\tpublic\n");
    new ArticleImport(store, InstantSource.system())
        .run(
            "acme",
            table,
            ImportOptions.DEFAULT.withLanguage("nl").withVisibility(Visibility.INTERNAL),
            ArticleImport.Progress.NONE);
    assertThat(languages()).containsEntry("a", "nl").containsEntry("b", "en");
    assertThat(store.all("acme"))
        .extracting(Article::visibility)
        .containsExactly(Visibility.INTERNAL, Visibility.PUBLIC);
  }
}
