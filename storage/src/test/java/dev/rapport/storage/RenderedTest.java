package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT_NOTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.inline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RenderedTest {
  private static final Rendered INSERT =
      Rendered.of(
          sql -> sql.insertInto(CONTACT_NOTE).columns(CONTACT_NOTE.fields()).values(new Object[6]));

  private static final Rendered TEXTS =
      Rendered.of(sql ->
          sql.select(CONTACT_NOTE.TEXT)
              .from(CONTACT_NOTE)
              .where(CONTACT_NOTE.CENTRE.eq(""))
              .and(CONTACT_NOTE.CREATED_AT.lt(0L))
              .orderBy(CONTACT_NOTE.ID)
              .limit(inline(10)));

  private static final Rendered NEWEST =
      Rendered.of(sql ->
          sql.select(CONTACT_NOTE.TEXT)
              .from(CONTACT_NOTE)
              .where(CONTACT_NOTE.CENTRE.eq(""))
              .orderBy(CONTACT_NOTE.CREATED_AT.desc())
              .limit(1));

  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static @Nullable Object[] note(String id, long at) {
    return new @Nullable Object[] {"a", id, "k", "ben", at, "text of " + id};
  }

  private List<String> texts(long before) {
    return store.read(sql -> TEXTS.list(sql, row -> row.getString(1), "a", before));
  }

  @Test
  void bindsInTheOrderOfTheStatementAndReadsRows() {
    store
        .write(sql -> {
          INSERT.runAll(sql, List.of(note("1", 10), note("2", 20), note("3", 30)));
          return true;
        })
        .join();
    assertThat(texts(30)).containsExactly("text of 1", "text of 2");
    assertThat(texts(5)).isEmpty();
    assertThat(store.<Boolean>read(sql -> TEXTS.any(sql, "b", 99L))).isFalse();
  }

  @Test
  void aBoundLimitLimitsAndIsNothingToPlanBy() {
    store
        .write(sql -> {
          INSERT.runAll(sql, List.of(note("1", 10), note("2", 20), note("3", 30)));
          return true;
        })
        .join();
    for (int limit = 0; limit <= 4; limit++) {
      int most = limit;
      List<String> newest = store.read(sql -> NEWEST.list(sql, row -> row.getString(1), "a", most));
      assertThat(newest).hasSize(Math.min(3, limit));
    }
    assertThat(NEWEST.text()).endsWith(" limit ?");
    assertThat(KeptConnection.planned(NEWEST.text())).endsWith(" limit (? + 0)");
    assertThat(KeptConnection.planned(TEXTS.text())).isEqualTo(TEXTS.text());
  }

  @Test
  void aStatementThatFailedIsSaidAsJooqSaysItAndTheNextOneWorks() {
    store.write(sql -> INSERT.run(sql, note("1", 10))).join();
    assertThatThrownBy(() -> store.write(sql -> INSERT.run(sql, note("1", 10))).join())
        .hasCauseInstanceOf(DataAccessException.class);
    assertThat(store.write(sql -> INSERT.run(sql, note("2", 10))).join()).isEqualTo(1);
    assertThat(texts(30)).hasSize(2);
  }

  @Test
  void whatIsReadAfterAWriteIsNotAnEarlierMoment() {
    for (int i = 0; i < 50; i++) {
      String id = "%03d".formatted(i);
      store.write(sql -> INSERT.run(sql, note(id, 10))).join();
      assertThat(store.<Integer>read(sql -> sql.fetchCount(CONTACT_NOTE))).isEqualTo(i + 1);
      assertThat(texts(30)).hasSize(Math.min(10, i + 1));
    }
  }

  @Test
  void aValueTooFewIsAMistakeAndNotNull() {
    assertThatThrownBy(() -> store.<Boolean>read(sql -> TEXTS.any(sql, "a")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSameStatementMayBeReadInsideItself() {
    store.write(sql -> INSERT.run(sql, note("1", 10))).join();
    List<String> nested =
        store.read(sql ->
            TEXTS.list(
                sql,
                outer ->
                    outer.getString(1)
                        + TEXTS.list(sql, inner -> inner.getString(1), "a", 99L).size(),
                "a",
                99L));
    assertThat(nested).containsExactly("text of 11");
  }

  @Test
  void aConnectionKeepsABoundedNumberOfStatements() throws Exception {
    try (KeptConnection connection =
        new KeptConnection(java.sql.DriverManager.getConnection("jdbc:sqlite::memory:"))) {
      List<Integer> sums = new ArrayList<>();
      for (int i : IntStream.range(0, 2 * KeptConnection.MOST).toArray()) {
        try (var statement = connection.prepareStatement("SELECT ? + " + i)) {
          statement.setInt(1, 1);
          try (var rows = statement.executeQuery()) {
            rows.next();
            sums.add(rows.getInt(1));
          }
        }
      }
      assertThat(sums.getLast()).isEqualTo(2 * KeptConnection.MOST);
      assertThat(connection.keptStatements()).isEqualTo(KeptConnection.MOST);
    }
  }
}
