package dev.rapport.gateway.flow;

import dev.rapport.customers.Customer;
import dev.rapport.customers.OwnedIdentifier;
import dev.rapport.customers.Recognition;
import dev.rapport.customers.RelationshipView;
import dev.rapport.customers.ValueScale;
import dev.rapport.customers.learning.LearningStore;
import dev.rapport.customers.links.LinkStore;
import dev.rapport.customers.sources.Held;
import dev.rapport.customers.sources.Sources;
import dev.rapport.customers.sources.Whom;
import dev.rapport.customers.value.Appraisal;
import dev.rapport.customers.value.PurchaseStore;
import dev.rapport.customers.value.Segment;
import dev.rapport.customers.value.Segmentation;
import dev.rapport.customers.value.ValueModels;
import dev.rapport.customers.view.Picture;
import dev.rapport.customers.view.PictureStore;
import dev.rapport.customers.view.RelationshipTiles;
import dev.rapport.customers.view.RelationshipTiles.Sureness;
import dev.rapport.customers.view.Tile;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The relationship with each customer, for whoever shows or changes it. Blocking.
public final class CustomerBook {
  /// Entries of the timeline that come with the view; older ones are read by page.
  public static final int TIMELINE = 30;

  /// The most customers a value model is fitted to.
  private static final int FITTED_TO = 200_000;

  private final String centre;
  private final Stores stores;
  private final ValueScale scale;
  private final InstantSource clock;
  private final Appraisal.Assumptions assumptions;
  private volatile Appraisal appraisal;
  private volatile @Nullable Divided divided;
  private volatile Sources sources = Sources.NONE;

  public record Stores(
      LinkStore links, LearningStore learning, PurchaseStore purchases, PictureStore pictures) {}

  public CustomerBook(String centre, Stores stores, ValueScale scale, InstantSource clock) {
    this.centre = centre;
    this.stores = stores;
    this.scale = scale;
    this.clock = clock;
    this.assumptions = assumptions(scale);
    this.appraisal = new Appraisal(ValueModels.starting(scale.median().currency()), assumptions);
  }

  /// The customer in the middle is the settings' one, and what a bad contact puts at risk of him is
  /// the measure of all others.
  private static Appraisal.Assumptions assumptions(ValueScale scale) {
    Appraisal.Assumptions usual = Appraisal.Assumptions.USUAL;
    return new Appraisal.Assumptions(
        usual.marginRate(),
        usual.months(),
        usual.discount(),
        usual.hazard(),
        usual.hazard() * scale.median().minor());
  }

  /// What else is asked of products, orders and entitlements, from now on.
  public void ask(Sources others) {
    sources = others;
  }

  public Stores stores() {
    return stores;
  }

  /// In which customers are valued.
  public String currency() {
    return scale.median().currency();
  }

  public long now() {
    return clock.millis();
  }

  /// Fits the value models to what was bought so far. Takes seconds; for the background.
  public synchronized void refit() {
    String currency = scale.median().currency();
    ValueModels models =
        ValueModels.fit(stores.purchases().all(centre, FITTED_TO), currency, clock.millis());
    appraisal = new Appraisal(models, assumptions);
    divided =
        new Divided(
            new Segmentation(
                stores.purchases().buyers(centre, currency, FITTED_TO), models, clock.millis()),
            clock.millis());
  }

  /// The buyers in segments, as of the last fit.
  ///
  /// @param at epoch milliseconds
  public record Divided(Segmentation segmentation, long at) {}

  /// Divides the buyers now when that was not done yet since the start; takes a second.
  public Divided divided() {
    Divided known = divided;
    if (known == null) {
      refit();
      known = divided;
    }
    return Objects.requireNonNull(known, "a fit divides the buyers");
  }

  /// The segment of a customer, once the buyers are divided; null for who bought nothing.
  public @Nullable Segment segment(String customer) {
    Divided known = divided;
    return known == null ? null : known.segmentation().of(customer);
  }

  /// The view as somebody may see it.
  ///
  /// @param agent who reads, for what is new since he last spoke with them; or null
  public Optional<RelationshipTiles> view(
      String customer, @Nullable String agent, Sureness sureness) {
    long now = clock.millis();
    return stores
        .pictures()
        .picture(new PictureStore.Wanted(centre, customer, agent, TIMELINE, now))
        .map(picture ->
            new RelationshipTiles(picture, sureness, appraisal, now, held(picture, sureness)));
  }

  /// Nobody is asked about a customer of whom the reader may not see the answer.
  private List<Held> held(Picture picture, Sureness sureness) {
    return sources.none() || !Tile.HOLDINGS.opens(sureness.proof(), sureness.confirmed())
        ? List.of()
        : sources.of(
            new Whom(
                centre,
                picture.records().getFirst(),
                picture.relationship().identifiers().stream()
                    .map(OwnedIdentifier::identifier)
                    .toList()));
  }

  /// How well it is known, in this contact, that this customer is there.
  public Sureness sureness(String contact, Recognition.Known known) {
    String customer = known.customer().id();
    return new Sureness(known.proof(), stores.pictures().confirmed(centre, contact, customer));
  }

  /// The summary that stands at the head of the view.
  public RelationshipView summary(RelationshipTiles tiles) {
    var relationship = tiles.picture().relationship();
    var customer = relationship.customer();
    Long firstContactAt = relationship.contacts().firstAt();
    return new RelationshipView(
        relationship,
        scale.weight(customer.value()),
        scale.band(customer.value()),
        firstContactAt == null ? customer.since() : Math.min(customer.since(), firstContactAt),
        clock.millis());
  }

  /// What routing weighs a customer with, from 1 to 60: what we were told of his value, or what
  /// follows from his purchases, whichever is more.
  public double weight(Customer customer) {
    double told = scale.weight(customer.value());
    long now = clock.millis();
    return stores
        .pictures()
        .picture(new PictureStore.Wanted(centre, customer.id(), null, 0, now))
        .map(picture -> new RelationshipTiles(picture, Sureness.COMPLETE, appraisal, now))
        .map(tiles -> Math.max(told, tiles.worth().weight()))
        .orElse(told);
  }

  /// Empty when there is no such customer.
  public Optional<Customer> customer(String id) {
    return stores
        .pictures()
        .picture(new PictureStore.Wanted(centre, id, null, 0, clock.millis()))
        .map(picture -> picture.relationship().customer());
  }

  /// Whether we owe this customer something that is late.
  public boolean owes(String customer) {
    return stores.learning().overdue(centre, customer, clock.millis());
  }
}
