package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.VISITED_PAGE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;

import dev.rapport.customers.view.Step;
import java.util.concurrent.CompletionStage;

/// Pages that visitors looked at, in SQL: the newest [#KEPT] of each, as long as they can be the
/// reason of a contact.
public final class SqlVisits {
  static final int KEPT = 20;

  private static final Rendered NOTE =
      Rendered.of(sql ->
          sql.insertInto(VISITED_PAGE)
              .columns(VISITED_PAGE.fields())
              .values(new Object[5])
              .onConflictDoNothing());

  private static final Rendered BEYOND =
      Rendered.of(sql ->
          sql.select(VISITED_PAGE.AT, VISITED_PAGE.ADDRESS)
              .from(VISITED_PAGE)
              .where(VISITED_PAGE.CENTRE.eq(""))
              .and(VISITED_PAGE.VISITOR.eq(""))
              .orderBy(VISITED_PAGE.AT.desc(), VISITED_PAGE.ADDRESS.desc())
              .limit(inline(1))
              .offset(inline(KEPT)));

  private static final Rendered CUT =
      Rendered.of(sql ->
          sql.deleteFrom(VISITED_PAGE)
              .where(VISITED_PAGE.CENTRE.eq(""))
              .and(VISITED_PAGE.VISITOR.eq(""))
              .and(row(VISITED_PAGE.AT, VISITED_PAGE.ADDRESS).le(0L, "")));

  private final Store store;

  public SqlVisits(Store store) {
    this.store = store;
  }

  /// A page that was looked at.
  ///
  /// @param address bounded by whoever read it
  /// @param title may be empty
  public record Visit(String visitor, long at, String address, String title) {}

  private record Key(long at, String address) {}

  public CompletionStage<Boolean> note(String centre, Visit visit) {
    return store.write(sql -> {
      NOTE.run(sql, centre, visit.visitor(), visit.at(), visit.address(), visit.title());
      BEYOND
          .one(sql, row -> new Key(row.getLong(1), row.getString(2)), centre, visit.visitor())
          .ifPresent(old -> CUT.run(sql, centre, visit.visitor(), old.at(), old.address()));
      return true;
    });
  }

  /// Forgets what is no reason any more.
  public CompletionStage<Integer> sweep(long now) {
    return store.write(sql ->
        sql.deleteFrom(VISITED_PAGE).where(VISITED_PAGE.AT.lt(now - Step.WITHIN_MS)).execute());
  }
}
