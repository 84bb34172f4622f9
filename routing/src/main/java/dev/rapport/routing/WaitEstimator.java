package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Estimates waits from what waits and who works now: those ahead of a contact, each counted as far
/// as they will be taken by agents who could take this one, over the rate at which these agents
/// become free, faster by those ahead who give up. (Queue length with overlap and abandonment; for
/// the single queue Ibrahim and Whitt 2009.)
final class WaitEstimator {
  private static final double FULL_SPEED = 1_000_000;

  /// What sharing attention between so many contacts is worth, against one at a time.
  private static final double[] SHARED = {1, 1.7, 2.1};

  private final List<ContactGroup> waiting = new ArrayList<>();
  private final WaitRanges learnt;
  private final long now;

  /// The speed of each of so many contacts at once, against one alone.
  static double share(int contacts) {
    int most = Math.max(1, Math.min(contacts, SHARED.length));
    return SHARED[most - 1] / most;
  }

  /// @param groups with nulls for kinds that never waited
  WaitEstimator(List<@Nullable ContactGroup> groups, WaitRanges learnt, long now) {
    this.learnt = learnt;
    this.now = now;
    for (ContactGroup group : groups) {
      if (group != null && !group.contacts.isEmpty()) {
        waiting.add(group);
      }
    }
  }

  /// Null while nobody who could take it is there.
  @Nullable WaitEstimate of(ContactLife contact, ContactGroup own) {
    double rate = rate(own, own);
    if (rate == 0) {
      return null;
    }
    double ahead = 0;
    for (ContactGroup other : waiting) {
      double all = rate(other, other);
      double shared = all == 0 ? 0 : rate(other, own) / all;
      if (shared > 0) {
        ahead += shared * before(other, contact, own);
      }
    }
    return WaitEstimate.of(ahead, rate, learnt.leaving(contact.facts.queue()));
  }

  /// How many contacts of one kind are finished in a millisecond by the agents who could take both.
  private static double rate(ContactGroup work, ContactGroup both) {
    double rate = 0;
    for (AgentGroup agents : work.need.able) {
      int cap = agents.kind.cap(work.kind.channel());
      int there = agents.there();
      if (there > 0
          && cap > 0
          && agents.speed(both.need.index) > 0
          && agents.kind.cap(both.kind.channel()) > 0) {
        double speed = agents.speed(work.need.index) / FULL_SPEED;
        double at = SHARED[Math.min(cap, SHARED.length) - 1];
        rate += there * at * speed / work.kind.expectedHandle();
      }
    }
    return rate;
  }

  /// How many of a group go before a contact, if an agent of full speed became free now. Within a
  /// group the older go first, so the boundary is found by halving.
  private int before(ContactGroup group, ContactLife contact, ContactGroup own) {
    int low = 0;
    int high = group.contacts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (goesBefore(group, group.contacts.get(middle), contact, own)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean goesBefore(
      ContactGroup group, ContactLife other, ContactLife contact, ContactGroup own) {
    if (other.kind.index() == own.kind.index()) {
      return ContactLife.BY_AGE.compare(other, contact) < 0;
    }
    boolean overdue = other.overdue(now);
    if (overdue != contact.overdue(now)) {
      return overdue;
    }
    if (overdue) {
      return other.deadline() < contact.deadline();
    }
    if (other.kind.policy().name() == contact.kind.policy().name()) {
      return turn(group, other) > turn(own, contact);
    }
    return inTargets(other) > inTargets(contact);
  }

  private long turn(ContactGroup group, ContactLife contact) {
    return group.turn.at(contact.waited(now), group.kind.expectedHandle());
  }

  private double inTargets(ContactLife contact) {
    return (double) contact.waited(now) / contact.kind.times().target();
  }
}
