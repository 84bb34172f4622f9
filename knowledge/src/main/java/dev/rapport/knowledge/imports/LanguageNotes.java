package dev.rapport.knowledge.imports;

import dev.rapport.knowledge.LanguageDetection;
import dev.rapport.knowledge.imports.ReadArticle.LanguageBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// In which languages articles came, as whoever imports them should know it.
final class LanguageNotes {
  private final Map<String, Integer> byWords = new TreeMap<>();
  private final Map<String, Integer> byDefault = new TreeMap<>();
  private final Map<String, Integer> withoutRules = new TreeMap<>();

  void add(ReadArticle read) {
    String language = read.article().text().language();
    if (read.language() == LanguageBy.WORDS) {
      byWords.merge(language, 1, Integer::sum);
    } else if (read.language() == LanguageBy.DEFAULT) {
      byDefault.merge(language, 1, Integer::sum);
    }
    if (!LanguageDetection.knows(language)) {
      withoutRules.merge(language, 1, Integer::sum);
    }
  }

  /// In lines.
  List<String> lines() {
    var lines = new ArrayList<String>();
    if (!byWords.isEmpty()) {
      lines.add("the language told by the words: " + counted(byWords));
    }
    if (!byDefault.isEmpty()) {
      lines.add(
          "the language neither named nor told by the words, taken as: " + counted(byDefault));
    }
    if (!withoutRules.isEmpty()) {
      lines.add(
          "languages without rules of their own, found by their words as they are written: "
              + counted(withoutRules));
    }
    return lines;
  }

  private static String counted(Map<String, Integer> counts) {
    return String.join(
        ", ", counts.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList());
  }
}
