package dev.rapport.routing;

/// Names the customer behind a contact, when recognition knows one. The core only compares it.
///
/// @param value not blank, at most {@value Ids#MAX_LENGTH} characters
public record CustomerKey(String value) implements Comparable<CustomerKey> {
  public CustomerKey {
    Ids.check("CustomerKey", value);
  }

  @Override
  public int compareTo(CustomerKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
