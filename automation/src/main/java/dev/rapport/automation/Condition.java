package dev.rapport.automation;

import java.util.List;

/// One thing a rule asks of a request. Lists are alternatives: one of them is enough.
public sealed interface Condition {
  /// It came on one of these channels.
  record OnChannel(List<String> channels) implements Condition {
    public OnChannel {
      channels = List.copyOf(channels);
    }
  }

  /// It was sent to one of these addresses or numbers. `@example.org` is every address there;
  /// otherwise the whole address counts, and case does not.
  record SentTo(List<String> recipients) implements Condition {
    public SentTo {
      recipients = List.copyOf(recipients);
    }
  }

  /// The sender chose one of these queues.
  record Asked(List<String> queues) implements Condition {
    public Asked {
      queues = List.copyOf(queues);
    }
  }

  /// Subject or text has one of these words or phrases, whole, whatever their case and accents. A
  /// star at the end takes every ending: `invoic*`. Scripts without spaces between words match only
  /// where punctuation parts them.
  record Mentions(List<String> phrases) implements Condition {
    public Mentions {
      phrases = List.copyOf(phrases);
    }
  }

  /// It is about one of these intents, as far as that could be guessed from its words.
  record About(List<String> intents) implements Condition {
    public About {
      intents = List.copyOf(intents);
    }
  }

  /// The language is one of these BCP 47 tags; `de` takes `de-AT` too.
  record InLanguage(List<String> languages) implements Condition {
    public InLanguage {
      languages = List.copyOf(languages);
    }
  }

  /// The sender is (or is not) a customer we know.
  record Recognised(boolean recognised) implements Condition {}

  /// The customer's value band is one of these.
  record InBand(List<String> bands) implements Condition {
    public InBand {
      bands = List.copyOf(bands);
    }
  }
}
