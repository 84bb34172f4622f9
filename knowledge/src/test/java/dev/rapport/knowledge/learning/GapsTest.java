package dev.rapport.knowledge.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rapport.knowledge.learning.AnswerJournal.Unanswered;
import dev.rapport.knowledge.meaning.SentenceModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GapsTest {

  private static Unanswered asked(String text, @Nullable String customer) {
    return new Unanswered(text, 1, customer, null, null);
  }

  private static Unanswered asked(
      String text, String customer, String contact, @Nullable Integer minutes) {
    Long handleMs = minutes == null ? null : Long.valueOf(60_000L * minutes);
    return new Unanswered(text, 1, customer, contact, handleMs);
  }

  private static List<Gaps.Gap> gaps(List<Unanswered> questions) {
    return new Gaps(null, _ -> List.of()).of(questions, 6);
  }

  @Test
  void questionsAlikeAreOneGapAndTheDearestComesFirst() {
    List<Gaps.Gap> gaps =
        gaps(
            List.of(
                asked("Where is the invoice", "a"),
                asked("can I change my name", "a", "c1", null),
                asked("where is the invoice please", "b"),
                asked("can I change my name here", "c", "c2", null)));
    assertThat(gaps).hasSize(2);
    assertThat(gaps.getFirst().examples()).contains("can I change my name");
    assertThat(gaps.getFirst().minutes()).isEqualTo(12);
    assertThat(gaps.getFirst().customers()).isEqualTo(2);
    assertThat(gaps.get(1).asked()).isEqualTo(2);
    assertThat(gaps.get(1).contacts()).isZero();
  }

  @Test
  void aContactCountsOnceHoweverMuchWasAskedBeforeIt() {
    List<Gaps.Gap> gaps =
        gaps(
            List.of(
                asked("saddle height", "ana", "c1", 10),
                asked("height of the saddle", "ana", "c1", 10),
                asked("saddle height", "ana", "c1", 10),
                asked("saddle height", "bea", "c2", 3)));
    assertThat(gaps).hasSize(1);
    assertThat(gaps.getFirst().asked()).isEqualTo(4);
    assertThat(gaps.getFirst().contacts()).isEqualTo(2);
    assertThat(gaps.getFirst().customers()).isEqualTo(2);
    assertThat(gaps.getFirst().minutes()).isEqualTo(13);
  }

  @Test
  void aContactThatCameOfSeveralGapsIsSharedBetweenThem() {
    List<Gaps.Gap> gaps =
        gaps(
            List.of(
                asked("saddle height", "ana", "c1", 10),
                asked("lost my invoice", "ana", "c1", 10)));
    assertThat(gaps).hasSize(2);
    assertThat(gaps).allSatisfy(gap -> assertThat(gap.minutes()).isEqualTo(5));
    assertThat(gaps).allSatisfy(gap -> assertThat(gap.contacts()).isOne());
  }

  @Test
  void aContactThatNobodyTookCostsNothing() {
    assertThat(gaps(List.of(asked("saddle", "ana", "c1", 0))).getFirst().minutes()).isZero();
  }

  @Test
  void everydayWordsJoinNothing() {
    var questions = new ArrayList<Unanswered>();
    for (String matter : List.of("brakes", "invoice", "saddle", "chain", "password", "helmet")) {
      questions.add(asked("how do i get a new " + matter, "a"));
    }
    assertThat(gaps(questions)).hasSize(6);
  }

  @Test
  void writingWithoutSpacesIsGroupedToo() {
    assertThat(gaps(List.of(asked("領収書はどこですか", "a"), asked("領収書はどこで見られますか", "b")))).hasSize(1);
    assertThat(gaps(List.of(asked("発票在哪里", "a"), asked("怎么退货", "b")))).hasSize(2);
  }

  @Test
  void whatBelongsToAPersonIsNotShown() {
    var gaps =
        new Gaps(null, customer -> List.of("ana".equals(customer) ? "Ana Teixeira" : ""))
            .of(
                List.of(
                    asked("invoice for anna@shop.example +44 20 7946 0018", "bea"),
                    asked("teixeira here where is my refund", "ana")),
                6);
    assertThat(gaps.toString())
        .contains("[e-mail]", "[number]", "[name] here where is my refund")
        .doesNotContain("anna@", "7946", "teixeira");
  }

  @Test
  void theDearestAreKeptWheneverTheyCame() {
    var questions = new ArrayList<Unanswered>();
    for (int i = 0; i < 3 * Gaps.MAX_GAPS; i++) {
      questions.add(asked("matter" + i, "a"));
    }
    questions.add(asked("the dearest of all", "z", "c", 60));
    List<Gaps.Gap> gaps = gaps(questions);
    assertThat(gaps).hasSize(Gaps.MAX_GAPS);
    assertThat(gaps.getFirst().examples()).containsExactly("the dearest of all");
  }

  @Test
  void twentyThousandQuestionsAreGroupedAsTheyWereMadeUp() {
    var random = new Random(7);
    var questions = new ArrayList<Unanswered>();
    for (int i = 0; i < AnswerJournal.MAX_QUESTIONS; i++) {
      int topic = random.nextInt(100);
      String text =
          "how can i %s thing%d part%d of%d filler%d"
              .formatted(
                  random.nextBoolean() ? "get" : "have", topic, topic, topic, random.nextInt(9999));
      questions.add(asked(text, "c" + i, "k" + i, 1));
    }
    List<Gaps.Gap> gaps = gaps(questions);
    assertThat(gaps.stream().mapToInt(Gaps.Gap::asked).sum()).isEqualTo(questions.size());
    assertThat(gaps).hasSize(100);
    assertThat(gaps.stream().mapToDouble(Gaps.Gap::minutes).sum())
        .isCloseTo(questions.size(), within(1e-6));
  }

  /// Money is one direction, all else another.
  private static final class Money implements SentenceModel {
    private final AtomicInteger embedded = new AtomicInteger();

    @Override
    public String name() {
      return "money";
    }

    @Override
    public double strangers() {
      return 0;
    }

    @Override
    public int dimensions() {
      return 2;
    }

    @Override
    public float[] embed(String text) {
      embedded.incrementAndGet();
      return text.matches("(?i).*(refund|reimburse).*") ? new float[] {1, 0} : new float[] {0, 1};
    }

    @Override
    public boolean speaks(String language) {
      return language.equals("en");
    }
  }

  @Test
  void groupsThatMeanTheSameAreOneAndAreEmbeddedOnce() {
    var model = new Money();
    var gaps = new Gaps(new MeaningGroups(model), _ -> List.of());
    List<Unanswered> questions =
        List.of(
            asked("when do you refund me", "a", "c1", 4),
            asked("reimbursement takes ages", "b", "c2", 5),
            asked("my saddle is too low", "c", "c3", 6));
    assertThat(gaps.of(questions, 6)).extracting(Gaps.Gap::asked).containsExactly(2, 1);
    int embedded = model.embedded.get();
    assertThat(embedded).isBetween(1, 3);
    gaps.of(questions, 6);
    assertThat(model.embedded).hasValue(embedded);
  }
}
