package dev.rapport.knowledge.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.knowledge.Answer;
import dev.rapport.knowledge.AnswerPolicy;
import dev.rapport.knowledge.ArticleIndex.Evidence;
import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.Excerpt;
import dev.rapport.knowledge.calibration.WantedError;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LessonsTest {

  private static Evidence evidence(double coverage) {
    return new Evidence(coverage, coverage, 0.5, 0, 0.1);
  }

  private static Answer answer(String id, String language, double coverage) {
    return new Answer(
        id,
        "Title",
        new Excerpt("Text", 0, true, List.of()),
        language,
        1,
        0.5,
        evidence(coverage),
        true);
  }

  /// Labels whose best article is right the more surely the more of the question it covers.
  private static List<Lesson> labelled(String language, int count, double luck) {
    var random = new Random(1);
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double coverage = random.nextDouble();
      boolean right = random.nextDouble() < luck * coverage * coverage;
      var label = new AnswerLabel("q" + i, right ? List.of("a") : List.of());
      lessons.addAll(Lessons.of(label, List.of(answer("a", language, coverage)), "en"));
    }
    return lessons;
  }

  private static AnswerJournal.Judgement judged(String id, Audience audience, boolean helpful) {
    return new AnswerJournal.Judgement(
        id, 1, audience, "a", "saddle?", "en", helpful, null, 0.5, evidence(0.9));
  }

  @Test
  void labelledQuestionsSetTheThresholdsOfTheirLanguage() {
    List<Lesson> lessons = new ArrayList<>(labelled("en", 2_000, 1));
    lessons.addAll(labelled("de", 50, 1));
    Lessons.Learnt learnt = Lessons.of(lessons, new WantedError(0.2, 0.9));
    Lessons.Language english = learnt.languages().get("en");
    assertThat(english.learnt()).isTrue();
    assertThat(english.labels()).isEqualTo(2_000);
    assertThat(english.answered()).isPositive();
    assertThat(english.error()).isLessThanOrEqualTo(0.2);
    Lessons.Language german = learnt.languages().get("de");
    assertThat(german.learnt()).isFalse();
    assertThat(german.enough()).isEqualTo(AnswerPolicy.ENOUGH);
    assertThat(learnt.taught().policy().of("de"))
        .isEqualTo(AnswerPolicy.untaught(new WantedError(0.2, 0.9)).usual());
    assertThat(learnt.taught().confidence().isTaught()).isTrue();
  }

  @Test
  void theFewerMayBeWrongTheSurerOneMustBe() {
    List<Lesson> lessons = labelled("en", 4_000, 1);
    double last = 0;
    for (double wanted : new double[] {0.3, 0.2, 0.12}) {
      double from =
          Lessons.of(lessons, new WantedError(wanted, 0.9)).taught().policy().of("en").answer();
      assertThat(from).as("%s", wanted).isGreaterThan(last);
      last = from;
    }
  }

  @Test
  void wherNothingIsEverRightNothingIsAnswered() {
    Lessons.Learnt learnt = Lessons.of(labelled("en", 400, 0), WantedError.USUAL);
    assertThat(learnt.taught().policy().of("en").answers()).isFalse();
    assertThat(learnt.languages().get("en").answered()).isZero();
    assertThat(learnt.languages().get("en").error()).isNull();
  }

  @Test
  void theErrorIsWithinWhatIsWantedForQuestionsThatTaughtNothing() {
    int wrong = 0;
    int answered = 0;
    Lessons.Learnt learnt =
        Lessons.of(labelled("en", 4_000, 1).subList(0, 2_000), new WantedError(0.25, 0.9));
    for (Lesson lesson : labelled("en", 4_000, 1).subList(2_000, 4_000)) {
      double sure = learnt.taught().confidence().of(evidence(lesson.evidence()));
      if (sure >= learnt.taught().policy().of("en").answer()) {
        answered++;
        wrong += lesson.right() ? 0 : 1;
      }
    }
    assertThat(answered).isGreaterThan(50);
    assertThat((double) wrong / answered).isLessThan(0.25);
  }

  private static Evidence evidence(@Nullable Evidence evidence) {
    assertThat(evidence).isNotNull();
    return evidence;
  }

  @Test
  void whatNothingAnswersIsRightWhereNothingIsFoundAndWrongWhereSomethingIs() {
    var none = new AnswerLabel("q", List.of());
    assertThat(Lessons.of(none, List.of(), "de"))
        .containsExactly(new Lesson("q", "de", null, true, true, Lesson.Source.LABEL));
    assertThat(Lessons.of(none, List.of(answer("a", "fr", 0.9)), "de"))
        .extracting(Lesson::language, Lesson::right)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("fr", false));
  }

  @Test
  void onlyTheBestIsWhatWouldBeAnswered() {
    var label = new AnswerLabel("q", List.of("b"));
    List<Answer> found = List.of(answer("a", "en", 0.9), answer("b", "en", 0.8));
    assertThat(Lessons.of(label, found, "en"))
        .extracting(Lesson::right, Lesson::best)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(false, true),
            org.assertj.core.groups.Tuple.tuple(true, false));
  }

  @Test
  void whatStrangersSayOverAndOverTeachesAFewTimes() {
    List<AnswerJournal.Judgement> judgements = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      judgements.add(judged("c" + i, Audience.CUSTOMER, true));
      judgements.add(judged("a" + i, Audience.AGENT, false));
    }
    List<Lesson> lessons = Lessons.of(judgements);
    assertThat(lessons).filteredOn(Lesson::right).hasSize(Lessons.MOST_ALIKE);
    assertThat(lessons).filteredOn(lesson -> !lesson.right()).hasSize(50);
  }

  @Test
  void aSmallErrorNeedsMoreLessons() {
    assertThat(AnswerPolicy.enough(WantedError.USUAL)).isEqualTo(100);
    assertThat(AnswerPolicy.enough(new WantedError(0.01, 0.9))).isEqualTo(230);
    assertThat(new WantedError(0.01, 0.9).atMost(0, 230)).isLessThanOrEqualTo(0.01);
    assertThat(new WantedError(0.01, 0.9).atMost(0, 229)).isGreaterThan(0.01);
  }

  @Test
  void anUntaughtCentreGoesByTheWantedErrorToo() {
    assertThat(AnswerPolicy.UNTAUGHT.usual().answer()).isEqualTo(0.9);
    assertThat(AnswerPolicy.untaught(new WantedError(0.01, 0.9)).usual().answer()).isEqualTo(0.98);
    AnswerPolicy lenient = AnswerPolicy.untaught(new WantedError(0.3, 0.9));
    assertThat(lenient.usual().answer()).isEqualTo(0.4);
    assertThat(lenient.usual().suggest()).isEqualTo(0.4);
  }
}
