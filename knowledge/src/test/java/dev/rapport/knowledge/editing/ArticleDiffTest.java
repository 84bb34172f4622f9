package dev.rapport.knowledge.editing;

import static dev.rapport.knowledge.editing.ArticleDiff.Kind.ADDED;
import static dev.rapport.knowledge.editing.ArticleDiff.Kind.KEPT;
import static dev.rapport.knowledge.editing.ArticleDiff.Kind.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArticleDiffTest {

  @Test
  void aChangedLineIsRemovedAndAdded() {
    assertThat(ArticleDiff.of("one\ntwo\nthree", "one\n2\nthree\nfour"))
        .containsExactly(
            new ArticleDiff.Line(KEPT, "one"),
            new ArticleDiff.Line(REMOVED, "two"),
            new ArticleDiff.Line(ADDED, "2"),
            new ArticleDiff.Line(KEPT, "three"),
            new ArticleDiff.Line(ADDED, "four"));
  }

  @Test
  void theSameTextHasNoDifferences() {
    assertThat(ArticleDiff.of("a\nb", "a\nb"))
        .extracting(ArticleDiff.Line::kind)
        .containsOnly(KEPT);
  }

  @Test
  void ofTheLongestTextsWithoutALineInCommonEachIsShownWhole() {
    String older = numbered("old");
    String newer = numbered("new");
    List<ArticleDiff.Line> lines = ArticleDiff.of(older, newer);
    assertThat(lines).hasSize(2 * ArticleDiff.MAX_LINES);
    assertThat(lines.subList(0, ArticleDiff.MAX_LINES))
        .extracting(ArticleDiff.Line::kind)
        .containsOnly(REMOVED);
  }

  private static String numbered(String word) {
    return IntStream.range(0, ArticleDiff.MAX_LINES)
        .mapToObj(number -> word + ' ' + number)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void bothTextsStandInTheirDifference() {
    var random = new Random(5);
    for (int i = 0; i < 500; i++) {
      String older = someLines(random);
      String newer = someLines(random);
      List<ArticleDiff.Line> lines = ArticleDiff.of(older, newer);
      assertThat(without(ADDED, lines)).isEqualTo(older.lines().toList());
      assertThat(without(REMOVED, lines)).isEqualTo(newer.lines().toList());
      for (int at = 1; at < lines.size(); at++) {
        boolean swapped = lines.get(at - 1).kind() == ADDED && lines.get(at).kind() == REMOVED;
        assertThat(swapped).as("%s and %s", older, newer).isFalse();
      }
    }
  }

  private static String someLines(Random random) {
    return random
        .ints(random.nextInt(20), 'a', 'f')
        .mapToObj(Character::toString)
        .collect(Collectors.joining("\n"));
  }

  private static List<String> without(ArticleDiff.Kind kind, List<ArticleDiff.Line> lines) {
    return lines.stream().filter(line -> line.kind() != kind).map(ArticleDiff.Line::text).toList();
  }
}
