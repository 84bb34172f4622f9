package dev.rapport.automation;

import java.util.List;
import java.util.regex.Pattern;

/// Whether a customer asks for a person rather than for an answer, in English, German, French,
/// Spanish, Italian, Portuguese, Dutch, Arabic, Japanese or Chinese.
///
/// Conservative by design, because it overrules what self-service would answer: it takes a clear
/// request (`talk to a human`, `mit einem Menschen sprechen`), or a message that is nothing but the
/// wish (`agent please`). It does not take a text that merely has such a word in it (`the person
/// who called me`, `cleaning agent`).
///
/// A negation before the request in the same clause takes it back (`I don't want to talk to a
/// person`, `no need to speak to anyone`), reaching back to the nearest subject, so that `I do not
/// want a bot I want to talk to a person` is still a wish. A wish that is missed is no harm done:
/// every channel also has its own way to ask for a person.
public final class PersonWish {
  private static final Pattern CLAUSE_END =
      Pattern.compile(
          "[.,!?;:()\\n\\r\u2026\u00bf\u00a1\u3001\u3002\uff01\uff0c\uff0e\uff1a\uff1b\uff1f\u060c\u061b\u061f]+");

  private static final List<WishWords> LANGUAGES =
      List.of(
          WishWordsByLanguage.english(),
          WishWordsByLanguage.german(),
          WishWordsByLanguage.french(),
          WishWordsByLanguage.spanish(),
          WishWordsFurther.italian(),
          WishWordsFurther.portuguese(),
          WishWordsFurther.dutch(),
          WishWordsByScript.arabic(),
          WishWordsByScript.japanese(),
          WishWordsByScript.chinese());

  private PersonWish() {}

  public static boolean in(String text) {
    String start = text.length() > Tokens.MAX_TEXT ? text.substring(0, Tokens.MAX_TEXT) : text;
    String whole = String.join(" ", Tokens.of(start));
    List<String> clauses =
        CLAUSE_END.splitAsStream(start).map(c -> String.join(" ", Tokens.of(c))).toList();
    return LANGUAGES.stream()
        .anyMatch(language -> language.isOnly(whole) || clauses.stream().anyMatch(language::asks));
  }
}
