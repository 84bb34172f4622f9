package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.JUMP;

import dev.rapport.routing.ContactScore;
import dev.rapport.routing.Decision;
import dev.rapport.routing.Event;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// What going first has cost others: each jump over an older contact, and the sums of a day. The
/// rows are written in the transaction of the event they follow from. Every reader blocks.
public final class SqlJumps {
  /// The most rows one call returns.
  public static final int PAGE = 200;

  private final Store store;

  public SqlJumps(Store store) {
    this.store = store;
  }

  /// One contact passed over.
  ///
  /// @param sequence of the event that offered the other one
  /// @param longerBy milliseconds by which it had waited longer
  /// @param cost milliseconds the agent was expected to need for the one that went first; 0 where
  ///   the queue's policy does not say
  public record Jump(
      long sequence,
      long at,
      String contact,
      String agent,
      String over,
      long longerBy,
      long cost) {}

  /// The sums of one day.
  ///
  /// @param day in UTC, such as `2026-11-22`
  /// @param offers how many offers passed over somebody older
  public record Day(String day, int offers, int passedOver, long longerBy, long most, long cost) {}

  /// How a moment's day is named.
  public static String day(long at) {
    return Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  static void write(DSLContext dsl, EventRow row, Event.Offered offered) {
    Decision decision = offered.decision();
    long cost =
        decision.contactScore() instanceof ContactScore.ByValue value ? value.handleMillis() : 0;
    for (Decision.Jump jump : decision.jumps()) {
      dsl.insertInto(JUMP)
          .set(JUMP.CENTRE, row.centre())
          .set(JUMP.SEQ, row.sequence())
          .set(JUMP.OVER_CONTACT, jump.over().value())
          .set(JUMP.AT, row.at())
          .set(JUMP.DAY, day(row.at()))
          .set(JUMP.CONTACT, offered.contact().value())
          .set(JUMP.AGENT, offered.agent().value())
          .set(JUMP.LONGER_BY, jump.longerBy())
          .set(JUMP.COST, cost)
          .execute();
    }
  }

  public Day sums(String centre, String day) {
    return store.read(dsl ->
        dsl.select(
                DSL.countDistinct(JUMP.SEQ),
                DSL.count(),
                DSL.coalesce(DSL.sum(JUMP.LONGER_BY), DSL.val(0)),
                DSL.coalesce(DSL.max(JUMP.LONGER_BY), DSL.val(0L)),
                DSL.coalesce(DSL.sum(JUMP.COST), DSL.val(0)))
            .from(JUMP)
            .where(JUMP.CENTRE.eq(centre), JUMP.DAY.eq(day))
            .fetchSingle(row ->
                new Day(
                    day,
                    row.value1(),
                    row.value2(),
                    row.value3().longValue(),
                    row.value4(),
                    row.value5().longValue())));
  }

  /// A day's largest jumps first, at most `limit` and at most [#PAGE].
  public List<Jump> largest(String centre, String day, int limit) {
    return store.read(dsl ->
        dsl.selectFrom(JUMP)
            .where(JUMP.CENTRE.eq(centre), JUMP.DAY.eq(day))
            .orderBy(JUMP.LONGER_BY.desc(), JUMP.SEQ, JUMP.OVER_CONTACT)
            .limit(Math.clamp(limit, 0, PAGE))
            .fetch(row ->
                new Jump(
                    row.getSeq(),
                    row.getAt(),
                    row.getContact(),
                    row.getAgent(),
                    row.getOverContact(),
                    row.getLongerBy(),
                    row.getCost())));
  }
}
