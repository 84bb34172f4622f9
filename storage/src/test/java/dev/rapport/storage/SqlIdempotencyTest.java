package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.storage.SqlIdempotency.Answer;
import dev.rapport.storage.SqlIdempotency.Outcome;
import dev.rapport.storage.SqlIdempotency.Request;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class SqlIdempotencyTest {
  @Parameter TestEngine engine;
  private static final Answer ACCEPTED = new Answer(202, "{\"contact\":\"c1\"}");

  @TempDir Path directory;
  private Store store;
  private SqlIdempotency answers;

  @BeforeEach
  void open() {
    store = engine.open(directory);
    answers = new SqlIdempotency(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Outcome take(String centre, String key, String bodyHash) {
    return answers
        .once(
            new Request(centre, key, bodyHash, 100),
            dsl -> {
              Rows.addAccount(dsl, centre + key);
              return ACCEPTED;
            })
        .join();
  }

  @Test
  @DisplayName("P4: the same request fifty times is done once and answered the same")
  void repeatsAreDoneOnce() {
    assertThat(take("acme", "k", "b")).isEqualTo(new Outcome.First(ACCEPTED));
    assertThat(IntStream.range(0, 49).mapToObj(i -> take("acme", "k", "b")))
        .containsOnly(new Outcome.Repeated(ACCEPTED));
    assertThat(Rows.logins(store)).containsExactly("acmek");
  }

  @Test
  void aKeyUsedWithAnotherBodyIsAConflict() {
    take("acme", "k", "b");
    assertThat(take("acme", "k", "other")).isEqualTo(new Outcome.Conflict());
    assertThat(Rows.logins(store)).containsExactly("acmek");
  }

  @Test
  void centresDoNotShareKeys() {
    take("acme", "k", "b");
    assertThat(take("other", "k", "other")).isEqualTo(new Outcome.First(ACCEPTED));
  }

  @Test
  void whatFailedMayBeTriedAgain() {
    Request request = new Request("acme", "k", "b", 100);
    assertThatThrownBy(() ->
            answers
                .once(
                    request,
                    dsl -> {
                      throw new IllegalStateException("no");
                    })
                .join())
        .hasRootCauseInstanceOf(IllegalStateException.class);
    assertThat(take("acme", "k", "b")).isEqualTo(new Outcome.First(ACCEPTED));
  }

  @Test
  void answersAreForgottenByAge() {
    take("acme", "k", "b");
    assertThat(answers.sweep(100).join()).isZero();
    assertThat(answers.sweep(101).join()).isEqualTo(1);
  }
}
