package dev.rapport.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/// A centre's synonyms as terms, ready to be looked up. Immutable.
final class Synonyms {

  static final Synonyms NONE = new Synonyms(Map.of());

  /// Terms that stand beside one term of a question, at most.
  private static final int MAX_ALTERNATIVES = 16;

  private static final int MAX_TERMS = 8;

  /// One group in one language: the terms of each of its words or phrases.
  private record Group(List<List<String>> members) {}

  /// By language and by the first term of each member.
  private final Map<String, Map<String, List<Group>>> groups;

  private Synonyms(Map<String, Map<String, List<Group>>> groups) {
    this.groups = groups;
  }

  static Synonyms of(List<SynonymGroup> groups, Languages languages) {
    var byLanguage = new HashMap<String, Map<String, List<Group>>>();
    for (SynonymGroup group : groups) {
      String rules = languages.rulesFor(group.language());
      var members = new ArrayList<List<String>>();
      for (String word : group.words()) {
        List<String> terms = List.copyOf(languages.terms(rules, word, MAX_TERMS));
        if (!terms.isEmpty() && !members.contains(terms)) {
          members.add(terms);
        }
      }
      var made = new Group(members);
      for (List<String> member : members) {
        byLanguage
            .computeIfAbsent(rules, _ -> new HashMap<>())
            .computeIfAbsent(member.getFirst(), _ -> new ArrayList<>())
            .add(made);
      }
    }
    return new Synonyms(byLanguage);
  }

  /// For each of the terms that has any: what may stand in its place. In the order of the terms.
  Map<String, List<String>> alternatives(String language, SequencedSet<String> terms) {
    Map<String, List<Group>> known = groups.getOrDefault(language, Map.of());
    if (known.isEmpty()) {
      return Map.of();
    }
    var alternatives = new LinkedHashMap<String, Set<String>>();
    for (String term : terms) {
      for (Group group : known.getOrDefault(term, List.of())) {
        for (List<String> asked : group.members()) {
          if (asked.getFirst().equals(term) && terms.containsAll(asked)) {
            add(group, asked, alternatives);
          }
        }
      }
    }
    var bounded = new LinkedHashMap<String, List<String>>();
    alternatives.forEach(
        (term, others) -> bounded.put(term, others.stream().limit(MAX_ALTERNATIVES).toList()));
    return bounded;
  }

  /// Every term of what was asked may be stood in for by the terms of the others.
  private static void add(Group group, List<String> asked, Map<String, Set<String>> alternatives) {
    var others = new LinkedHashSet<String>();
    group.members().stream().filter(m -> !m.equals(asked)).forEach(others::addAll);
    new HashSet<>(asked).forEach(others::remove);
    for (String term : asked) {
      alternatives.computeIfAbsent(term, _ -> new LinkedHashSet<>()).addAll(others);
    }
  }
}
