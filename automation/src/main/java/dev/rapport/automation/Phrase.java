package dev.rapport.automation;

import java.util.List;

/// One or more words to look for, the last of them perhaps with any ending.
final class Phrase {
  private final List<String> words;
  private final boolean anyEnding;

  Phrase(String written) {
    this.anyEnding = written.strip().endsWith("*");
    this.words = Tokens.of(written);
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  boolean in(List<String> text) {
    for (int start = 0; start + words.size() <= text.size(); start++) {
      if (at(text, start)) {
        return true;
      }
    }
    return false;
  }

  private boolean at(List<String> text, int start) {
    int last = words.size() - 1;
    return text.subList(start, start + last).equals(words.subList(0, last))
        && (anyEnding
            ? text.get(start + last).startsWith(words.get(last))
            : text.get(start + last).equals(words.get(last)));
  }
}
