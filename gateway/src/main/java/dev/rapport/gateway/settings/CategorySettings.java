package dev.rapport.gateway.settings;

import dev.rapport.knowledge.ArticleLimits;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.CategoryRights;
import dev.rapport.knowledge.CategoryRights.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Who may read and edit the articles of a category, as the settings say it.
final class CategorySettings {
  private static final Set<String> ROLES = Set.of("agent", "supervisor", CategoryRights.ADMIN);

  private CategorySettings() {}

  static List<Rule> read(Section root) {
    List<Rule> rules = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Section section : root.sections("categories")) {
      String category = section.requiredText("category");
      if (category.startsWith("/")
          || category.endsWith("/")
          || category.length() > ArticleLimits.MAX_CATEGORY) {
        section.problem(
            "category",
            "must be a path such as billing/refunds, of up to %d characters"
                .formatted(ArticleLimits.MAX_CATEGORY));
      }
      category = Objects.requireNonNullElse(ArticleText.path(category), "");
      if (!seen.add(category)) {
        section.problem("category", "is there twice");
      }
      rules.add(new Rule(category, names(section, "readers"), names(section, "editors")));
      section.close();
    }
    if (rules.size() > CategoryRights.MAX_RULES) {
      root.problem("categories", "has more than " + CategoryRights.MAX_RULES);
      return List.of();
    }
    return List.copyOf(rules);
  }

  private static Set<String> names(Section section, String key) {
    Set<String> names = new HashSet<>();
    for (String text : section.texts(key)) {
      String name = text.strip();
      if (!ROLES.contains(name) && !name.matches(CategoryRights.LOGIN + ".{1,64}")) {
        section.problem(
            key, "must be agent, supervisor, admin or login:NAME, not '%s'".formatted(text));
      }
      names.add(name);
    }
    return names;
  }
}
