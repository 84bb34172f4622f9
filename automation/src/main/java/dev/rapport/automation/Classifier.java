package dev.rapport.automation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says where a contact goes, by the first rule that holds, and why. Pure and thread-safe; made by
/// [Rulebook#check] only, so its rules name nothing that is not there.
///
/// A queue the sender chose stands: rules that would send the contact elsewhere are passed over,
/// except those that look at the choice itself ([Condition.Asked]). Rules for the chosen queue
/// still add their skills, urgency and acknowledgement.
public final class Classifier {
  private final Rulebook book;

  Classifier(Rulebook book) {
    this.book = book;
  }

  public Verdict classify(Request request) {
    String requested = request.requestedQueue();
    String chosen = requested == null || requested.isBlank() ? null : requested.strip();
    if (chosen != null && !book.queues().contains(chosen)) {
      return new Verdict.UnknownQueue(chosen);
    }
    Reading reading = new Reading(request, chosen);
    for (Rule rule : book.rules()) {
      if (mayDecide(rule, chosen)) {
        Optional<List<String>> held = reading.held(rule);
        if (held.isPresent()) {
          return new Verdict.Classified(rule.action(), rule.name(), held.get());
        }
      }
    }
    return chosen == null
        ? new Verdict.Classified(
            Rule.Action.to(book.defaultQueue()), Verdict.Classified.DEFAULT, List.of())
        : new Verdict.Classified(
            Rule.Action.to(chosen),
            Verdict.Classified.REQUESTED,
            List.of("the sender chose '" + chosen + "'"));
  }

  private static boolean mayDecide(Rule rule, @Nullable String chosen) {
    return chosen == null || rule.action().queue().equals(chosen) || rule.asksForQueue();
  }

  /// One request while rules are held against it; its words are parted once.
  private static final class Reading {
    private final Request request;
    private final @Nullable String chosen;
    private final List<String> subject;
    private final List<String> text;

    Reading(Request request, @Nullable String chosen) {
      this.request = request;
      this.chosen = chosen;
      this.subject = Tokens.of(request.words().subject());
      this.text = Tokens.of(request.words().text());
    }

    /// What held, in words, or empty when one condition did not.
    Optional<List<String>> held(Rule rule) {
      List<String> because = new ArrayList<>();
      for (Condition condition : rule.conditions()) {
        Optional<String> held = held(condition);
        if (held.isEmpty()) {
          return Optional.empty();
        }
        because.add(held.get());
      }
      return Optional.of(because);
    }

    private Optional<String> held(Condition condition) {
      return switch (condition) {
        case Condition.OnChannel on ->
            on.channels().stream()
                .filter(request.channel()::equalsIgnoreCase)
                .findFirst()
                .map(channel -> "it came by " + channel);
        case Condition.SentTo sent ->
            sent.recipients().stream()
                .filter(this::wasSentTo)
                .findFirst()
                .map(recipient -> "it was sent to " + recipient);
        case Condition.Asked asked ->
            asked.queues().stream()
                .filter(queue -> queue.equals(chosen))
                .findFirst()
                .map(queue -> "the sender chose '" + queue + "'");
        case Condition.Mentions mentions ->
            mentions.phrases().stream()
                .filter(this::says)
                .findFirst()
                .map(phrase -> "the subject or text says '" + phrase + "'");
        case Condition.About about ->
            about.intents().stream()
                .filter(intent -> intent.equals(request.words().intent()))
                .findFirst()
                .map(intent -> "it seems to be about " + intent);
        case Condition.InLanguage in ->
            in.languages().stream()
                .filter(this::isIn)
                .findFirst()
                .map(language -> "it is in " + language);
        case Condition.Recognised wanted ->
            wanted.recognised() == request.sender().recognised()
                ? Optional.of(
                    wanted.recognised() ? "the customer is known" : "the sender is not known")
                : Optional.empty();
        case Condition.InBand in ->
            in.bands().stream()
                .filter(band -> band.equalsIgnoreCase(request.sender().band()))
                .findFirst()
                .map(band -> "the customer's value is " + band.toLowerCase(Locale.ROOT));
      };
    }

    private boolean wasSentTo(String wanted) {
      String recipient = request.recipient();
      if (recipient == null) {
        return false;
      }
      String address = recipient.strip().toLowerCase(Locale.ROOT);
      String lower = wanted.strip().toLowerCase(Locale.ROOT);
      return lower.startsWith("@") ? address.endsWith(lower) : address.equals(lower);
    }

    private boolean says(String phrase) {
      Phrase wanted = new Phrase(phrase);
      return wanted.in(subject) || wanted.in(text);
    }

    private boolean isIn(String wanted) {
      String language = request.words().language();
      if (language == null) {
        return false;
      }
      String lower = language.toLowerCase(Locale.ROOT);
      String tag = wanted.toLowerCase(Locale.ROOT);
      return lower.equals(tag) || lower.startsWith(tag + "-");
    }
  }
}
