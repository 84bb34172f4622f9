package dev.rapport.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which channels set which others aside, and what that leaves of an agent's capacity.
///
/// A contact is set aside while its agent has one of a channel that interrupts it. A new contact
/// has room when it fits beside everything it does not itself interrupt, whether that is set aside
/// or not: so whatever ends later, and whatever goes on then, the agent is never over capacity, and
/// what must be alone is alone.
final class Interrupts {
  private final int[] weights;
  private final boolean[] exclusive;

  /// By channel, the channels it interrupts, one bit each.
  private final int[] masks;

  private Interrupts(List<ChannelRules> rules) {
    weights = new int[rules.size()];
    exclusive = new boolean[rules.size()];
    masks = new int[rules.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = rules.get(i).weight();
      exclusive[i] = rules.get(i).exclusive();
      for (int other = 0; other < weights.length; other++) {
        if (rules.get(i).interrupts().contains(rules.get(other).channel())) {
          masks[i] |= 1 << other;
        }
      }
    }
  }

  /// Null where no channel interrupts another, which is usual and needs no counting.
  static @Nullable Interrupts of(List<ChannelRules> rules) {
    return rules.stream().allMatch(rule -> rule.interrupts().isEmpty())
        ? null
        : new Interrupts(rules);
  }

  boolean withinCapacity(Load load, AgentKind kind, int channel) {
    int units = 0;
    int beside = 0;
    for (int other = 0; other < weights.length; other++) {
      int count = load.count(other);
      if (count > 0 && (masks[channel] & 1 << other) == 0) {
        if (exclusive[other]) {
          return false;
        }
        beside += count;
        units += count * weights[other];
      }
    }
    // What was given beyond capacity is counted, but weighs nothing.
    int used = Math.min(units, load.used());
    return !(exclusive[channel] && beside > 0) && used + weights[channel] <= kind.capacity();
  }

  /// The units of what is not set aside.
  int active(Load load) {
    int units = 0;
    for (int channel = 0; channel < weights.length; channel++) {
      units += setsAside(load, channel) ? 0 : load.count(channel) * weights[channel];
    }
    return Math.min(units, load.used());
  }

  boolean full(Load load, AgentKind kind) {
    for (int channel = 0; channel < weights.length; channel++) {
      if (withinCapacity(load, kind, channel)) {
        return false;
      }
    }
    return true;
  }

  /// Whether contacts of this channel are set aside by something the agent has.
  boolean setsAside(Load load, int channel) {
    for (int other = 0; other < weights.length; other++) {
      if (load.count(other) > 0 && (masks[other] & 1 << channel) != 0) {
        return true;
      }
    }
    return false;
  }
}
