package dev.rapport.customers;

import java.util.Optional;

/// Puts the relationship view together. Blocking: one read of the store.
public final class Relationships {
  /// How many past contacts an agent is shown at once.
  public static final int SHOWN = 20;

  private final RelationshipStore store;
  private final ValueScale scale;

  public Relationships(RelationshipStore store, ValueScale scale) {
    this.store = store;
    this.scale = scale;
  }

  /// @param now epoch milliseconds
  public Optional<RelationshipView> view(String centre, String customer, long now) {
    return store.relationship(centre, customer, SHOWN).map(r -> view(r, now));
  }

  private RelationshipView view(Relationship relationship, long now) {
    Customer customer = relationship.customer();
    Long firstContactAt = relationship.contacts().firstAt();
    long firstSeenAt =
        firstContactAt == null ? customer.since() : Math.min(customer.since(), firstContactAt);
    return new RelationshipView(
        relationship,
        scale.weight(customer.value()),
        scale.band(customer.value()),
        firstSeenAt,
        now);
  }
}
