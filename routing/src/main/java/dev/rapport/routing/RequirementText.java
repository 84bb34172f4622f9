package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requirements as people write them, and what became of them.
///
/// ```
/// expression = all ( "or" all )*          sales >= 50 and not trainee
/// all        = one ( "and" one )*         german >= 80 and (billing or "credit cards" >= 30)
/// one        = "not" one | "(" expression ")" | "anyone" | skill [ ">=" level ]
/// ```
///
/// A skill without a level means level 1 or better. Words that are not plain go in double quotes.
public final class RequirementText {
  private static final int MAX_LENGTH = 4_000;

  private final String text;
  private int at;
  private int depth;

  private RequirementText(String text) {
    this.text = text;
  }

  /// What reading gave.
  public sealed interface Read {}

  public record Understood(Requirement requirement) implements Read {}

  /// @param at the place in the text, from 0
  public record NotUnderstood(String problem, int at) implements Read {}

  /// Carries a problem out of the depth of an expression; never leaves this class.
  private static final class Problem extends Exception {
    private final int at;

    private Problem(String message, int at) {
      super(message, null, false, false);
      this.at = at;
    }
  }

  public static Read read(String text) {
    if (text.length() > MAX_LENGTH) {
      return new NotUnderstood("longer than " + MAX_LENGTH + " characters", MAX_LENGTH);
    }
    RequirementText reading = new RequirementText(text);
    try {
      Requirement requirement = reading.expression();
      reading.space();
      if (reading.at < text.length()) {
        throw reading.problem("expected \"and\", \"or\" or the end");
      }
      return new Understood(requirement);
    } catch (Problem e) {
      return new NotUnderstood(String.valueOf(e.getMessage()), e.at);
    } catch (IllegalArgumentException e) {
      return new NotUnderstood(String.valueOf(e.getMessage()), reading.at);
    }
  }

  /// Reads back as the same requirement.
  public static String write(Requirement requirement) {
    return switch (requirement) {
      case Requirement.AtLeast(String skill, int level) -> quoted(skill) + " >= " + level;
      case Requirement.AllOf(List<Requirement> parts) -> joined(parts, " and ", "anyone");
      case Requirement.AnyOf(List<Requirement> parts) -> joined(parts, " or ", "not anyone");
      case Requirement.Not(Requirement part) -> "not " + inner(part);
    };
  }

  private static String joined(List<Requirement> parts, String word, String none) {
    return parts.isEmpty()
        ? none
        : String.join(word, parts.stream().map(RequirementText::inner).toList());
  }

  private static String inner(Requirement part) {
    boolean single =
        switch (part) {
          case Requirement.AtLeast _, Requirement.Not _ -> true;
          case Requirement.AllOf(List<Requirement> parts) -> parts.isEmpty();
          case Requirement.AnyOf _ -> false;
        };
    return single ? write(part) : "(" + write(part) + ")";
  }

  private static String quoted(String skill) {
    boolean plain = skill.chars().allMatch(RequirementText::plain) && !isWord(skill);
    return plain ? skill : "\"" + skill.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static boolean isWord(String skill) {
    return switch (skill) {
      case "and", "or", "not", "anyone" -> true;
      default -> false;
    };
  }

  private static boolean plain(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == ':';
  }

  private Requirement expression() throws Problem {
    if (++depth > Requirement.MAX_DEPTH) {
      throw problem("more than " + Requirement.MAX_DEPTH + " parentheses inside each other");
    }
    List<Requirement> parts = new ArrayList<>(List.of(all()));
    while (word("or")) {
      parts.add(all());
    }
    depth--;
    return parts.size() == 1 ? parts.getFirst() : new Requirement.AnyOf(parts);
  }

  private Requirement all() throws Problem {
    List<Requirement> parts = new ArrayList<>(List.of(one()));
    while (word("and")) {
      parts.add(one());
    }
    return parts.size() == 1 ? parts.getFirst() : new Requirement.AllOf(parts);
  }

  private Requirement one() throws Problem {
    int nots = 0;
    while (word("not")) {
      nots++;
    }
    Requirement one = positive();
    return nots % 2 == 0 ? one : new Requirement.Not(one);
  }

  private Requirement positive() throws Problem {
    if (word("anyone")) {
      return Requirement.anyone();
    }
    if (sign("(")) {
      Requirement inside = expression();
      if (!sign(")")) {
        throw problem("expected \")\"");
      }
      return inside;
    }
    String skill = skill();
    return new Requirement.AtLeast(skill, sign(">=") ? level() : 1);
  }

  private String skill() throws Problem {
    space();
    if (at < text.length() && text.charAt(at) == '"') {
      return string();
    }
    String skill = peek();
    if (skill == null || isWord(skill)) {
      throw problem("expected a skill");
    }
    at += skill.length();
    return skill;
  }

  private String string() throws Problem {
    StringBuilder skill = new StringBuilder();
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        at = i + 1;
        return skill.toString();
      }
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        c = text.charAt(i);
      }
      skill.append(c);
    }
    throw problem("expected a closing quote");
  }

  private int level() throws Problem {
    space();
    int start = at;
    while (at < text.length() && Character.isDigit(text.charAt(at)) && at - start < 4) {
      at++;
    }
    if (start == at) {
      throw problem("expected a level from 0 to " + SkillLevel.MAX);
    }
    return Integer.parseInt(text.substring(start, at));
  }

  private boolean word(String word) {
    space();
    boolean there = word.equals(peek());
    at += there ? word.length() : 0;
    return there;
  }

  private boolean sign(String sign) {
    space();
    boolean there = text.startsWith(sign, at);
    at += there ? sign.length() : 0;
    return there;
  }

  /// The plain word that begins here; null when none does.
  private @Nullable String peek() {
    int end = at;
    while (end < text.length() && plain(text.charAt(end))) {
      end++;
    }
    return end == at ? null : text.substring(at, end);
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private Problem problem(String message) {
    return new Problem(message, at);
  }
}
