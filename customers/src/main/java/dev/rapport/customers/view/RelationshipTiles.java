package dev.rapport.customers.view;

import dev.rapport.customers.ContactSummary;
import dev.rapport.customers.Proof;
import dev.rapport.customers.learning.Preference;
import dev.rapport.customers.learning.Promise;
import dev.rapport.customers.learning.RelationshipType;
import dev.rapport.customers.sources.Held;
import dev.rapport.customers.value.Appraisal;
import dev.rapport.customers.value.Worth;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a picture means, with the sensitive tiles taken out when it is not proven who is there.
public final class RelationshipTiles {
  /// States in which an order asks for nothing more.
  private static final Set<String> DONE =
      Set.of(
          "delivered", "closed", "done", "completed", "cancelled", "canceled", "returned", "ended");

  private final Picture picture;
  private final Set<Tile> closed;
  private final Worth worth;
  private final long now;
  private final List<Held> held;

  /// How well it is known who is there.
  ///
  /// @param confirmed an agent made sure
  public record Sureness(Proof proof, boolean confirmed) {
    /// For readers who are not serving anybody: supervisors, exports.
    public static final Sureness COMPLETE = new Sureness(Proof.PROVEN, true);
  }

  /// @param now epoch milliseconds at which the picture was read
  public RelationshipTiles(Picture picture, Sureness sureness, Appraisal appraisal, long now) {
    this(picture, sureness, appraisal, now, List.of());
  }

  /// @param held what the sources beside the store say
  public RelationshipTiles(
      Picture picture, Sureness sureness, Appraisal appraisal, long now, List<Held> held) {
    this.held = List.copyOf(held);
    this.picture = picture;
    this.closed = Tile.closed(sureness.proof(), sureness.confirmed());
    this.now = now;
    this.worth =
        appraisal.of(
            picture.business().in(appraisal.currency()).orElse(null),
            new Appraisal.Knowledge(
                picture.business().cost(), share(picture.taught().preferences()), overdue() > 0),
            now);
  }

  public Picture picture() {
    return picture;
  }

  public Set<Tile> closed() {
    return closed;
  }

  public Worth worth() {
    return worth;
  }

  public RelationshipType type() {
    return RelationshipType.of(
        new RelationshipType.Signs(
            picture.relationship().contacts().count(),
            picture.business().purchases(),
            broken() + overdue(),
            picture.taught().memberships().stream()
                .anyMatch(m ->
                    m.lasts(now)
                        && m.kind() != dev.rapport.customers.learning.Membership.Kind.HOUSEHOLD),
            picture.business().selfServed()));
  }

  public List<String> breaches() {
    return type()
        .breaches(
            picture.relationship().contacts().open().stream()
                .map(ContactSummary::createdAt)
                .toList(),
            picture.taught().promises(),
            now);
  }

  private int broken() {
    return (int)
        picture.taught().promises().stream()
            .map(Promise::end)
            .filter(end -> end != null && end.outcome() == Promise.Outcome.BROKEN)
            .count();
  }

  public int overdue() {
    return (int)
        picture.taught().promises().stream()
            .filter(p -> p.standing(now) == Promise.Standing.OVERDUE)
            .count();
  }

  public List<Promise> openPromises() {
    return picture.taught().promises().stream().filter(p -> p.end() == null).toList();
  }

  /// The strongest thing to do, of those in force.
  public Optional<Preference> doThis() {
    return Preference.strongest(picture.taught().preferences(), false, now);
  }

  /// The strongest thing not to do.
  public Optional<Preference> avoidThis() {
    return Preference.strongest(picture.taught().preferences(), true, now);
  }

  /// Empty optional when closed.
  public Optional<List<TimelineEntry>> timeline() {
    return closed.contains(Tile.TIMELINE)
        ? Optional.empty()
        : Optional.of(picture.past().timeline());
  }

  /// What they tried by themselves before asking; empty optional when their words are closed.
  public Optional<List<Step>> steps() {
    return closed.contains(Tile.TIMELINE) ? Optional.empty() : Optional.of(picture.past().steps());
  }

  /// What was imported and what the sources say; empty optional when closed.
  public Optional<List<Holding>> holdings() {
    return closed.contains(Tile.HOLDINGS)
        ? Optional.empty()
        : Optional.of(
            Stream.concat(
                    picture.past().holdings().stream(),
                    held.stream().flatMap(each -> each.items().stream()))
                .sorted(Comparator.comparingLong(Holding::at).reversed())
                .toList());
  }

  /// Of which age each source's word is; empty when closed.
  public List<Held> sources() {
    return closed.contains(Tile.HOLDINGS) ? List.of() : held;
  }

  /// Orders that are not done with; empty when closed.
  public List<Holding> openOrders() {
    return holdings().orElse(List.of()).stream()
        .filter(h -> h.kind().equals("order") && !DONE.contains(h.state().toLowerCase(Locale.ROOT)))
        .toList();
  }

  /// What happened since the reading agent last spoke with them, of what the timeline shows; empty
  /// when closed, or when he never did.
  public List<TimelineEntry> changes() {
    Long since = picture.past().lastSpokeAt();
    return since == null
        ? List.of()
        : timeline().orElse(List.of()).stream().filter(entry -> entry.at() > since).toList();
  }

  public boolean detailsOpen() {
    return !closed.contains(Tile.DETAILS);
  }

  /// What he said of his share of wallet: a preference of the topic `share of wallet`, as `40 %`.
  private @Nullable Double share(List<Preference> preferences) {
    return preferences.stream()
        .filter(p -> p.holds(now) && p.lesson().topic().equals("share of wallet"))
        .min(Preference.STRONGEST)
        .map(p -> percent(p.lesson().wish()))
        .orElse(null);
  }

  private static @Nullable Double percent(String text) {
    try {
      double percent = Double.parseDouble(text.toLowerCase(Locale.ROOT).replaceAll("[^0-9.]", ""));
      return percent > 0 && percent <= 100 ? percent / 100 : null;
    } catch (NumberFormatException none) {
      return null;
    }
  }
}
