package dev.rapport.knowledge;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/// An article in pieces that a sentence model can read whole: the title, the question, and the body
/// in passages that end where a line or a sentence ends. Following the text's own structure finds
/// more than windows of fixed size (MultiDoc2Dial, Feng et al. 2021).
final class BodyPassages {

  /// UTF-16 code units; about what the model reads of a text.
  private static final int LENGTH = 900;

  /// The most passages of one article: a manual is cut, not indexed for minutes.
  private static final int MAX = 40;

  private BodyPassages() {}

  static List<String> of(ArticleText article, ArticleRenderer renderer) {
    var passages = new LinkedHashSet<String>();
    passages.add(article.title());
    String question = article.question();
    if (question != null) {
      passages.add(question);
    }
    for (String passage : parts(renderer.toText(article.body()))) {
      if (passages.size() < MAX) {
        passages.add(passage);
      }
    }
    return List.copyOf(passages);
  }

  private static List<String> parts(String body) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (String line : body.split("\n")) {
      for (String sentence : line.length() > LENGTH ? sentences(line) : List.of(line)) {
        if (part.length() + sentence.length() > LENGTH && !part.isEmpty()) {
          parts.add(part.toString().strip());
          part.setLength(0);
        }
        part.append(sentence).append('\n');
      }
      if (parts.size() >= MAX) {
        return parts;
      }
    }
    if (!part.toString().isBlank()) {
      parts.add(part.toString().strip());
    }
    return parts;
  }

  private static List<String> sentences(String line) {
    var sentences = new ArrayList<String>();
    BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ROOT);
    ends.setText(line);
    int from = ends.first();
    for (int to = ends.next(); to != BreakIterator.DONE; to = ends.next()) {
      sentences.add(line.substring(from, to));
      from = to;
    }
    return sentences;
  }
}
