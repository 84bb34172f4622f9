package dev.rapport.gateway.wire;

import dev.rapport.customers.learning.Answered;
import dev.rapport.customers.learning.Membership;
import dev.rapport.customers.learning.Preference;
import dev.rapport.customers.learning.Promise;
import dev.rapport.customers.links.IdentityLink;
import dev.rapport.customers.sources.Held;
import dev.rapport.customers.value.CostToServe;
import dev.rapport.customers.value.Worth;
import dev.rapport.customers.view.Holding;
import dev.rapport.customers.view.Picture;
import dev.rapport.customers.view.RelationshipTiles;
import dev.rapport.customers.view.Step;
import dev.rapport.customers.view.Tile;
import dev.rapport.customers.view.TimelineEntry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The relationship view as JSON: each tile with the moment it was true at. What a closed tile
/// holds is not written at all.
public final class TileWire {
  private TileWire() {}

  /// @param now epoch milliseconds of the read
  public static JsonObject tiles(RelationshipTiles tiles, long now) {
    Picture picture = tiles.picture();
    JsonObject json =
        new JsonObject()
            .put("closed", Wire.array(List.copyOf(tiles.closed()), Tile::word))
            .put("standing", standing(tiles).put("asOf", now))
            .put("owed", owed(tiles, now).put("asOf", now))
            .put("taught", manners(tiles).put("asOf", now))
            .put("reason", reason(tiles).put("asOf", now))
            .put("changes", changes(tiles).put("asOf", now));
    if (tiles.detailsOpen()) {
      json.put("details", details(picture, now).put("asOf", now));
    }
    tiles
        .timeline()
        .ifPresent(entries ->
            json.put(
                "timeline", new JsonObject().put("entries", timeline(entries)).put("asOf", now)));
    tiles
        .holdings()
        .ifPresent(held ->
            json.put(
                "holdings",
                new JsonObject()
                    .put("items", Wire.array(held, TileWire::holding))
                    .put("sources", Wire.array(tiles.sources(), TileWire::source))
                    .put("asOf", oldest(tiles.sources(), now))));
    return json;
  }

  private static JsonObject standing(RelationshipTiles tiles) {
    Worth worth = tiles.worth();
    return new JsonObject()
        .put("trend", Wire.name(worth.trend()))
        .put("type", Wire.name(tiles.type()))
        .put("expects", tiles.type().words())
        .put("breaches", new JsonArray(tiles.breaches()));
  }

  private static JsonObject owed(RelationshipTiles tiles, long now) {
    List<Promise> open = tiles.openPromises();
    return new JsonObject()
        .put("openContacts", tiles.picture().relationship().contacts().open().size())
        .put("promises", open.size())
        .put("overdue", tiles.overdue())
        .put(
            "next",
            open.isEmpty()
                ? null
                : new JsonObject()
                    .put("dueAt", open.getFirst().dueAt())
                    .put("deadline", open.getFirst().deadline())
                    .put("standing", Wire.name(open.getFirst().standing(now))));
  }

  private static JsonObject manners(RelationshipTiles tiles) {
    return new JsonObject().put("do", words(tiles.doThis())).put("dont", words(tiles.avoidThis()));
  }

  private static @Nullable String words(Optional<Preference> preference) {
    return preference.map(p -> p.lesson().wish()).orElse(null);
  }

  private static JsonObject reason(RelationshipTiles tiles) {
    var contacts = tiles.picture().relationship().contacts();
    return new JsonObject()
        .put("openContacts", Wire.array(contacts.open(), c -> c.channel()))
        .put("overduePromise", tiles.overdue() > 0)
        .put("openOrders", Wire.array(tiles.openOrders(), TileWire::holding))
        .put("tried", tiles.picture().past().steps().size())
        .put("steps", steps(tiles.steps().orElse(List.of())));
  }

  /// What somebody tried by himself, newest first.
  public static JsonArray steps(List<Step> steps) {
    return Wire.array(steps, TileWire::step);
  }

  private static JsonObject step(Step step) {
    return new JsonObject()
        .put("at", step.at())
        .put("words", step.words())
        .put("outcome", step.outcome())
        .put("opened", step.opened())
        .put("contact", step.contact());
  }

  private static JsonObject changes(RelationshipTiles tiles) {
    Picture picture = tiles.picture();
    Picture.Since since = picture.past().since();
    return new JsonObject()
        .put("lastSpokeAt", picture.past().lastSpokeAt())
        .put("contacts", since.contacts())
        .put("messages", since.messages())
        .put("purchases", since.purchases())
        .put("promises", since.promises())
        .put("entries", timeline(tiles.changes()));
  }

  private static JsonObject details(Picture picture, long now) {
    Picture.Taught taught = picture.taught();
    return new JsonObject()
        .put("records", new JsonArray(picture.records()))
        .put("preferences", Wire.array(taught.preferences(), p -> preference(p, now)))
        .put("promises", Wire.array(taught.promises(), p -> promise(p, now)))
        .put("answers", Wire.array(taught.answers(), TileWire::answer))
        .put("memberships", Wire.array(taught.memberships(), TileWire::membership));
  }

