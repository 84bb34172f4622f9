package dev.rapport.knowledge.intents;

import java.util.List;

/// Things people write that are about none of a centre's intents, whatever those are: greetings,
/// thanks, tests, jokes. They teach a model that has few questions of its own what "none of these"
/// looks like.
public final class SmallTalk {

  private static final List<String> TEXTS =
      List.of(
          "hello",
          "hi there",
          "good morning",
          "is anybody there?",
          "are you a robot?",
          "who am I talking to?",
          "thank you very much",
          "thanks, that was all",
          "ok",
          "test",
          "testing, please ignore",
          "asdf asdf",
          "what is the weather like today?",
          "tell me a joke",
          "who won the football last night?",
          "how old are you?",
          "what time is it in Tokyo?",
          "sing me a song",
          "I love you",
          "you are useless",
          "what should I cook tonight?",
          "can you do my homework?",
          "who is the president of France?",
          "translate this into Latin",
          "do you like dogs?",
          "please call me an ambulance",
          "I want to sell you something",
          "make money fast from home",
          "hallo",
          "guten Tag",
          "ist da jemand?",
          "vielen Dank",
          "wie wird das Wetter?",
          "erzähl mir einen Witz",
          "bonjour",
          "merci beaucoup",
          "il y a quelqu'un ?",
          "hola",
          "muchas gracias",
          "buongiorno");

  private SmallTalk() {}

  public static List<LabelledQuestion> questions() {
    return TEXTS.stream().map(text -> new LabelledQuestion(text, null)).toList();
  }
}
