package dev.rapport.routing;

/// Names one agent of the centre.
///
/// @param value not blank, at most {@value Ids#MAX_LENGTH} characters
public record AgentId(String value) implements Comparable<AgentId> {
  public AgentId {
    Ids.check("AgentId", value);
  }

  @Override
  public int compareTo(AgentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
