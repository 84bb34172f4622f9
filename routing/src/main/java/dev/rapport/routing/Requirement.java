package dev.rapport.routing;

import java.util.List;

/// What an agent must be able to do, as a tree. Total: a skill the agent does not have makes
/// [AtLeast] false, and so `not(atLeast(...))` true; there is no third value.
public sealed interface Requirement {
  int MAX_DEPTH = 8;
  int MAX_PARTS = 32;

  /// The agent has the skill, at this level or better.
  record AtLeast(String skill, int level) implements Requirement {
    public AtLeast {
      Ids.check("a skill", skill);
      if (level < 0 || level > SkillLevel.MAX) {
        throw new IllegalArgumentException("a level is 0 to 100, not " + level + " for " + skill);
      }
    }
  }

  /// Every part holds; true when there are none.
  record AllOf(List<Requirement> parts) implements Requirement {
    public AllOf {
      parts = bounded(parts);
    }
  }

  /// At least one part holds; false when there are none.
  record AnyOf(List<Requirement> parts) implements Requirement {
    public AnyOf {
      parts = bounded(parts);
    }
  }

  record Not(Requirement part) implements Requirement {}

  /// Nothing is required.
  static Requirement anyone() {
    return new AllOf(List.of());
  }

  static Requirement atLeast(String skill, int level) {
    return new AtLeast(skill, level);
  }

  static Requirement allOf(Requirement... parts) {
    return new AllOf(List.of(parts));
  }

  static Requirement anyOf(Requirement... parts) {
    return new AnyOf(List.of(parts));
  }

  static Requirement not(Requirement part) {
    return new Not(part);
  }

  private static List<Requirement> bounded(List<Requirement> parts) {
    if (parts.size() > MAX_PARTS) {
      throw new IllegalArgumentException(
          "a requirement has at most " + MAX_PARTS + " parts side by side, not " + parts.size());
    }
    return List.copyOf(parts);
  }
}