  /// For those who may see money.
  public static JsonObject worth(Worth worth, String currency) {
    return new JsonObject()
        .put("currency", currency)
        .put("actual", worth.actual())
        .put("expected", range(worth.expected()))
        .put("strategic", range(worth.strategic()))
        .put("alive", worth.alive())
        .put("trend", Wire.name(worth.trend()))
        .put("weight", worth.weight())
        .put("drivers", new JsonArray(worth.drivers()))
        .put("modelVersion", worth.version());
  }

  private static JsonObject range(Worth.Range range) {
    return new JsonObject()
        .put("low", range.low())
        .put("mid", range.mid())
        .put("high", range.high());
  }

  public static JsonObject cost(CostToServe cost) {
    return new JsonObject()
        .put("contacts", cost.contacts())
        .put("minutes", cost.minutes())
        .put("repeats", cost.repeats())
        .put("minor", cost.cost().minor())
        .put("currency", cost.cost().currency());
  }

  public static JsonArray timeline(List<TimelineEntry> entries) {
    return Wire.array(entries, TileWire::entry);
  }

  private static JsonObject entry(TimelineEntry entry) {
    return new JsonObject()
        .put("at", entry.at())
        .put("kind", entry.kind())
        .put("direction", entry.direction())
        .put("ref", entry.ref())
        .put("channel", entry.origin().channel().isEmpty() ? null : entry.origin().channel())
        .put("contact", entry.origin().contact())
        .put("by", entry.origin().by())
        .put("text", entry.text());
  }

  /// A tile is as old as the oldest word on it.
  private static long oldest(List<Held> sources, long now) {
    return sources.stream()
        .map(Held::asOf)
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .min()
        .orElse(now);
  }

  private static JsonObject source(Held held) {
    return new JsonObject()
        .put("source", held.source())
        .put("state", Wire.name(held.state()))
        .put("asOf", held.asOf())
        .put("problem", held.problem());
  }

  private static JsonObject holding(Holding holding) {
    return new JsonObject()
        .put("source", holding.source())
        .put("id", holding.id())
        .put("kind", holding.kind())
        .put("title", holding.title())
        .put("state", holding.state())
        .put("at", holding.at());
  }

  public static JsonObject preference(Preference preference, long now) {
    Preference.Withdrawal withdrawn = preference.withdrawn();
    return new JsonObject()
        .put("id", preference.id())
        .put("customer", preference.customer())
        .put("topic", preference.lesson().topic())
        .put("wish", preference.lesson().wish())
        .put("avoid", preference.lesson().avoid())
        .put("changes", preference.lesson().changes())
        .put("source", Wire.name(preference.origin().source()))
        .put("by", preference.origin().by())
        .put("place", preference.origin().place())
        .put("learnedAt", preference.origin().at())
        .put("until", preference.until())
        .put("honoured", preference.kept().honoured())
        .put("violated", preference.kept().violated())
        .put("holds", preference.holds(now))
        .put("withdrawnBy", withdrawn == null ? null : withdrawn.by())
        .put("withdrawnAt", withdrawn == null ? null : withdrawn.at());
  }

  public static JsonObject promise(Promise promise, long now) {
    Promise.End end = promise.end();
    return new JsonObject()
        .put("id", promise.id())
        .put("customer", promise.customer())
        .put("contact", promise.contact())
        .put("what", promise.deed().what())
        .put("owner", promise.deed().owner())
        .put("zone", promise.deed().zone().getId())
        .put("madeBy", promise.deed().madeBy())
        .put("madeAt", promise.madeAt())
        .put("dueAt", promise.dueAt())
        .put("deadline", promise.deadline())
        .put("standing", Wire.name(promise.standing(now)))
        .put("outcome", end == null ? null : Wire.name(end.outcome()))
        .put("remark", end == null ? null : end.remark())
        .put("closedBy", end == null ? null : end.by())
        .put("closedAt", end == null ? null : end.at());
  }

  public static JsonObject answer(Answered answer) {
    return new JsonObject()
        .put("question", answer.question())
        .put("answer", answer.answer())
        .put("place", answer.place())
        .put("by", answer.by())
        .put("at", answer.at())
        .put("askedAgain", answer.askedAgain());
  }

  public static JsonObject membership(Membership membership) {
    return new JsonObject()
        .put("id", membership.id())
        .put("customer", membership.customer())
        .put("party", membership.party())
        .put("kind", Wire.name(membership.kind()))
        .put("role", membership.role())
        .put("from", membership.from())
        .put("to", membership.to());
  }

  public static JsonObject link(IdentityLink link) {
    IdentityLink.Closing closed = link.closed();
    return new JsonObject()
        .put("id", link.id())
        .put("customer", link.customer())
        .put("other", link.other())
        .put("same", link.same())
        .put("source", link.evidence().source())
        .put("by", link.evidence().by())
        .put("bits", link.evidence().bits())
        .put("why", link.evidence().why())
        .put("at", link.evidence().at())
        .put("closedBy", closed == null ? null : closed.by())
        .put("closedAt", closed == null ? null : closed.at());
  }
}
