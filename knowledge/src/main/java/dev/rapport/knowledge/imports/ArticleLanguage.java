package dev.rapport.knowledge.imports;

import dev.rapport.knowledge.LanguageDetection;
import dev.rapport.knowledge.imports.ReadArticle.LanguageBy;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which language an article of somebody else's is in: what its file says, brought to the code that
/// is used here, or what its words say.
final class ArticleLanguage {

  /// What is read of a body; the detection reads no more.
  private static final int READ = 1_000;

  /// A shorter text says nothing certain of its language.
  private static final int SHORTEST = 20;

  /// Old codes, and those of languages that are written as another one here.
  private static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("iw", "he"),
          Map.entry("in", "id"),
          Map.entry("ji", "yi"),
          Map.entry("nb", "no"),
          Map.entry("nob", "no"),
          Map.entry("nn", "no"),
          Map.entry("nno", "no"),
          Map.entry("cmn", "zh"),
          Map.entry("yue", "zh"));

  /// By what people call them, in English and in the language itself, and by their long codes.
  private static final Map<String, String> CALLED = called();

  private final LanguageDetection detection = new LanguageDetection();

  /// @param by how it was found
  record Found(String code, LanguageBy by) {}

  private static Map<String, String> called() {
    var called = new HashMap<String, String>();
    for (String code : Locale.getISOLanguages()) {
      Locale locale = Locale.of(code);
      called.putIfAbsent(locale.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
      called.putIfAbsent(locale.getDisplayLanguage(locale).toLowerCase(Locale.ROOT), code);
      try {
        called.putIfAbsent(locale.getISO3Language(), code);
      } catch (MissingResourceException e) {
        // It has no long code.
      }
    }
    return Map.copyOf(called);
  }

  /// @param said what the file says: `en-GB`, `deu`, `Français`; null for nothing
  Found of(@Nullable String said, String title, String body, ImportOptions options) {
    if (said != null) {
      return new Found(code(said), LanguageBy.NAME);
    }
    String chosen = options.language();
    if (chosen != null) {
      return new Found(code(chosen), LanguageBy.OPTION);
    }
    String text = title + '\n' + body.substring(0, Math.min(READ, body.length()));
    Optional<String> heard = text.length() < SHORTEST ? Optional.empty() : detection.of(text);
    return heard
        .map(code -> new Found(code(code), LanguageBy.WORDS))
        .orElseGet(() -> new Found(options.otherwise(), LanguageBy.DEFAULT));
  }

  /// The code used here; what is no language stays what it is, for the limits to say so.
  ///
  /// @see dev.rapport.knowledge.ArticleText#language
  static String code(String said) {
    String tag = said.strip().replace('_', '-');
    String own = CALLED.get(tag.toLowerCase(Locale.ROOT));
    String primary = own == null ? Locale.forLanguageTag(tag).getLanguage() : own;
    String two = CALLED.getOrDefault(primary, primary);
    return SAME.getOrDefault(two, two);
  }
}
