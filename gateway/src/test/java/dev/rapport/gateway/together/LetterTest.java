package dev.rapport.gateway.together;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LetterTest {
  @Test
  void everyLetterIsReadAsItWasWritten() {
    List<Letter> letters =
        List.of(
            new Letter.Asked("a", "a-1", 3, 7, "{}"),
            new Letter.Answered("a", "a-1", Letter.Verdict.REJECTED, 12, "not_assigned", null),
            new Letter.Grown("a", 12),
            new Letter.Said("a", "v1", null, 3),
            new Letter.Changed("a", "k1"),
            new Letter.SessionEnded("a", "5f3c"),
            new Letter.Counted("a", "requests", Map.of("10.0.0.1", 3, "2001:db8::1", 1)),
            new Letter.Popped("a", 41),
            new Letter.CallStood("a", 7, "ben", "c1", "held"),
            new Letter.PbxCall("a", "1732.4"),
            new Letter.RollCall("a"),
            new Letter.Beat("a"));
    assertThat(letters).allMatch(letter -> letter.equals(Letter.read(letter.words())));
    assertThat(letters.stream().map(letter -> letter.getClass().getName()))
        .hasSameElementsAs(
            Stream.of(Letter.class, Letter.Tiding.class)
                .flatMap(kind -> Stream.of(kind.getPermittedSubclasses()))
                .filter(kind -> !kind.isInterface())
                .map(Class::getName)
                .toList());
  }

  @Test
  void whatIsNoLetterIsNone() {
    for (String words :
        List.of(
            "",
            "[]",
            "{}",
            "{\"is\":\"of a newer version\"}",
            "{\"is\":\"grown\"}",
            "{\"is\":\"counted\",\"limit\":\"requests\"}",
            "{\"is\":\"counted\",\"limit\":\"requests\",\"taken\":{\"a\":\"b\"}}",
            "{\"is\":\"sessionEnded\"}")) {
      assertThat(Letter.read(words)).as(words).isNull();
    }
  }
}
