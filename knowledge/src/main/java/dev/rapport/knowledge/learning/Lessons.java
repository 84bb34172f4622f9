package dev.rapport.knowledge.learning;

import dev.rapport.knowledge.Answer;
import dev.rapport.knowledge.AnswerPolicy;
import dev.rapport.knowledge.AnswerPolicy.Thresholds;
import dev.rapport.knowledge.AnswerPolicy.Verdict;
import dev.rapport.knowledge.Answers;
import dev.rapport.knowledge.ArticleIndex.Evidence;
import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.Confidence;
import dev.rapport.knowledge.calibration.WantedError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a centre's own judgements and labels teach: first how sure one may be, then, with that,
/// from which confidence on a question is answered. Pure arithmetic; some seconds for forty
/// thousand lessons.
///
/// Thresholds are set, and errors measured, by what each question would have got from weights
/// fitted without it: weights that have seen a question know too well whether it is right.
public final class Lessons {

  /// Parts of the lessons, each weighed by what the others teach.
  private static final int FOLDS = 3;

  /// What customers, whom nobody knows, say of one article for the same words teaches no more often
  /// than this: otherwise one of them could teach whatever they like.
  static final int MOST_ALIKE = 3;

  private Lessons() {}

  /// What was learnt, and what is in force by it.
  ///
  /// @param languages by the name of each that something is known of
  public record Learnt(Answers.Taught taught, WantedError wanted, Map<String, Language> languages) {
    public Learnt {
      languages = Map.copyOf(languages);
    }

    /// Before anything was learnt.
    public static Learnt nothing(WantedError wanted) {
      return new Learnt(
          new Answers.Taught(Confidence.UNTAUGHT, AnswerPolicy.untaught(wanted)), wanted, Map.of());
    }
  }

  /// @param inForce the thresholds
  /// @param learnt whether they are its own; otherwise the usual ones
  /// @param judgements lessons from them
  /// @param labels questions that were labelled
  /// @param telling how many of both found an article at all: only those teach
  /// @param enough telling lessons it needs for its own
  /// @param answered how many of all those reach the threshold of an answer
  /// @param wrong how many of those were wrong
  public record Language(
      Thresholds inForce,
      boolean learnt,
      int judgements,
      int labels,
      int telling,
      int enough,
      int answered,
      int wrong) {

    /// The share of its lessons that is answered, 0 to 1.
    public double coverage() {
      return judgements + labels == 0 ? 0 : (double) answered / (judgements + labels);
    }

    /// The share of those that was wrong; null where none was answered.
    public @Nullable Double error() {
      return answered == 0 ? null : (double) wrong / answered;
    }
  }

  /// @param wanted the error rate answers may have
  public static Learnt of(List<Lesson> lessons, WantedError wanted) {
    List<Lesson> told = lessons.stream().filter(lesson -> lesson.evidence() != null).toList();
    Confidence confidence = Confidence.taught(samples(told, _ -> true));
    Confidence[] without = new Confidence[FOLDS];
    for (int fold = 0; fold < FOLDS; fold++) {
      int left = fold;
      without[fold] = confidence.without(samples(told, lesson -> fold(lesson) != left));
    }
    List<Verdict> verdicts = new ArrayList<>();
    Map<String, List<Verdict>> byLanguage = new TreeMap<>();
    Map<String, Integer> labels = new HashMap<>();
    Map<String, Integer> judgements = new HashMap<>();
    for (Lesson lesson : lessons) {
      if (lesson.best()) {
        boolean label = lesson.source() == Lesson.Source.LABEL;
        (label ? labels : judgements).merge(lesson.language(), 1, Integer::sum);
        List<Verdict> own = byLanguage.computeIfAbsent(lesson.language(), _ -> new ArrayList<>());
        Evidence evidence = lesson.evidence();
        if (evidence != null) {
          double sure = without[fold(lesson)].of(evidence);
          own.add(new Verdict(lesson.language(), sure, lesson.right()));
        }
      }
    }
    byLanguage.values().forEach(verdicts::addAll);
    AnswerPolicy policy = AnswerPolicy.taught(verdicts, wanted);
    Map<String, Language> languages = new TreeMap<>();
    byLanguage.forEach((language, own) -> {
      var counts =
          new Counts(judgements.getOrDefault(language, 0), labels.getOrDefault(language, 0));
      languages.put(language, language(policy, language, own, counts, AnswerPolicy.enough(wanted)));
    });
    return new Learnt(new Answers.Taught(confidence, policy), wanted, languages);
  }

  private record Counts(int judgements, int labels) {}

  private static Language language(
      AnswerPolicy policy, String language, List<Verdict> own, Counts from, int enough) {
    Thresholds inForce = policy.of(language);
    List<Verdict> answered =
        own.stream().filter(verdict -> verdict.confidence() >= inForce.answer()).toList();
    return new Language(
        inForce,
        policy.learnt().containsKey(language),
        from.judgements(),
        from.labels(),
        own.size(),
        enough,
        answered.size(),
        (int) answered.stream().filter(verdict -> !verdict.right()).count());
  }

  private static List<Confidence.Sample> samples(List<Lesson> lessons, Predicate<Lesson> wanted) {
    List<Confidence.Sample> samples = new ArrayList<>();
    for (Lesson lesson : lessons) {
      Evidence evidence = lesson.evidence();
      if (evidence != null && wanted.test(lesson)) {
        samples.add(new Confidence.Sample(evidence, lesson.right()));
      }
    }
    return samples;
  }

  /// By the question, so that its articles stay together and the same lessons teach the same.
  private static int fold(Lesson lesson) {
    return Math.floorMod(same(lesson.question()).hashCode(), FOLDS);
  }

  private static String same(String question) {
    return question.strip().toLowerCase(Locale.ROOT);
  }

  private record Said(String question, String article, boolean helpful) {}

  /// Judgements as lessons, the newest first and, of customers who say the same of the same, a few.
  public static List<Lesson> of(List<AnswerJournal.Judgement> judgements) {
    Map<Said, Integer> heard = new HashMap<>();
    List<Lesson> lessons = new ArrayList<>();
    for (AnswerJournal.Judgement judged : judgements) {
      var said = new Said(same(judged.question()), judged.article(), judged.helpful());
      if (judged.audience() == Audience.AGENT || heard.merge(said, 1, Integer::sum) <= MOST_ALIKE) {
        lessons.add(Lesson.of(judged));
      }
    }
    return lessons;
  }

  /// A labelled question as lessons, by what it finds now.
  ///
  /// @param found best first
  /// @param language of the question, where nothing is found
  public static List<Lesson> of(AnswerLabel label, List<Answer> found, String language) {
    if (found.isEmpty()) {
      boolean right = label.articles().isEmpty();
      return List.of(
          new Lesson(label.question(), language, null, right, true, Lesson.Source.LABEL));
    }
    List<Lesson> lessons = new ArrayList<>();
    for (Answer answer : found) {
      lessons.add(
          new Lesson(
              label.question(),
              answer.language(),
              answer.evidence(),
              label.articles().contains(answer.articleId()),
              lessons.isEmpty(),
              Lesson.Source.LABEL));
    }
    return lessons;
  }
}
