package dev.rapport.knowledge.editing;

import static dev.rapport.knowledge.editing.ArticleDiff.Kind.ADDED;
import static dev.rapport.knowledge.editing.ArticleDiff.Kind.KEPT;
import static dev.rapport.knowledge.editing.ArticleDiff.Kind.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;

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
}
