package dev.rapport.routing;

/// How well an agent fits a contact, by term, in millionths; higher is better.
public sealed interface AgentScore {
  long total();

  long recomputed();

  /// The sum of what speaks for the agent, of the default policy. Costs are negative.
  ///
  /// @param speed minus the expected handle time, in units of the queue's
  /// @param affinity being the customer's own agent
  /// @param skillCost using up skills that are scarce elsewhere
  /// @param channelCost using up an agent of many channels
  /// @param loadCost contacts the agent already has
  /// @param idle a little for resting longer, so that it decides only between equals
  record ByFit(
      long speed,
      long affinity,
      long skillCost,
      long channelCost,
      long loadCost,
      long idle,
      long total)
      implements AgentScore {
    @Override
    public long recomputed() {
      return speed + affinity + skillCost + channelCost + loadCost + idle;
    }
  }

  /// Only the rest decides.
  record ByRest(long restedMillis) implements AgentScore {
    @Override
    public long total() {
      return restedMillis;
    }

    @Override
    public long recomputed() {
      return restedMillis;
    }
  }
}
