package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.SET_ASIDE;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.RawBytes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was set aside, for people to look at. Every method blocks.
public final class SqlSetAsides {

  /// The most items one call returns.
  public static final int PAGE = 200;

  private final Store store;

  public SqlSetAsides(Store store) {
    this.store = store;
  }

  /// One item without its bytes; `size` is theirs.
  public record Item(
      String id,
      long at,
      ChannelKind channel,
      @Nullable String sender,
      @Nullable String recipient,
      String reason,
      long size) {}

  /// How many were set aside since `at` (epoch milliseconds); 0 counts all.
  public int count(String centre, long at) {
    return store.read(
        dsl -> dsl.fetchCount(SET_ASIDE, SET_ASIDE.CENTRE.eq(centre), SET_ASIDE.AT.ge(at)));
  }

  /// The newest first, at most `limit` and at most [#PAGE].
  public List<Item> newest(String centre, int limit) {
    return store.read(dsl ->
        dsl.select(
                SET_ASIDE.ID,
                SET_ASIDE.AT,
                SET_ASIDE.CHANNEL,
                SET_ASIDE.SENDER,
                SET_ASIDE.RECIPIENT,
                SET_ASIDE.REASON,
                SET_ASIDE.SIZE)
            .from(SET_ASIDE)
            .where(SET_ASIDE.CENTRE.eq(centre))
            .orderBy(SET_ASIDE.AT.desc(), SET_ASIDE.ID.desc())
            .limit(Math.clamp(limit, 0, PAGE))
            .fetch(row ->
                new Item(
                    row.value1(),
                    row.value2(),
                    ChannelKind.ofWireName(row.value3()),
                    row.value4(),
                    row.value5(),
                    row.value6(),
                    row.value7())));
  }

  /// The bytes as they came.
  public Optional<RawBytes> raw(String centre, String id) {
    return store.read(dsl ->
        dsl.select(SET_ASIDE.RAW)
            .from(SET_ASIDE)
            .where(SET_ASIDE.CENTRE.eq(centre), SET_ASIDE.ID.eq(id))
            .fetchOptional(SET_ASIDE.RAW)
            .map(RawBytes::owned));
  }
}
