package dev.rapport.gateway.flow;

import dev.rapport.channels.InboundContact;
import dev.rapport.gateway.settings.IntentSettings;
import dev.rapport.knowledge.intents.Guess;
import dev.rapport.knowledge.intents.IntentModel;
import dev.rapport.knowledge.intents.IntentTraining;
import dev.rapport.knowledge.intents.LabelledQuestion;
import dev.rapport.knowledge.intents.LabelledQuestions;
import dev.rapport.knowledge.intents.SmallTalk;
import dev.rapport.knowledge.meaning.SentenceModel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Guesses which of the centre's intents a text is about, or that it is about none. It learns from
/// the questions of the settings and from those that people labelled since; a text that comes
/// before the first training, or while the guessing fails, is about none.
public final class IntentGuesser {
  private static final Logger LOG = LoggerFactory.getLogger(IntentGuesser.class);

  /// A guess that is more likely wrong than right sends nobody anywhere.
  static final double SURE = 0.5;

  private final Scope scope;
  private final LabelledQuestions labelled;
  private final @Nullable SentenceModel sentences;
  private final InstantSource clock;
  private final Set<String> names;
  private @Nullable List<LabelledQuestion> learnt;
  private volatile @Nullable IntentModel model;

  /// @param intents those of the settings
  public record Scope(String centre, List<IntentSettings> intents) {
    public Scope {
      intents = List.copyOf(intents);
    }
  }

  /// @param sentences null to learn from the words alone
  public IntentGuesser(
      Scope scope,
      LabelledQuestions labelled,
      @Nullable SentenceModel sentences,
      InstantSource clock) {
    this.scope = scope;
    this.labelled = labelled;
    this.sentences = sentences;
    this.clock = clock;
    this.names =
        scope.intents().stream().map(IntentSettings::name).collect(Collectors.toUnmodifiableSet());
  }

  /// The names of all intents.
  public Set<String> names() {
    return names;
  }

  /// Notes what a question is about, to be learnt from at the next training.
  ///
  /// @param intent one of {@link #names}, or null for none of them
  public CompletionStage<Boolean> label(String question, @Nullable String intent) {
    return labelled.label(scope.centre(), question, intent, clock.millis());
  }

  /// Learns from all questions there are, if there are others than last time. Blocks: seconds for
  /// ten thousand.
  public synchronized void train() {
    if (names.isEmpty()) {
      return;
    }
    var questions = new ArrayList<LabelledQuestion>();
    for (LabelledQuestion question : labelled.all(scope.centre())) {
      if (question.intent() == null || names.contains(question.intent())) {
        questions.add(question);
      }
    }
    for (IntentSettings intent : scope.intents()) {
      intent.questions().forEach(q -> questions.add(new LabelledQuestion(q, intent.name())));
    }
    questions.addAll(SmallTalk.questions());
    if (questions.equals(learnt)) {
      return;
    }
    int most = Math.min(questions.size(), IntentTraining.MAX_QUESTIONS);
    model =
        new IntentTraining(sentences, IntentTraining.Expected.USUAL)
            .train(questions.subList(0, most))
            .orElse(null);
    learnt = questions;
    LOG.info("{} intents learnt from {} questions", names.size(), most);
  }

  /// What the text is most likely about; empty before anything is learnt. Some milliseconds.
  public Optional<Guess> guess(String text) {
    IntentModel current = model;
    return current == null || text.isBlank() ? Optional.empty() : Optional.of(current.guess(text));
  }

  /// The intent of a contact's first words, where the guess is sure enough to act on; otherwise
  /// null. Never fails: a contact goes on without.
  @Nullable String intentOf(InboundContact inbound) {
    try {
      String subject = inbound.subject();
      return sure(guess(subject == null ? inbound.text() : subject + "\n" + inbound.text()));
    } catch (RuntimeException e) {
      LOG.warn("placed without an intent: {}", e.toString());
      return null;
    }
  }

  private static @Nullable String sure(Optional<Guess> guess) {
    return guess.filter(g -> g.confidence() >= SURE).map(Guess::intent).orElse(null);
  }
}
