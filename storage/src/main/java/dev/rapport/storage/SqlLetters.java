package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.LETTER;
import static dev.rapport.storage.schema.Tables.LETTER_END;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// The letter box that is slow and sure. Numbers are given out in the one transaction that writes
/// at a time.
public final class SqlLetters implements LetterBox {
  /// Whoever has not read a letter after so long reads everything anew.
  static final Duration KEPT = Duration.ofMinutes(1);

  private final Store store;
  private final String centre;

  public SqlLetters(Store store, String centre) {
    this.store = store;
    this.centre = centre;
  }

  @Override
  public CompletableFuture<Long> send(String addressee, String words) {
    return store.writeEssential(dsl -> {
      long number = next(dsl);
      dsl.insertInto(LETTER)
          .columns(LETTER.CENTRE, LETTER.N, LETTER.ADDRESSEE, LETTER.WORDS, LETTER.AT)
          .values(centre, number, addressee, words, SqlLease.now(dsl))
          .execute();
      return number;
    });
  }

  private long next(DSLContext dsl) {
    int moved =
        dsl.update(LETTER_END)
            .set(LETTER_END.N, LETTER_END.N.plus(1))
            .where(LETTER_END.CENTRE.eq(centre))
            .execute();
    if (moved == 0) {
      dsl.insertInto(LETTER_END)
          .columns(LETTER_END.CENTRE, LETTER_END.N)
          .values(centre, 1L)
          .execute();
      return 1;
    }
    return end(dsl);
  }

  private long end(DSLContext dsl) {
    return dsl.select(LETTER_END.N)
        .from(LETTER_END)
        .where(LETTER_END.CENTRE.eq(centre))
        .fetchOptional(LETTER_END.N)
        .orElse(0L);
  }

  @Override
  public long end() {
    return store.read(this::end);
  }

  @Override
  public List<Letter> after(long number, List<String> addressees, int most) {
    return store.read(dsl ->
        dsl.select(LETTER.N, LETTER.ADDRESSEE, LETTER.WORDS)
            .from(LETTER)
            .where(LETTER.CENTRE.eq(centre))
            .and(LETTER.N.gt(number))
            .and(LETTER.ADDRESSEE.in(addressees))
            .orderBy(LETTER.N)
            .limit(most)
            .fetch(row -> new Letter(row.value1(), row.value2(), row.value3())));
  }

  /// What is older than [#KEPT].
  @Override
  public CompletableFuture<Integer> sweep() {
    return store.writeEssential(dsl ->
        dsl.deleteFrom(LETTER)
            .where(LETTER.CENTRE.eq(centre))
            .and(LETTER.AT.lt(DSL.val(SqlLease.now(dsl) - KEPT.toMillis())))
            .execute());
  }
}
