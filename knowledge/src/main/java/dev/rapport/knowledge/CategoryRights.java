package dev.rapport.knowledge;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who may read and who may edit the articles of a category. A rule holds for all that is below its
/// category too, and every rule on the way to an article must let somebody in: what is open below a
/// closed category stays closed.
///
/// Rules only take away. What an article's visibility, its state or a role forbids, no rule allows.
public final class CategoryRights {

  /// Who may do whatever the rules say: so that no rule can shut out everybody.
  public static final String ADMIN = "admin";

  /// Before the login of a person, where a name is not that of a role.
  public static final String LOGIN = "login:";

  /// The most rules a centre has: each is a clause of every search it closes something to.
  public static final int MAX_RULES = 100;

  public static final CategoryRights NONE = new CategoryRights(List.of());

  private final List<Rule> rules;
  private final Set<String> closedToCustomers;

  /// Names are roles (`agent`) or people (`login:ben`); a customer has none, so that a category
  /// with readers is closed to customers.
  ///
  /// @param category a path such as `billing/refunds`
  /// @param readers names; when there are none, whoever may see its articles reads them
  /// @param editors names, who read as well; when there are none, whoever reads and may edit edits
  public record Rule(String category, Set<String> readers, Set<String> editors) {
    public Rule {
      readers = Set.copyOf(readers);
      editors = Set.copyOf(editors);
    }

    private boolean letsRead(Set<String> names) {
      return readers.isEmpty() || isAmong(readers, names) || isAmong(editors, names);
    }

    private boolean letsEdit(Set<String> names) {
      return letsRead(names) && (editors.isEmpty() || isAmong(editors, names));
    }

    private static boolean isAmong(Set<String> let, Set<String> names) {
      return names.contains(ADMIN) || names.stream().anyMatch(let::contains);
    }
  }

  /// @throws IllegalArgumentException for more than [#MAX_RULES]
  public CategoryRights(List<Rule> rules) {
    if (rules.size() > MAX_RULES) {
      throw new IllegalArgumentException("more than " + MAX_RULES + " rules");
    }
    this.rules = List.copyOf(rules);
    this.closedToCustomers = closedTo(Set.of());
  }

  /// The categories that customers may not read.
  public Set<String> closedToCustomers() {
    return closedToCustomers;
  }

  /// The categories that somebody of these names may not read.
  public Set<String> closedTo(Set<String> names) {
    return categories(rule -> !rule.letsRead(names));
  }

  /// The categories in which somebody of these names may change nothing.
  public Set<String> lockedTo(Set<String> names) {
    return categories(rule -> !rule.letsEdit(names));
  }

  private Set<String> categories(Function<Rule, Boolean> which) {
    return rules.stream()
        .filter(which::apply)
        .map(Rule::category)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Whether a category is one of these or below one of them.
  ///
  /// @param category of an article; null for none
  public static boolean isIn(@Nullable String category, Set<String> categories) {
    if (category == null || categories.isEmpty()) {
      return false;
    }
    for (int slash = category.indexOf('/'); slash >= 0; slash = category.indexOf('/', slash + 1)) {
      if (categories.contains(category.substring(0, slash))) {
        return true;
      }
    }
    return categories.contains(category);
  }
}
