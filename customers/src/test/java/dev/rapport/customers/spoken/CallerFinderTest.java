package dev.rapport.customers.spoken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerFinderTest {
  private static final CallerFinder FINDER = new CallerFinder(register());

  private static List<SpokenProfile> register() {
    List<SpokenProfile> profiles = new ArrayList<>();
    String[] first = {"Ana", "Bernard", "Cecily", "Duncan", "Edith", "Farouk", "Gina"};
    String[] last = {"Archer", "Boland", "Crane", "Dyer", "Esposito", "Fenwick"};
    for (int i = 0; i < 2_000; i++) {
      profiles.add(
          new SpokenProfile(
              "p" + i,
              first[i % first.length],
              last[i / 7 % last.length],
              (char) ('A' + i % 23)
                  + ""
                  + (char) ('B' + i % 19)
                  + i % 10
                  + " "
                  + i % 9
                  + "X"
                  + (char) ('C' + i % 17),
              (1930 + i % 71) + "-" + two(1 + i % 12) + "-" + two(1 + i % 28)));
    }
    return profiles;
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : "" + number;
  }

  private static Finding best(Heard heard) {
    return FINDER.find(heard, 1).getFirst();
  }

  @Test
  void aCallerHeardWellIsFoundAndAccepted() {
    SpokenProfile caller = register().get(1_234);
    Finding found =
        best(
            new Heard(
                List.of(caller.postcode()),
                List.of(caller.firstName() + " " + caller.lastName()),
                List.of(caller.birthDate().replaceAll("(\\d+)-(\\d+)-(\\d+)", "$3 $2 $1"))));
    assertEquals(caller.id(), found.profile().id());
    assertTrue(found.accepted(), found.toString());
    assertTrue(found.reason().contains("birth date heard exactly"), found.reason());
  }

  @Test
  void nothingHeardAcceptsNobody() {
    assertFalse(best(new Heard(List.of(), List.of(), List.of())).accepted());
    assertFalse(best(new Heard(List.of("", "..."), List.of("hello"), List.of("?"))).accepted());
  }

  @Test
  void aNameAloneAcceptsNobody() {
    assertFalse(best(new Heard(List.of(), List.of("Ana Archer"), List.of())).accepted());
  }

  @ParameterizedTest
  @CsvSource({
    "'november 4 2 juliet echo',n42je",
    "'t for tommy q for queen 6',tq6",
    "'h u double 3 a',hu33a",
    "'my postcode is see 2 be',c2b",
    "'W 2 k 9 g e',w2k9ge",
    "'bravo delta full 0',bd40",
  })
  void aSpellingIsReadAsLetters(String said, String code) {
    assertEquals(code, SpokenLetters.spelled(said, true));
  }

  @ParameterizedTest
  @CsvSource({
    "'27th of September 1979',0",
    "'27 09 1979',0",
    "'2709 1979',0",
    "'27th September 1970 9',0",
    "'twenty seven september nineteen seventy nine',0",
    "'27th of September',1",
    "'26th of September 1979',1",
    "'12th of September 1979',2",
    "'hello',-1",
    "'1st of March 1950',5",
  })
  void aBirthDateIsReadInManyWays(String said, int level) {
    var heard = new HeardDate(List.of(said));
    assertEquals(level, heard.level(HeardDate.Written.of("1979-09-27")));
  }

  @Test
  void hostileGuessesAreBoundedAndHarmless() {
    List<String> noise = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      noise.add("\u0000\ud83d\ude00 9999999999999999999999 " + "x".repeat(i));
    }
    assertFalse(best(new Heard(noise, noise, noise)).accepted());
  }
}
