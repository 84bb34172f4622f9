package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.knowledge.Article;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What articles become of whose store was written before their dates were searched.
class ArticleMigrationTest {
  @TempDir Path directory;

  private static void put(Statement sql, String id, long revision, String category)
      throws SQLException {
    sql.execute(
        "INSERT INTO article VALUES ('acme', '%s', 'faq', '%s', 'T', NULL, 'B', 'en', '[]', %s, 'PUBLIC', 'REVIEW', %d, 1)"
            .formatted(id, id, category == null ? "NULL" : "'" + category + "'", revision));
  }

  @Test
  void articlesWithDatesOrOtherwiseWrittenCategoriesAreReadOnceMore() throws SQLException {
    String url = "jdbc:sqlite:" + directory.resolve("rapport.db");
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:db/migration", "classpath:db/sqlite")
        .target("60")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url);
        Statement sql = connection.createStatement()) {
      put(sql, "plain", 3, "a/b");
      put(sql, "dated", 5, null);
      put(sql, "spaced", 7, "A / B//C/");
      put(sql, "both", 9, "/x");
      sql.execute("INSERT INTO article_head VALUES ('acme', 'l', 9)");
      for (String id : List.of("dated", "both")) {
        sql.execute(
            "INSERT INTO article_care (centre, article, valid_from) VALUES ('acme', '%s', 50)"
                .formatted(id));
      }
    }
    assertThat(directory.resolve("rapport.db")).matches(Files::exists);
    try (Store store = Store.open(StoreSettings.in(directory).withReserveBytes(0))) {
      var articles = new SqlArticleStore(store);
      assertThat(articles.changedAfter("acme", 9, 10))
          .extracting(Article::id)
          .containsExactly("dated", "spaced", "both");
      assertThat(articles.find("acme", "plain")).extracting(Article::touched).isEqualTo(3L);
      Article spaced = Objects.requireNonNull(articles.find("acme", "spaced"));
      assertThat(spaced.text().category()).isEqualTo("A/B/C");
      assertThat(Objects.requireNonNull(articles.find("acme", "both")).revision()).isEqualTo(9);
      long newest = articles.changedAfter("acme", 9, 10).getLast().touched();
      assertThat(Map.copyOf(articles.heads()).get("acme").revision()).isEqualTo(newest);
      assertThat(
              store.<String>read(dsl ->
                  dsl.fetchValue("SELECT category FROM article WHERE id = 'spaced'").toString()))
          .isEqualTo("A/B/C");
      assertThat(new SqlArticleHistory(store).due("acme", 60))
          .as("their dates still publish")
          .extracting(Article::id)
          .containsExactlyInAnyOrder("dated", "both");
    }
  }
}
