package dev.rapport.routing;

/// Names one contact. Given by whoever took the contact in; the core never makes one up.
///
/// @param value not blank, at most {@value Ids#MAX_LENGTH} characters
public record ContactId(String value) implements Comparable<ContactId> {
  public ContactId {
    Ids.check("ContactId", value);
  }

  @Override
  public int compareTo(ContactId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
