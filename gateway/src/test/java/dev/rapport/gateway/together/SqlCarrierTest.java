package dev.rapport.gateway.together;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.storage.SqlLetters;
import dev.rapport.storage.Store;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// By the store.
final class SqlCarrierTest extends CarrierContract {
  @TempDir private Path directory;
  private Store store;

  @BeforeEach
  void start() {
    store = Store.open(directory);
  }

  @AfterEach
  void stop() {
    closeAll();
    store.close();
  }

  @Override
  Carrier open() {
    return new SqlCarrier(new SqlLetters(store, "centre"), () -> Duration.ofMillis(1));
  }

  @Test
  void nothingIsTakenByAStoreThatHasStopped() {
    Carrier sender = listening("one").carrier();
    store.committer().close();
    assertThat(send(sender, "one", "too late")).isFalse();
  }

  @Test
  void numbersGoOnWhenLettersAreThrownAway() {
    SqlLetters letters = new SqlLetters(store, "centre");
    assertThat(letters.send("one", "a").join()).isEqualTo(1);
    assertThat(letters.send("one", "b").join()).isEqualTo(2);
    assertThat(letters.sweep().join()).as("they are not old").isZero();
    assertThat(letters.after(1, java.util.List.of("one"), 10))
        .containsExactly(new SqlLetters.Letter(2, "one", "b"));
    assertThat(letters.end()).isEqualTo(2);
  }
}
