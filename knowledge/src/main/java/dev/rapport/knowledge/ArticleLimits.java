package dev.rapport.knowledge;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an article must keep to. Lengths are UTF-16 code units.
public final class ArticleLimits {

  public static final int MAX_TITLE = 300;
  public static final int MAX_QUESTION = 1_000;
  public static final int MAX_BODY = 1_000_000;
  public static final int MAX_TAGS = 50;
  public static final int MAX_TAG = 100;
  public static final int MAX_CATEGORY = 200;
  public static final int MAX_SOURCE = 100;
  public static final int MAX_EXTERNAL_ID = 500;

  private ArticleLimits() {}

  /// Why this article cannot be saved, in one line for the person who wrote it; empty if it can.
  public static Optional<String> problemOf(SaveArticle article) {
    ArticleText text = article.text();
    @Nullable String[] problems = {
      required("source", article.origin().source(), MAX_SOURCE),
      required("id", article.origin().externalId(), MAX_EXTERNAL_ID),
      required("title", text.title(), MAX_TITLE),
      text.title().indexOf('\n') < 0 ? null : "the title has more than one line",
      bounded("question", text.question(), MAX_QUESTION),
      required("text", text.body(), MAX_BODY),
      isLanguage(text.language()) ? null : "the language is not a code such as en or de",
      tags(text),
      bounded("category", text.category(), MAX_CATEGORY),
    };
    for (String problem : problems) {
      if (problem != null) {
        return Optional.of(problem);
      }
    }
    return Optional.empty();
  }

  private static boolean isLanguage(String code) {
    return (code.length() == 2 || code.length() == 3)
        && code.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }

  private static @Nullable String tags(ArticleText text) {
    if (text.tags().size() > MAX_TAGS) {
      return "more than " + MAX_TAGS + " tags";
    }
    for (String tag : text.tags()) {
      String problem = required("tag", tag, MAX_TAG);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static @Nullable String required(String what, String value, int max) {
    return value.isBlank() ? "no " + what : bounded(what, value, max);
  }

  private static @Nullable String bounded(String what, @Nullable String value, int max) {
    if (value == null) {
      return null;
    }
    if (value.length() > max) {
      return "the %s is longer than %,d characters".formatted(what, max);
    }
    return storable(value) ? null : "the %s holds characters that are not text".formatted(what);
  }

  /// NUL ends a string in one database and is refused by another; half a surrogate pair does not
  /// survive UTF-8, so that the article read back would differ from the one saved.
  private static boolean storable(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < value.length()
                && Character.isLowSurrogate(value.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
