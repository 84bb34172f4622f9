package dev.rapport.channels.sip;

import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.Melody;
import dev.rapport.channels.media.Phrases;
import dev.rapport.channels.phone.PhoneCommand.Prompt;
import java.util.List;

/// What is said and played to callers, as sound.
final class SipPrompts {
  private final Phrases phrases;
  private final Clip music;

  SipPrompts(Phrases phrases) {
    this.phrases = phrases;
    music = phrases.music().orElseGet(Melody::holdMusic);
  }

  Clip music() {
    return music;
  }

  List<Clip> clips(List<Prompt> prompts) {
    return prompts.stream()
        .flatMap(p ->
            switch (p) {
              case Prompt.Greeting(String in) -> phrases.say(in, "greeting").stream();
              case Prompt.Position(String in, int n) -> phrases.count(in, "position", n).stream();
              case Prompt.Wait(String in, int n) -> phrases.count(in, "wait", n).stream();
              case Prompt.Sentence(String in, String name) -> phrases.say(in, name).stream();
            })
        .toList();
  }
}
