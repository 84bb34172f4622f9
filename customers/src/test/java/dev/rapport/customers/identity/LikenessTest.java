package dev.rapport.customers.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTest {
  private static final WordWeights WORDS = new WordWeights();

  @ParameterizedTest
  @CsvSource({"martha,marhta,.9611", "dwayne,duane,.8400", "dixon,dicksonx,.8133", "abc,abc,1"})
  void jaroWinklerGivesThePublishedFigures(String a, String b, double published) {
    assertEquals(published, JaroWinkler.likeness(a, b), 5e-5);
    assertEquals(published, JaroWinkler.likeness(b, a), 5e-5);
  }

  @ParameterizedTest
  @CsvSource({
    "ca,abc,3",
    "abcd,acbd,1",
    "kitten,sitting,3",
    "'',abc,3",
    "abc,abc,0",
    "a,abcdefgh,4"
  })
  void editsCountSwapsAsOneAndStopAtTheBound(String a, String b, int edits) {
    assertEquals(edits, Edits.between(a, b, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "19710624,19710624,0",
    "19710624,19710642,1",
    "19710624,19710604,1",
    "19710406,19710604,2",
    "19710624,19890624,2",
    "19710624,19710731,4",
  })
  void aDateIsComparedByItsParts(String a, String b, int level) {
    assertEquals(level, Likeness.DATE.level(a, b, WORDS));
  }

  @Test
  void accentsCaseAndPunctuationAreNoDifference() {
    assertEquals("jose o brien muller", Likeness.NAME.normal("  José O\u2010Brien-MÜLLER "));
    assertEquals("obrien", Likeness.NAME.normal("O'Brien"));
    assertEquals("sw1a1aa", Likeness.DIGITS.normal("SW1A 1AA"));
    assertEquals("19710624", Likeness.DATE.normal("1971-06-24"));
    assertEquals("strasse", Likeness.WORDS.normal("Straße"));
  }

  @Test
  void aRareWordInCommonSaysMoreThanACommonOne() {
    var words = new WordWeights();
    for (int i = 0; i < 50; i++) {
      words.add("child care center number" + i);
    }
    words.add("winnetka child care");
    words.add("winnetka school");
    double rare = words.likeness("winnetka child care", "winnetka school");
    double common = words.likeness("child care center", "child school");
    assertEquals(true, rare > common, rare + " > " + common);
  }
}
