package dev.rapport.gateway.flow;

import dev.rapport.knowledge.Answers;
import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleIndex;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.CategoryRights;
import dev.rapport.knowledge.LanguageDetection;
import dev.rapport.knowledge.Narrowing;
import dev.rapport.knowledge.calibration.WantedError;
import dev.rapport.knowledge.learning.AnswerJournal;
import dev.rapport.knowledge.learning.AnswerLabel;
import dev.rapport.knowledge.learning.AnswerLabels;
import dev.rapport.knowledge.learning.Lesson;
import dev.rapport.knowledge.learning.Lessons;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Teaches the answers what judgements and labelled questions say: anew whenever there are others,
/// or articles have changed.
public final class Teaching {
  private static final Logger LOG = LoggerFactory.getLogger(Teaching.class);

  /// What a labelled question finds is a lesson down to this place.
  private static final int LOOKED_AT = 3;

  /// The index is up to date this long after the last change of an article.
  private static final long SETTLED_MS = 3_000;

  /// Changes of articles alone teach no more often than this.
  private static final long ARTICLES_MS = 300_000;

  private final Scope scope;
  private final Answers answers;
  private final Stores stores;
  private final InstantSource clock;
  private final LanguageDetection detection = new LanguageDetection();
  private String said = "";
  private long revision = -1;
  private long changedAt;
  private long learntRevision = -1;
  private final long begun;
  private volatile State state;

  /// @param language of questions whose language cannot be told
  /// @param wanted the error rate answers may have
  /// @param closed categories that customers may not read
  public record Scope(String centre, String language, WantedError wanted, Set<String> closed) {}

  /// What is learnt from.
  public record Stores(AnswerJournal journal, AnswerLabels labels, ArticleStore articles) {}

  /// What is in force.
  ///
  /// @param labels how many there were
  /// @param stale those of them of whose articles no customer can read any: they teach nothing
  /// @param at when it was learnt, in epoch milliseconds; 0 for never
  public record State(Lessons.Learnt learnt, int judgements, int labels, int stale, long at) {}

  /// From now on the answers go by the wanted error.
  public Teaching(Scope scope, Answers answers, Stores stores, InstantSource clock) {
    this.scope = scope;
    this.answers = answers;
    this.stores = stores;
    this.clock = clock;
    this.begun = clock.millis();
    this.state = new State(Lessons.Learnt.nothing(scope.wanted()), 0, 0, 0, 0);
    answers.teach(state.learnt().taught());
  }

  public Scope scope() {
    return scope;
  }

  public State state() {
    return state;
  }

  /// Learns if there is anything new. Blocks: as long as asking every labelled question takes.
  ///
  /// @return whether there was
  public synchronized boolean learn() {
    long now = clock.millis();
    ArticleStore.Head head = stores.articles().heads().get(scope.centre());
    long newest = head == null ? 0 : head.revision();
    if (newest != revision) {
      revision = newest;
      changedAt = now;
    }
    String version =
        stores.journal().version(scope.centre()) + ", " + stores.labels().version(scope.centre());
    boolean told = !version.equals(said);
    boolean written = newest != learntRevision;
    long ago = now - Math.max(begun, state.at());
    boolean due =
        now - changedAt >= SETTLED_MS
            ? told || (written && ago >= ARTICLES_MS)
            : (told || written) && ago >= 2 * ARTICLES_MS; // articles never come to rest
    if (due) {
      state = learnt(now);
      answers.teach(state.learnt().taught());
      said = version;
      learntRevision = newest;
    }
    return due;
  }

  private State learnt(long now) {
    List<AnswerJournal.Judgement> judgements = stores.journal().judgements(scope.centre());
    List<AnswerLabel> labels = stores.labels().all(scope.centre());
    List<Lesson> lessons = new ArrayList<>(Lessons.of(judgements));
    Map<String, Boolean> readable = new HashMap<>();
    int stale = 0;
    for (AnswerLabel label : labels) {
      if (Thread.currentThread().isInterrupted()) {
        return state;
      }
      if (isStale(label, readable)) {
        stale++;
      } else {
        lessons.addAll(lessons(label));
      }
    }
    Lessons.Learnt learnt = Lessons.of(lessons, scope.wanted());
    LOG.debug("learnt from {} judgements and {} labels", judgements.size(), labels.size());
    return new State(learnt, judgements.size(), labels.size(), stale, now);
  }

  private boolean isStale(AnswerLabel label, Map<String, Boolean> readable) {
    return !label.articles().isEmpty()
        && label.articles().stream()
            .noneMatch(id -> readable.computeIfAbsent(id, this::isReadable));
  }

  private boolean isReadable(String id) {
    Article article = stores.articles().find(scope.centre(), id);
    return article != null
        && article.visibleTo(Audience.CUSTOMER, clock.millis())
        && !CategoryRights.isIn(article.text().category(), scope.closed());
  }

  private List<Lesson> lessons(AnswerLabel label) {
    var question =
        new ArticleIndex.Question(
            scope.centre(), Audience.CUSTOMER, label.question(), Narrowing.without(scope.closed()));
    Answers.Answered found = answers.ask(question, LOOKED_AT);
    if (found.partial()) {
      return List.of(); // a search that was cut short says nothing of the articles
    }
    String language =
        found.answers().isEmpty()
            ? detection.of(label.question()).orElse(scope.language())
            : scope.language();
    return Lessons.of(label, found.answers(), language);
  }
}
