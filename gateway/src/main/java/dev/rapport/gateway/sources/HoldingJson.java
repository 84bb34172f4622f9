package dev.rapport.gateway.sources;

import dev.rapport.customers.sources.HoldingSource.SourceFailed;
import dev.rapport.customers.view.Holding;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads holdings as sources write them: a JSON array, or an object with one under `items`. Each
/// has `id` and `title`, and if wanted `kind`, `state` and `at` (a date, an instant or
/// milliseconds). What else it has is left out; texts are cut.
final class HoldingJson {
  private HoldingJson() {}

  /// @throws SourceFailed when it is not that
  static List<Holding> read(String source, String text) {
    JsonArray array = array(text);
    List<Holding> items = new ArrayList<>();
    for (Object each : array) {
      if (!(each instanceof JsonObject item)) {
        throw new SourceFailed("gave something that is no object");
      }
      items.add(holding(source, item));
    }
    items.sort(Comparator.comparingLong(Holding::at).reversed().thenComparing(Holding::id));
    return items;
  }

  /// An array, also under `items`.
  ///
  /// @throws SourceFailed when it is not that
  static JsonArray array(String text) {
    try {
      Object json = Json.decodeValue(text);
      if (json instanceof JsonObject object
          && object.getValue("items") instanceof JsonArray items) {
        return items;
      }
      if (json instanceof JsonArray items) {
        return items;
      }
    } catch (DecodeException unreadable) {
      throw new SourceFailed("gave no JSON", unreadable);
    }
    throw new SourceFailed("gave no list of items");
  }

  static Holding holding(String source, JsonObject item) {
    return holding(
        source,
        item.getValue("id"),
        item.getValue("kind"),
        item.getValue("title"),
        item.getValue("state"),
        item.getValue("at"));
  }

  private static Holding holding(
      String source,
      @Nullable Object id,
      @Nullable Object kind,
      @Nullable Object title,
      @Nullable Object state,
      @Nullable Object at) {
    if (text(id).isEmpty() || text(title).isEmpty()) {
      throw new SourceFailed("gave a thing without id or title");
    }
    String what = text(kind);
    return new Holding(
        source, text(id), what.isEmpty() ? "order" : what, text(title), text(state), moment(at));
  }

  private static String text(@Nullable Object value) {
    String text = value == null ? "" : String.valueOf(value).strip();
    return text.length() <= Holding.MAX_TEXT ? text : text.substring(0, Holding.MAX_TEXT);
  }

  /// 0 when it is not said.
  private static long moment(@Nullable Object at) {
    if (at instanceof Number milliseconds) {
      return milliseconds.longValue();
    }
    String text = text(at);
    try {
      return text.isEmpty()
          ? 0
          : text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
              : Instant.parse(text).toEpochMilli();
    } catch (DateTimeException unreadable) {
      throw new SourceFailed("gave '" + text + "', which is no date", unreadable);
    }
  }
}
