package dev.rapport.gateway.settings;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a contact may be about, and where it belongs then.
///
/// @param name in a word of the centre's own, such as `card_lost`
/// @param queue where its contacts go that no rule sends elsewhere; null for the default queue
/// @param skills what its agent must have beyond what that queue requires, with least levels
/// @param urgency low, normal, high or critical
/// @param questions how customers ask for it, in their words: what it is learnt from
public record IntentSettings(
    String name,
    @Nullable String queue,
    Map<String, Integer> skills,
    String urgency,
    List<String> questions) {

  /// Questions of one intent in the file; more are labelled over the API.
  public static final int MAX_QUESTIONS = 500;

  private static final int MAX_INTENTS = 500;

  /// All of the file.
  static List<IntentSettings> read(Section root, List<String> queues) {
    List<IntentSettings> intents =
        root.sections("intents").stream().map(intent -> one(intent, queues)).toList();
    if (intents.size() > MAX_INTENTS) {
      root.problem("intents", "has more than " + MAX_INTENTS);
    }
    return intents;
  }

  private static IntentSettings one(Section intent, List<String> queues) {
    var read =
        new IntentSettings(
            intent.requiredText("name"),
            intent.optionalText("queue"),
            intent.levels("skills", 0, 100),
            intent.text("urgency", "normal"),
            intent.texts("questions"));
    if (!read.name().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      intent.problem("name", "must be 1-64 of letters, digits, '.', '_' and '-'");
    }
    if (read.queue() != null && !queues.contains(read.queue())) {
      intent.problem("queue", "names no queue '" + read.queue() + "'");
    }
    if (!read.urgency().matches("low|normal|high|critical")) {
      intent.problem("urgency", "must be low, normal, high or critical");
    }
    if (read.questions().size() > MAX_QUESTIONS) {
      intent.problem("questions", "has more than " + MAX_QUESTIONS);
    }
    intent.close();
    return read;
  }
}
