package dev.rapport.knowledge.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.MemoryArticleStore;
import dev.rapport.knowledge.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What other help desks export is not always what they say it is.
class HelpDeskExportTest {

  @TempDir Path directory;
  private final MemoryArticleStore store = new MemoryArticleStore();

  private ImportReport run(Path path) throws IOException {
    return new ArticleImport(store, InstantSource.system())
        .run("acme", path, ImportOptions.DEFAULT, ArticleImport.Progress.NONE);
  }

  private ImportReport run(String json) throws IOException {
    return run(Files.writeString(directory.resolve("desk.json"), json));
  }

  private Map<String, Article> stored() {
    return store.all("acme").stream()
        .collect(Collectors.toMap(article -> article.origin().externalId(), article -> article));
  }

  @Test
  void anEntryThatIsNoArticleIsListedAndTheRestIsImported() throws IOException {
    ImportReport report =
        run(
            """
            {"articles": [
              {"id": 1, "title": "One", "body": "<p>Text.</p>", "label_names": null, "locale": null},
              {"id": 2, "title": "Two", "body": null},
              {"id": 3, "title": null, "body": "Text."},
              {"id": null, "title": "Four", "body": "Text."},
              {"id": 5, "title": "Five", "body": "Text.", "label_names": "a, b"},
              {"id": 6, "title": "Six", "body": "Text.", "tags": [null]},
              {"id": 7, "title": {"en": "Seven"}, "body": "Text."},
              null, 9,
              {"id": 10, "name": "Ten", "description": "Text.", "tags": ["t"]}
            ]}
            """);
    assertThat(stored()).containsOnlyKeys("1", "10");
    assertThat(report.rejections().stream().map(r -> r.place() + ": " + r.reason()))
        .containsExactly(
            "article 2: no text",
            "article 3: no title",
            "article 4: no id",
            "article 5: label_names is not a list",
            "article 6: tags is not a list of words",
            "article 7: title is not text",
            "article 8: not a JSON object",
            "article 9: not a JSON object");
  }

  @Test
  void whatNotEverybodyMayReadIsInternal() throws IOException {
    run(
        """
        [{"id": 1, "title": "All", "description": "Text.", "visibility": 1},
         {"id": 2, "title": "Logged in", "description": "Text.", "visibility": 2},
         {"id": 3, "title": "Agents", "description": "Text.", "visibility": 3},
         {"id": 4, "title": "Companies", "description": "Text.", "visibility": 4},
         {"id": 5, "title": "Unsaid", "description": "Text.", "visibility": null}]
        """);
    assertThat(
            stored().values().stream()
                .filter(article -> article.visibility() == Visibility.PUBLIC)
                .map(article -> article.origin().externalId()))
        .containsExactlyInAnyOrder("1", "5");
  }

  @Test
  void anArticleIsFiledWhereItWas() throws IOException {
    run(
        """
        {"articles": [
          {"id": 1, "title": "One", "body": "Text.", "section_id": 20},
          {"id": 2, "title": "Two", "body": "Text.", "section_id": 99},
          {"id": 3, "title": "Three", "body": "Text.", "section_id": null},
          {"id": 4, "title": "Four", "description": "Text.", "hierarchy": [
            {"type": "category", "data": {"id": 1, "name": "Bikes"}},
            {"type": "folder", "data": {"id": 2, "name": "Care/repair"}}]}],
         "sections": [{"id": 20, "name": "Refunds", "category_id": 7}],
         "categories": [{"id": 7, "name": "Money"}]}
        """);
    assertThat(stored().values())
        .extracting(Article::text)
        .extracting(ArticleText::title, ArticleText::category)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("One", "Money/Refunds"),
            org.assertj.core.groups.Tuple.tuple("Two", null),
            org.assertj.core.groups.Tuple.tuple("Three", null),
            org.assertj.core.groups.Tuple.tuple("Four", "Bikes/Care-repair"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[{\"id\": 1,]", "7", "{\"articles\": 7}", "not JSON"})
  void aFileThatIsNoExportIsRefusedInASentence(String content) {
    assertThatThrownBy(() -> run(content))
        .isExactlyInstanceOf(IOException.class)
        .message()
        .contains("desk.json")
        .hasLineCount(1);
  }

  @Test
  void aFolderWithoutArticlesSaysSo() throws IOException {
    Files.writeString(directory.resolve("one.json"), "[]");
    assertThatThrownBy(() -> run(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no .md or .html file");
  }
}
