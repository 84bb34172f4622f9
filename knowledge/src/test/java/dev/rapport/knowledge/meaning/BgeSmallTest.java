package dev.rapport.knowledge.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BgeSmallTest {

  private static final BgeSmall MODEL = new BgeSmall();

  @AfterAll
  static void close() {
    MODEL.close();
  }

  private static double likeness(String a, String b) {
    float[] x = MODEL.embed(a);
    float[] y = MODEL.embed(b);
    double dot = 0;
    for (int i = 0; i < x.length; i++) {
      dot += x[i] * y[i];
    }
    return dot;
  }

  @Test
  void theSameMeaningInOtherWordsIsNearerThanOtherMeanings() {
    double near = likeness("How do I reset my password?", "I forgot my login, what now?");
    double far = likeness("How do I reset my password?", "When will my parcel arrive?");
    assertThat(near).isGreaterThan(far + 0.2);
  }

  @Test
  void everyVectorHasLengthOne() {
    assertThat(likeness("refund", "refund")).isCloseTo(1, within(1e-4));
    assertThat(MODEL.embed("refund")).hasSize(MODEL.dimensions());
  }

  @Test
  void caseAndAccentsMeanNothing() {
    assertThat(likeness("CAFÉ near me", "cafe near me")).isCloseTo(1, within(1e-4));
  }

  @Test
  void anyTextHasAVector() {
    for (String text : new String[] {"", " ", "\u0000", "\uD800", "漢字", "x".repeat(100_000)}) {
      assertThatCode(() -> MODEL.embed(text)).as("a hostile text").doesNotThrowAnyException();
    }
  }
}
