package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that would have to be different for an agent to satisfy a requirement.
///
/// @param level the level that is asked for
/// @param has the level the agent has; null when the agent does not have the skill
/// @param tooMuch true inside a `not`: the agent has what must not be there
public record Shortfall(String skill, int level, @Nullable Integer has, boolean tooMuch) {

  /// Empty when the agent satisfies the requirement. Of an `or`, what the nearest part lacks.
  public static List<Shortfall> of(Requirement requirement, AgentProfile agent) {
    return lacking(requirement, agent, true);
  }

  /// @param wanted what the part should come to; false inside a `not`
  private static List<Shortfall> lacking(
      Requirement requirement, AgentProfile agent, boolean wanted) {
    return switch (requirement) {
      case Requirement.AtLeast(String skill, int level) -> {
        Integer has = level(agent, skill);
        boolean holds = has != null && has >= level;
        yield holds == wanted ? List.of() : List.of(new Shortfall(skill, level, has, !wanted));
      }
      case Requirement.AllOf(List<Requirement> parts) ->
          wanted ? every(parts, agent, true) : nearest(parts, agent, false);
      case Requirement.AnyOf(List<Requirement> parts) ->
          wanted ? nearest(parts, agent, true) : every(parts, agent, false);
      case Requirement.Not(Requirement part) -> lacking(part, agent, !wanted);
    };
  }

  private static List<Shortfall> every(
      List<Requirement> parts, AgentProfile agent, boolean wanted) {
    List<Shortfall> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(lacking(part, agent, wanted)));
    return all;
  }

  private static List<Shortfall> nearest(
      List<Requirement> parts, AgentProfile agent, boolean wanted) {
    List<Shortfall> nearest = null;
    for (Requirement part : parts) {
      List<Shortfall> lacking = lacking(part, agent, wanted);
      if (nearest == null || lacking.size() < nearest.size()) {
        nearest = lacking;
      }
    }
    return nearest == null ? List.of() : nearest;
  }

  private static @Nullable Integer level(AgentProfile agent, String skill) {
    for (SkillLevel own : agent.skills()) {
      if (own.skill().equals(skill)) {
        return own.level();
      }
    }
    return null;
  }
}
