package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.knowledge.learning.AnswerLabel;
import dev.rapport.knowledge.learning.AnswerLabels;
import dev.rapport.knowledge.learning.AnswerLabels.Kept;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Labelled questions, on the engines there are.
@ParameterizedClass
@EnumSource
final class SqlAnswerLabelsTest {
  @Parameter private TestEngine engine;
  @TempDir private Path directory;
  private Store store;
  private SqlAnswerLabels labels;

  @BeforeEach
  void open() {
    store = engine.open(directory);
    labels = new SqlAnswerLabels(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private Kept save(AnswerLabel... some) {
    return done(labels.save("acme", List.of(some), 7));
  }

  @Test
  void theLastWordOnAQuestionCountsWhateverItsCaseAndSpaces() {
    var first = new AnswerLabel("Where is my order?", List.of("a"));
    var second = new AnswerLabel("where is  MY order? ", List.of("b", "c"));
    String none = labels.version("acme");
    assertThat(save(first)).isEqualTo(new Kept(1, 0, 0, 0));
    String one = labels.version("acme");
    assertThat(save(first)).isEqualTo(new Kept(0, 0, 1, 0));
    assertThat(labels.version("acme")).isEqualTo(one).isNotEqualTo(none);
    assertThat(save(second)).isEqualTo(new Kept(0, 1, 0, 0));
    assertThat(labels.version("acme")).isNotEqualTo(one);
    assertThat(labels.all("acme")).containsExactly(second);
    assertThat(labels.all("other")).isEmpty();
  }

  @Test
  void aQuestionThatNothingAnswersIsOneToo() {
    var label = new AnswerLabel("京都の天気は？", List.of());
    save(label);
    assertThat(labels.all("acme")).containsExactly(label);
    assertThat(done(labels.remove("other", label.id()))).isFalse();
    assertThat(done(labels.remove("acme", label.id()))).isTrue();
    assertThat(done(labels.remove("acme", label.id()))).isFalse();
    assertThat(labels.all("acme")).isEmpty();
  }

  @Test
  void beyondTheMostNoNewQuestionIsKeptAndOldOnesStillChange() {
    for (int from = 0; from < AnswerLabels.MAX_LABELS; from += AnswerLabels.MAX_BATCH) {
      List<AnswerLabel> batch = new ArrayList<>();
      for (int i = from; i < from + AnswerLabels.MAX_BATCH; i++) {
        batch.add(new AnswerLabel("q" + i, List.of()));
      }
      done(labels.save("acme", batch, from));
    }
    assertThat(save(new AnswerLabel("one more", List.of()), new AnswerLabel("q1", List.of("a"))))
        .isEqualTo(new Kept(0, 1, 0, 1));
    assertThat(labels.all("acme")).hasSize(AnswerLabels.MAX_LABELS);
  }
}
