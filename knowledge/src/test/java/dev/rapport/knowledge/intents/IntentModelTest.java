package dev.rapport.knowledge.intents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.knowledge.meaning.BgeSmall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntentModelTest {

  private static final List<String> PLACES = List.of("Oslo", "Rome", "Lima", "Cairo", "Perth");

  private static List<LabelledQuestion> questions() {
    var questions = new ArrayList<LabelledQuestion>();
    for (String place : PLACES) {
      for (String way : List.of("please", "now", "for us")) {
        add(questions, "book", "book a table in " + place + " " + way);
        add(questions, "cancel", "cancel my booking in " + place + " " + way);
        add(questions, "weather", "will it rain in " + place + " " + way);
        add(questions, "pay", "can I pay by card in " + place + " " + way);
        add(questions, "way", "how do I get to the house in " + place + " " + way);
        add(questions, "open", "when do you open in " + place + " " + way);
        questions.add(new LabelledQuestion("my cat sings of " + place + " " + way, null));
      }
    }
    return questions;
  }

  private static void add(List<LabelledQuestion> to, String intent, String text) {
    to.add(new LabelledQuestion(text, intent));
  }

  private final IntentModel model =
      new IntentTraining(null, new IntentTraining.Expected(0.2)).train(questions()).orElseThrow();

  @Test
  void aQuestionLikeThoseLabelledIsRecognised() {
    Guess guess = model.guess("could you cancel our booking in Paris");
    assertThat(guess.intent()).isEqualTo("cancel");
    assertThat(guess.confidence()).isBetween(0.0, 1.0);
    assertThat(guess.ranked()).hasSizeLessThanOrEqualTo(Guess.MAX_RANKED);
  }

  @Test
  void aQuestionLikeNoneOfThoseLabelledIsNone() {
    assertThat(model.guess("the cat sings").intent()).isNull();
    assertThat(model.guess("zzz qqq xxx").known())
        .isLessThan(model.guess("book a table in Oslo please").known());
  }

  @Test
  void trainingTwiceGivesTheSameModel() {
    IntentModel again =
        new IntentTraining(null, new IntentTraining.Expected(0.2)).train(questions()).orElseThrow();
    assertThat(again.guess("pay in Lima")).isEqualTo(model.guess("pay in Lima"));
  }

  @Test
  void whereNobodyLabelledNoneWhatIsBesideTheMatterIsNoneAllTheSame() {
    var labelled = questions().stream().filter(q -> q.intent() != null).toList();
    try (var sentences = new BgeSmall()) {
      IntentModel meant =
          new IntentTraining(sentences, new IntentTraining.Expected(0.5))
              .train(labelled)
              .orElseThrow();
      assertThat(meant.guess("please cancel what I booked").intent()).isEqualTo("cancel");
      assertThat(meant.guess("is it going to be rainy in Paris").intent()).isEqualTo("weather");
      assertThat(meant.guess("who won the cup final in 1986").intent()).isNull();
      assertThat(meant.guess("asdf jkl").intent()).isNull();
    }
  }

  @Test
  void withoutTwoIntentsThereIsNoModel() {
    var one = questions().stream().filter(q -> "book".equals(q.intent())).toList();
    assertThat(new IntentTraining(null, IntentTraining.Expected.USUAL).train(one)).isEmpty();
  }
}
