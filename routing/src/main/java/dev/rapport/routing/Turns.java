package dev.rapport.routing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ranks the contacts one agent could take. Scores of different policies cannot be compared, so
/// each policy has a ranking of its own, and between their winners the one that has waited longest
/// in units of its answer target goes first; overdue contacts go ahead of that.
final class Turns {
  private final Map<PolicyName, Ranking<ContactLife>> rankings = new EnumMap<>(PolicyName.class);

  private @Nullable ContactLife longest;

  /// Could a contact that waits since then be the one that has waited longest?
  boolean mayBeLongest(long since) {
    return longest == null || since <= longest.waitingSince;
  }

  void sees(ContactLife contact) {
    if (longest == null || ContactLife.BY_AGE.compare(contact, longest) < 0) {
      longest = contact;
    }
  }

  /// Of all that the agent could take, the one that has waited longest.
  @Nullable ContactLife longest() {
    return longest;
  }

  /// @return false when no younger contact of the same kind can make it either
  boolean add(ContactLife contact, long turn, long now) {
    return of(contact.kind.policy().name())
        .add(contact, Judge.band(contact, now), turn, contact.waitingSince);
  }

  /// The ranking of those who are judged by this policy.
  Ranking<ContactLife> of(PolicyName policy) {
    Ranking<ContactLife> ranking = rankings.get(policy);
    if (ranking == null) {
      ranking = new Ranking<>(Decision.KEPT + 1, ContactLife.BY_ID);
      rankings.put(policy, ranking);
    }
    return ranking;
  }

  /// The winner, and then the best of those who stay.
  List<Ranking.Entry<ContactLife>> best(long now) {
    if (rankings.size() == 1) {
      return rankings.values().iterator().next().entries();
    }
    rankings.values().removeIf(Ranking::isEmpty);
    Ranking<Ranking<ContactLife>> winners =
        new Ranking<>(
            PolicyName.values().length, (a, b) -> ContactLife.BY_ID.compare(first(a), first(b)));
    for (Ranking<ContactLife> ranking : rankings.values()) {
      Ranking.Entry<ContactLife> first = ranking.entries().getFirst();
      ContactLife contact = first.item();
      long key =
          first.band() == 1
              ? first.key()
              : contact.waited(now) * 1_000 / contact.kind.times().target();
      winners.add(ranking, first.band(), key, first.since());
    }
    List<Ranking.Entry<ContactLife>> best = new ArrayList<>();
    for (Ranking.Entry<Ranking<ContactLife>> winner : winners.entries()) {
      best.addAll(winner.item().entries());
    }
    return best.subList(0, Math.min(best.size(), Decision.KEPT + 1));
  }

  private static ContactLife first(Ranking<ContactLife> ranking) {
    return ranking.entries().getFirst().item();
  }
}
