package dev.rapport.customers;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What is on record between us and a customer, as stored.
///
/// @param identifiers at most [RelationshipStore#MAX_IDENTIFIERS]
/// @param attributes what else the sources told, by name
/// @param contacts the contacts
public record Relationship(
    Customer customer,
    List<OwnedIdentifier> identifiers,
    SortedMap<String, String> attributes,
    Contacts contacts) {
  public Relationship {
    identifiers = List.copyOf(identifiers);
  }

  /// @param open not ended, oldest first, at most [RelationshipStore#MAX_OPEN]
  /// @param last over all channels, newest first, at most as many as asked for
  /// @param count all there ever were
  /// @param firstAt epoch milliseconds of the first, or null when there was none
  public record Contacts(
      List<ContactSummary> open, List<ContactSummary> last, long count, @Nullable Long firstAt) {
    public Contacts {
      open = List.copyOf(open);
      last = List.copyOf(last);
    }
  }
}
