package dev.rapport.customers.spoken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rapport.customers.identity.IdentityIndex;
import dev.rapport.customers.identity.IdentityRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerFinderTest {
  private static final int SMALL = 2_000;
  private static final CallerFinder FINDER = finder(register(SMALL));

  private static CallerFinder finder(List<IdentityRecord> register) {
    var index = new IdentityIndex();
    index.addAll(register);
    return new CallerFinder(index);
  }

  private static List<IdentityRecord> register(int size) {
    List<IdentityRecord> profiles = new ArrayList<>();
    String[] first = {"Ana", "Bernard", "Cecily", "Duncan", "Edith", "Farouk", "Gina"};
    String[] last = {"Archer", "Boland", "Crane", "Dyer", "Esposito", "Fenwick"};
    for (int i = 0; i < size; i++) {
      profiles.add(
          IdentityRecord.of(
              "p" + i,
              IdentityIndex.FIELDS,
              List.of(
                  first[i % first.length],
                  last[i / 7 % last.length],
                  (1930 + i % 71) + two(1 + i % 12) + two(1 + i % 28),
                  (char) ('A' + i % 23)
                      + ""
                      + (char) ('B' + i % 19)
                      + i % 10
                      + " "
                      + i % 9
                      + "X"
                      + (char) ('C' + i % 17))));
    }
    return profiles;
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : "" + number;
  }

  private static Finding best(Heard heard) {
    return FINDER.find(heard, 1).getFirst();
  }

  private static Heard heardWell(IdentityRecord caller) {
    List<String> values = caller.values();
    String date = values.get(2);
    return new Heard(
        List.of(values.get(3)),
        List.of(values.get(0) + " " + values.get(1)),
        List.of(date.substring(6) + " " + date.substring(4, 6) + " " + date.substring(0, 4)));
  }

  @Test
  void aCallerHeardWellIsFoundAndAccepted() {
    Finding found = best(heardWell(register(SMALL).get(1_234)));
    assertEquals("p1234", found.id());
    assertTrue(found.accepted(), found.toString());
    assertTrue(found.reason().contains("birth date heard exactly"), found.reason());
  }

  @Test
  void aLargeRegisterIsNotLookedThroughAndFindsTheCallerAllTheSame() {
    List<IdentityRecord> register = new ArrayList<>(register(20 * CallerFinder.SAMPLE));
    IdentityRecord caller =
        IdentityRecord.of(
            "ida", IdentityIndex.FIELDS, List.of("Ida", "Szymborska", "19430602", "N4 2JO"));
    register.add(12_345, caller);
    CallerFinder finder = finder(register);
    Finding well = finder.find(heardWell(caller), 3).getFirst();
    assertEquals("ida", well.id());
    assertTrue(well.accepted(), well.toString());
    var badly =
        new Heard(
            List.of("november 4 2 jay zero", "and 42 J"),
            List.of("eye da shimborska", "Ida Simborska"),
            List.of("2nd of June 1943", "second of june 43"));
    assertEquals("ida", finder.find(badly, 3).getFirst().id());
    assertFalse(
        finder
            .find(new Heard(List.of(), List.of("Ana Archer"), List.of()), 1)
            .getFirst()
            .accepted());
  }

  @Test
  void whoeverIsAddedLaterIsFoundToo() {
    var index = new IdentityIndex();
    index.addAll(register(SMALL));
    var finder = new CallerFinder(index);
    finder.find(new Heard(List.of(), List.of("Ana"), List.of()), 1);
    IdentityRecord late =
        IdentityRecord.of(
            "late", IdentityIndex.FIELDS, List.of("Ophelia", "Quist", "19610217", "W1 9ZZ"));
    index.addNew(List.of(late));
    index.addNew(List.of(late));
    assertEquals(SMALL + 1, index.size());
    assertEquals("late", finder.find(heardWell(late), 1).getFirst().id());
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
    assertEquals(level, heard.level(HeardDate.Written.of("19790927")));
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
