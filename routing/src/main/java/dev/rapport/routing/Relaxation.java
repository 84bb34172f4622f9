package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;

/// What a requirement comes to when some skills are asked for less.
final class Relaxation {
  private Relaxation() {}

  /// The requirement in the given ring: as it is in ring 0, and with all that the rings up to it
  /// relax. A forbidden skill stays forbidden.
  static Requirement of(Requirement requirement, List<QueueRules.Ring> rings, int ring) {
    Requirement wide = requirement;
    for (QueueRules.Ring passed : rings.subList(0, Math.min(ring, rings.size()))) {
      for (QueueRules.Relaxed relaxed : passed.relaxed()) {
        wide = relax(wide, relaxed);
      }
    }
    return wide;
  }

  private static Requirement relax(Requirement requirement, QueueRules.Relaxed relaxed) {
    return switch (requirement) {
      case Requirement.AtLeast(String skill, int level) -> {
        if (!skill.equals(relaxed.skill()) || level <= relaxed.level()) {
          yield requirement;
        }
        yield relaxed.level() == 0
            ? Requirement.anyone()
            : Requirement.atLeast(skill, relaxed.level());
      }
      case Requirement.AllOf(List<Requirement> parts) ->
          new Requirement.AllOf(each(parts, relaxed));
      case Requirement.AnyOf(List<Requirement> parts) ->
          new Requirement.AnyOf(each(parts, relaxed));
      case Requirement.Not _ -> requirement;
    };
  }

  private static List<Requirement> each(List<Requirement> parts, QueueRules.Relaxed relaxed) {
    List<Requirement> each = new ArrayList<>();
    parts.forEach(part -> each.add(relax(part, relaxed)));
    return each;
  }
}
