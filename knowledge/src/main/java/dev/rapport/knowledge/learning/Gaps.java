package dev.rapport.knowledge.learning;

import dev.rapport.knowledge.meaning.SentenceModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Questions without an answer, brought together by what they are about, and what an article for
/// each would save. One question after the other joins the nearest group or begins its own (leader
/// clustering): the order of arrival decides little, and the work is questions times groups.
public final class Gaps {

  /// The most groups; what is alone beyond them is left out.
  static final int MAX_GROUPS = 200;

  private static final int SHOWN = 5;
  private static final double NEAR_BY_MEANING = 0.6;
  private static final double NEAR_BY_WORDS = 0.4;

  private final @Nullable SentenceModel sentences;

  public Gaps(@Nullable SentenceModel sentences) {
    this.sentences = sentences;
  }

  /// Something that is asked and not answered.
  ///
  /// @param examples a few of the questions, as they were typed
  /// @param asked how often
  /// @param contacts how often a contact with a person followed
  /// @param customers how many known customers asked
  /// @param minutes of handling that an article would have saved, at most
  public record Gap(
      List<String> examples, int asked, int contacts, int customers, double minutes) {}

  private record Group(Sign first, List<AnswerJournal.Unanswered> questions) {}

  private record Sign(@Nullable Meaning meaning, Set<String> words) {}

  @SuppressWarnings("ArrayRecordComponent") // numbers, never compared
  private record Meaning(float[] vector) {}

  /// Dearest first: handle minutes, then how often asked.
  ///
  /// @param minutesEach what handling one contact takes, where it was not measured
  public List<Gap> of(List<AnswerJournal.Unanswered> questions, double minutesEach) {
    var groups = new ArrayList<Group>();
    for (AnswerJournal.Unanswered question : questions) {
      Sign sign = sign(question.question());
      Group best = null;
      double nearest = 0;
      for (Group group : groups) {
        double near = likeness(group.first(), sign);
        if (near > nearest) {
          nearest = near;
          best = group;
        }
      }
      if (best != null && nearest >= 1) {
        best.questions().add(question);
      } else if (groups.size() < MAX_GROUPS) {
        groups.add(new Group(sign, new ArrayList<>(List.of(question))));
      }
    }
    return groups.stream()
        .map(group -> gap(group.questions(), minutesEach))
        .sorted(Comparator.comparingDouble(Gap::minutes).thenComparingInt(Gap::asked).reversed())
        .toList();
  }

  private static Gap gap(List<AnswerJournal.Unanswered> questions, double minutesEach) {
    int contacts = (int) questions.stream().filter(AnswerJournal.Unanswered::followed).count();
    long customers =
        questions.stream()
            .map(AnswerJournal.Unanswered::customer)
            .filter(c -> c != null)
            .distinct()
            .count();
    return new Gap(
        questions.stream().map(AnswerJournal.Unanswered::question).distinct().limit(SHOWN).toList(),
        questions.size(),
        contacts,
        (int) customers,
        questions.stream()
            .filter(AnswerJournal.Unanswered::followed)
            .mapToDouble(question -> minutes(question.handleMs(), minutesEach))
            .sum());
  }

  private static double minutes(@Nullable Long handleMs, double otherwise) {
    return handleMs == null ? otherwise : handleMs / 60_000.0;
  }

  private Sign sign(String question) {
    Set<String> words =
        Arrays.stream(question.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
            .filter(word -> word.length() > 2)
            .collect(Collectors.toSet());
    return new Sign(sentences == null ? null : new Meaning(sentences.embed(question)), words);
  }

  /// 1 or more for those that belong together.
  private static double likeness(Sign a, Sign b) {
    Meaning one = a.meaning();
    Meaning other = b.meaning();
    if (one != null && other != null) {
      float dot = 0;
      for (int i = 0; i < one.vector().length; i++) {
        dot += one.vector()[i] * other.vector()[i];
      }
      return dot / NEAR_BY_MEANING;
    }
    var both = new HashSet<>(a.words());
    both.retainAll(b.words());
    int all = a.words().size() + b.words().size() - both.size();
    return all == 0 ? 0 : (double) both.size() / all / NEAR_BY_WORDS;
  }
}
