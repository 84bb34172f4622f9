package dev.rapport.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/// Which language a text is in, by OpenNLP's model of 103 languages, which is read at the first
/// use: a process whose articles are all in one language never does. Safe for many threads.
public final class LanguageDetection {

  private static final String MODEL = "/langdetect-183.bin";

  /// What is read of a text; the model is sure long before.
  private static final int MAX_TEXT = 1_000;

  /// How many times as likely as the next one the best language must be: below it the model is
  /// guessing. Its probabilities themselves say little, being spread over many languages.
  private static final double SURE = 1.1;

  /// From the model's codes of three letters to ours.
  private static final Map<String, String> CODES = codes();

  /// Whether a language has rules of its own for searching.
  public static boolean knows(String language) {
    return !LanguageRules.codeFor(language).equals(LanguageRules.PLAIN);
  }

  /// The language, as a primary subtag such as `en`; empty when the model is not sure.
  public Optional<String> of(String text) {
    List<Guessed> guesses = guesses(text);
    if (guesses.isEmpty()) {
      return Optional.empty();
    }
    Guessed best = guesses.getFirst();
    boolean sure = guesses.size() == 1 || best.probability() >= SURE * guesses.get(1).probability();
    return sure ? Optional.of(best.language()) : Optional.empty();
  }

  /// The given codes of rules, the likeliest of this text first.
  List<String> likeliest(String text, List<String> among) {
    if (among.size() < 2) {
      return among;
    }
    var ordered = new ArrayList<String>();
    for (Guessed guess : guesses(text)) {
      String rules = LanguageRules.codeFor(guess.language());
      if (among.contains(rules) && !ordered.contains(rules)) {
        ordered.add(rules);
      }
    }
    among.stream().filter(language -> !ordered.contains(language)).forEach(ordered::add);
    return ordered;
  }

  private record Guessed(String language, double probability) {}

  private List<Guessed> guesses(String text) {
    if (text.isBlank()) {
      return List.of();
    }
    var guesses = new ArrayList<Guessed>();
    String read = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    for (Language language : detector().predictLanguages(read)) {
      String code = CODES.get(language.getLang());
      if (code != null) {
        guesses.add(new Guessed(code, language.getConfidence()));
      }
    }
    return guesses;
  }

  /// The detector keeps nothing between texts but the model, which never changes.
  private LanguageDetectorME detector() {
    return new LanguageDetectorME(Model.READ);
  }

  /// Read once for all, at the first use: it takes some 60 MB.
  private static final class Model {
    static final LanguageDetectorModel READ = read();

    private static LanguageDetectorModel read() {
      try (InputStream in = LanguageDetection.class.getResourceAsStream(MODEL)) {
        if (in == null) {
          throw new IOException(MODEL + " is not on the class path");
        }
        return new LanguageDetectorModel(in);
      } catch (IOException e) {
        throw new UncheckedIOException("reading the model of languages", e);
      }
    }
  }

  /// The model tells Chinese and Norwegian by their varieties.
  private static Map<String, String> codes() {
    var codes = new HashMap<String, String>();
    for (String two : Locale.getISOLanguages()) {
      codes.put(Locale.of(two).getISO3Language(), two);
    }
    codes.putAll(Map.of("cmn", "zh", "nob", "no", "nno", "no"));
    return Map.copyOf(codes);
  }
}
