package dev.rapport.customers.importing;

import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Languages as registers write them: `de`, `de_AT`, `DE-at`, `German`, `Deutsch`, `allemand`.
final class Languages {
  private static final List<Locale> NAMED_IN =
      List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH, Locale.of("es"));

  private final Map<String, String> tagByName = new HashMap<>();

  Languages() {
    for (String code : Locale.getISOLanguages()) {
      Locale language = Locale.of(code);
      for (Locale reader : NAMED_IN) {
        tagByName.putIfAbsent(language.getDisplayLanguage(reader).toLowerCase(Locale.ROOT), code);
      }
      tagByName.putIfAbsent(language.getDisplayLanguage(language).toLowerCase(Locale.ROOT), code);
    }
  }

  /// The BCP 47 tag, or null when it is no language we know.
  @Nullable String read(String text) {
    String named = tagByName.get(text.toLowerCase(Locale.ROOT));
    if (named != null) {
      return named;
    }
    try {
      Locale locale = new Locale.Builder().setLanguageTag(text.replace('_', '-')).build();
      return tagByName.containsValue(locale.getLanguage()) ? locale.toLanguageTag() : null;
    } catch (IllformedLocaleException notATag) {
      return null;
    }
  }
}
