package dev.rapport.channels.ari;

import dev.rapport.channels.media.Phrases;
import dev.rapport.channels.phone.PhoneCommand.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is said, as Asterisk finds it: our phrases under `rapport/LANGUAGE` in its folder of
/// sounds.
final class AriPrompts {
  private final String usual;

  AriPrompts(String usual) {
    this.usual = usual;
  }

  /// Media for `play`, joined by commas; empty for nothing.
  String media(List<Prompt> prompts) {
    List<String> media = new ArrayList<>();
    for (Prompt prompt : prompts) {
      switch (prompt) {
        case Prompt.Greeting(String in) -> media.add(sound(in, "greeting"));
        case Prompt.Position(String in, int n) -> count(media, in, "position", n);
        case Prompt.Wait(String in, int n) -> count(media, in, "wait", n);
        case Prompt.Sentence(String in, String name) -> media.add(sound(in, name));
      }
    }
    return String.join(",", media);
  }

  private void count(List<String> media, String language, String name, int number) {
    media.add(sound(language, name + "_before"));
    media.add(sound(language, number > Phrases.LARGEST ? "many" : "n" + Math.max(1, number)));
    media.add(sound(language, name + "_after"));
  }

  private String sound(String language, String name) {
    String tag = language.isEmpty() ? usual : language;
    return "sound:rapport/" + tag.toLowerCase(Locale.ROOT).replaceAll("[^a-z-]", "") + "/" + name;
  }
}
