package dev.rapport.routing;

/// Names one queue of the centre.
///
/// @param value not blank, at most {@value Ids#MAX_LENGTH} characters
public record QueueId(String value) implements Comparable<QueueId> {
  public QueueId {
    Ids.check("QueueId", value);
  }

  @Override
  public int compareTo(QueueId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
