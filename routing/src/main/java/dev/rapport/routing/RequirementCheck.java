package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Says what is wrong with a requirement before it is used.
final class RequirementCheck {
  private RequirementCheck() {}

  static List<String> problems(Requirement requirement, Set<String> skills) {
    List<String> problems = new ArrayList<>();
    walk(requirement, skills, 1, problems);
    return problems;
  }

  private static void walk(
      Requirement requirement, Set<String> skills, int depth, List<String> problems) {
    if (depth > Requirement.MAX_DEPTH) {
      problems.add("a requirement is at most " + Requirement.MAX_DEPTH + " levels deep");
      return;
    }
    switch (requirement) {
      case Requirement.AtLeast(String skill, int _) -> {
        if (!skills.contains(skill)) {
          problems.add("unknown skill " + skill);
        }
      }
      case Requirement.AllOf(List<Requirement> parts) ->
          parts.forEach(part -> walk(part, skills, depth + 1, problems));
      case Requirement.AnyOf(List<Requirement> parts) ->
          parts.forEach(part -> walk(part, skills, depth + 1, problems));
      case Requirement.Not(Requirement part) -> walk(part, skills, depth + 1, problems);
    }
  }
}
