package dev.rapport.routing;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The agents of a centre: walked over in order of id, found by id in one step. Every command of an
/// agent begins with such a search, and a tree of ten thousand ids is a dozen comparisons deep.
final class Roster {
  private final TreeMap<AgentId, AgentLife> inOrder = new TreeMap<>();
  private final Map<AgentId, AgentLife> byId = new LinkedHashMap<>();

  @Nullable AgentLife get(AgentId id) {
    return byId.get(id);
  }

  void put(AgentId id, AgentLife agent) {
    inOrder.put(id, agent);
    byId.put(id, agent);
  }

  void remove(AgentId id) {
    inOrder.remove(id);
    byId.remove(id);
  }

  /// By id.
  Collection<AgentLife> values() {
    return inOrder.values();
  }
}
