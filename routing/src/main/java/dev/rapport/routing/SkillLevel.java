package dev.rapport.routing;

import org.jspecify.annotations.Nullable;

/// What an agent can do, and how well.
///
/// @param skill the skill's name, as the plan lists it
/// @param level 0 to 100
/// @param valid when the agent has it; null for always
public record SkillLevel(String skill, int level, @Nullable Validity valid) {
  public static final int MAX = 100;

  public SkillLevel {
    Ids.check("a skill", skill);
    if (level < 0 || level > MAX) {
      throw new IllegalArgumentException("a level is 0 to 100, not " + level + " for " + skill);
    }
  }

  /// A skill the agent has for good.
  public SkillLevel(String skill, int level) {
    this(skill, level, null);
  }

  /// When a skill is there: a certificate that begins, or runs out.
  ///
  /// @param from epoch milliseconds; 0 for since ever
  /// @param until epoch milliseconds; [#OPEN] for ever
  public record Validity(long from, long until) {
    public static final long OPEN = Long.MAX_VALUE;
  }

  public SkillLevel valid(long from, long until) {
    return new SkillLevel(skill, level, new Validity(from, until));
  }

  boolean validAt(long at) {
    return valid == null || (valid.from() <= at && at < valid.until());
  }

  /// When this begins or ends next after a moment; [Long#MAX_VALUE] for never.
  long turnsAfter(long at) {
    if (valid == null) {
      return Long.MAX_VALUE;
    }
    return at < valid.from() ? valid.from() : at < valid.until() ? valid.until() : Long.MAX_VALUE;
  }
}
