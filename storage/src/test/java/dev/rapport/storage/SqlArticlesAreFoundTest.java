package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.knowledge.Answer;
import dev.rapport.knowledge.Answers;
import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.LuceneArticleIndex;
import dev.rapport.knowledge.imports.ArticleImport;
import dev.rapport.knowledge.imports.ImportOptions;
import dev.rapport.knowledge.imports.ImportReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a folder of files through SQL into the index, and again after a restart.
class SqlArticlesAreFoundTest {
  @TempDir Path directory;

  private ImportReport importFolder(Store store) throws IOException {
    return new ArticleImport(new SqlArticleStore(store), InstantSource.system())
        .run("acme", directory.resolve("faq"), ImportOptions.DEFAULT, ArticleImport.Progress.NONE);
  }

  private void write(String name, String markdown) throws IOException {
    Files.createDirectories(directory.resolve("faq"));
    Files.writeString(directory.resolve("faq").resolve(name), markdown);
  }

  /// A search that ran out of time on a busy machine is asked again.
  private static List<String> titles(LuceneArticleIndex index, String question) {
    Answers.Answered answered;
    do {
      answered = new Answers(index).ask("acme", Audience.CUSTOMER, question, 5);
    } while (answered.partial());
    return answered.answers().stream().map(Answer::title).toList();
  }

  @Test
  void whatIsImportedIsFoundAndStillFoundAfterARestart() throws IOException {
    write("refund.md", "# Refunds\n\nWe pay a refund within five days.");
    write("bad.md", "no title");
    try (Store store = Store.open(directory.resolve("data"));
        var index =
            LuceneArticleIndex.open(directory.resolve("index"), new SqlArticleStore(store))) {
      ImportReport report = importFolder(store);
      assertThat(report.created()).isEqualTo(1);
      assertThat(report.rejected()).isEqualTo(1);
      assertThat(index.refresh()).isTrue();
      assertThat(titles(index, "refund")).containsExactly("Refunds");

      write("refund.md", "# Repayments\n\nWe pay within five days.");
      assertThat(importFolder(store).updated()).isEqualTo(1);
      assertThat(index.refresh()).isTrue();
      assertThat(titles(index, "refund")).isEmpty();
      assertThat(titles(index, "repayment")).containsExactly("Repayments");
    }
    try (Store store = Store.open(directory.resolve("data"));
        var index =
            LuceneArticleIndex.open(directory.resolve("index"), new SqlArticleStore(store))) {
      assertThat(index.refresh()).isFalse();
      assertThat(titles(index, "repayment")).containsExactly("Repayments");
      assertThat(importFolder(store).unchanged()).isEqualTo(1);
      assertThat(index.refresh()).isFalse();
    }
  }
}
