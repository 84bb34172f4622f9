package dev.rapport.automation;

import java.util.List;

/// What the classifier says.
public sealed interface Verdict {
  /// @param action what to do with the contact
  /// @param rule the name of the rule that decided, or [#REQUESTED] or [#DEFAULT]
  /// @param because what held, in words: `the subject or text says 'invoice'`
  record Classified(Rule.Action action, String rule, List<String> because) implements Verdict {
    /// No rule decided, the sender's own choice of a queue did.
    public static final String REQUESTED = "requested queue";

    /// Neither a rule nor the sender decided.
    public static final String DEFAULT = "default queue";

    public Classified {
      because = List.copyOf(because);
    }
  }

  /// The sender asked for a queue that there is not; to be refused, not guessed.
  record UnknownQueue(String queue) implements Verdict {}
}
