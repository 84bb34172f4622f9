package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.customers.view.Step;
import dev.rapport.storage.schema.Tables;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlVisitsTest {
  @TempDir Path folder;
  private Store store;
  private SqlVisits visits;

  @BeforeEach
  void open() {
    store = Store.open(folder);
    visits = new SqlVisits(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void note(String visitor, long at, String page) {
    visits
        .note("a", new SqlVisits.Visit(visitor, at, "https://shop.example/" + page, page))
        .toCompletableFuture()
        .join();
  }

  private List<String> kept(String visitor) {
    return store.read(sql ->
        sql.select(Tables.VISITED_PAGE.TITLE)
            .from(Tables.VISITED_PAGE)
            .where(Tables.VISITED_PAGE.VISITOR.eq(visitor))
            .orderBy(Tables.VISITED_PAGE.AT)
            .fetch(row -> row.value1()));
  }

  @Test
  void theNewestOfEachVisitorAreKeptAlsoOfOneMoment() {
    note("ana", 1, "first");
    for (int page = 0; page < SqlVisits.KEPT; page++) {
      note("ana", 5, "p" + page);
    }
    note("ben", 1, "other");
    assertThat(kept("ana")).hasSize(SqlVisits.KEPT).doesNotContain("first");
    note("ana", 9, "last");
    assertThat(kept("ana")).hasSize(SqlVisits.KEPT).endsWith("last");
    assertThat(kept("ben")).containsExactly("other");
  }

  @Test
  void whatIsNoReasonAnyMoreIsForgotten() {
    note("ana", 10, "old");
    note("ana", 20, "young");
    assertThat(visits.sweep(Step.WITHIN_MS + 15).toCompletableFuture().join()).isEqualTo(1);
    assertThat(kept("ana")).containsExactly("young");
  }
}
