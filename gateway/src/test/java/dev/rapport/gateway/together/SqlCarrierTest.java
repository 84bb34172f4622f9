package dev.rapport.gateway.together;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.gateway.unit.OwnThread;
import dev.rapport.storage.LetterBox;
import dev.rapport.storage.SqlLetters;
import dev.rapport.storage.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// By the store.
final class SqlCarrierTest extends CarrierContract {
  @TempDir private Path directory;
  private final List<OwnThread> threads = new ArrayList<>();
  private Store store;

  @BeforeEach
  void start() {
    store = Store.open(directory);
  }

  @AfterEach
  void stop() {
    closeAll();
    threads.forEach(OwnThread::close);
    store.close();
  }

  @Override
  Carrier open() {
    OwnThread reading = new OwnThread("letters");
    threads.add(reading);
    return new SqlCarrier(reading, new SqlLetters(store, "centre"), () -> Duration.ofMillis(1));
  }

  @Test
  void nothingIsTakenByAStoreThatHasStopped() {
    Carrier sender = listening("one").carrier();
    store.committer().close();
    assertThat(send(sender, "one", "too late")).isFalse();
  }

  @Test
  @DisplayName(
      "P29: whoever could not read for a while is told so, for letters are not kept for ever")
  void itSaysThatItMayHaveMissedSomething() {
    AtomicInteger anew = new AtomicInteger();
    opened()
        .listen(
            List.of("one"),
            new Carrier.Listener() {
              @Override
              public void heard(String words) {}

              @Override
              public void listensAnew() {
                anew.incrementAndGet();
              }
            });
    until(() -> {
      store.write(dsl -> dsl.execute("alter table letter rename to hidden")).join();
      store.write(dsl -> dsl.execute("alter table hidden rename to letter")).join();
      return anew.get() > 0;
    });
  }

  @Test
  void numbersGoOnWhenLettersAreThrownAway() {
    SqlLetters letters = new SqlLetters(store, "centre");
    assertThat(letters.send("one", "a").join()).isEqualTo(1);
    assertThat(letters.send("one", "b").join()).isEqualTo(2);
    assertThat(letters.sweep().join()).as("they are not old").isZero();
    assertThat(letters.after(1, List.of("one"), 10))
        .containsExactly(new LetterBox.Letter(2, "one", "b"));
    assertThat(letters.end()).isEqualTo(2);
  }
}
