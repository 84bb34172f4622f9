package dev.rapport.routing;

/// What an agent can do, and how well.
///
/// @param skill the skill's name, as the plan lists it
/// @param level 0 to 100
public record SkillLevel(String skill, int level) {
  public static final int MAX = 100;

  public SkillLevel {
    Ids.check("a skill", skill);
    if (level < 0 || level > MAX) {
      throw new IllegalArgumentException("a level is 0 to 100, not " + level + " for " + skill);
    }
  }
}
