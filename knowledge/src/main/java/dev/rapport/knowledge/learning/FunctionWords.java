package dev.rapport.knowledge.learning;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;

/// Words of any language that say nothing of what a question is about, by the lists of Snowball and
/// Lucene: "how", "mein", "est".
final class FunctionWords {
  private static final String ENGLISH = "/org/apache/lucene/analysis/snowball/english_stop.txt";

  private final List<CharArraySet> sets;

  FunctionWords() {
    sets =
        new ArrayList<>(
            List.of(
                ArabicAnalyzer.getDefaultStopSet(),
                GermanAnalyzer.getDefaultStopSet(),
                SpanishAnalyzer.getDefaultStopSet(),
                FrenchAnalyzer.getDefaultStopSet(),
                ItalianAnalyzer.getDefaultStopSet(),
                DutchAnalyzer.getDefaultStopSet(),
                PortugueseAnalyzer.getDefaultStopSet()));
    try (InputStream in =
        Objects.requireNonNull(WordlistLoader.class.getResourceAsStream(ENGLISH), ENGLISH)) {
      sets.add(
          WordlistLoader.getSnowballWordSet(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param word in lower case
  boolean has(String word) {
    return sets.stream().anyMatch(set -> set.contains(word));
  }
}
