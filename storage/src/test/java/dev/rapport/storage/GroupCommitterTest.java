package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitterTest {
  private static final int BOUND = 20;

  @TempDir Path directory;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(directory).withPendingWrites(BOUND).withReserveBytes(0));
  }

  @AfterEach
  void close() {
    store.close();
  }

  /// Keeps the writer busy until the latch opens, so that what follows has to wait.
  private CompletableFuture<Boolean> hold(CountDownLatch latch) {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> held =
        store.write(dsl -> {
          begun.countDown();
          await(latch);
          return true;
        });
    await(begun);
    return held;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatArrivesDuringACommitSharesTheNext() {
    CountDownLatch latch = new CountDownLatch(1);
    var _ = hold(latch);
    List<CompletableFuture<Integer>> writes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String login = "agent" + i;
      writes.add(store.write(dsl -> Rows.addAccount(dsl, login)));
    }
    latch.countDown();
    writes.forEach(CompletableFuture::join);
    assertThat(store.committer().commits()).isEqualTo(2);
    assertThat(store.committer().lastCommitJobs()).isEqualTo(10);
    assertThat(store.committer().jobs()).isEqualTo(11);
    assertThat(store.committer().lastCommitNanos()).isPositive();
  }

  @Test
  void aJobThatFailsFailsAlone() {
    CountDownLatch latch = new CountDownLatch(1);
    var _ = hold(latch);
    CompletableFuture<Integer> before = store.write(dsl -> Rows.addAccount(dsl, "ana"));
    CompletableFuture<Integer> bad =
        store.write(dsl -> {
          Rows.addAccount(dsl, "half");
          throw new IllegalArgumentException("no");
        });
    CompletableFuture<Integer> twice = store.write(dsl -> Rows.addAccount(dsl, "ana"));
    CompletableFuture<Integer> after = store.write(dsl -> Rows.addAccount(dsl, "ben"));
    latch.countDown();
    assertThat(before.join()).isEqualTo(1);
    assertThat(after.join()).isEqualTo(1);
    assertThatThrownBy(bad::join).hasRootCauseInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(twice::join).hasMessageContaining("UNIQUE");
    assertThat(Rows.logins(store)).containsExactly("ana", "ben");
    assertThat(store.committer().commits()).isEqualTo(2);
  }

  @Test
  void anErrorInAJobDoesNotEndTheWriter() {
    CompletableFuture<Integer> bad =
        store.write(dsl -> {
          throw new AssertionError("broken job");
        });
    assertThatThrownBy(bad::join).hasRootCauseInstanceOf(AssertionError.class);
    assertThat(store.write(dsl -> Rows.addAccount(dsl, "ana")).join()).isEqualTo(1);
  }

  @Test
  void aFutureCompletesOnlyWhenOthersCanSeeTheWrite() {
    CompletableFuture<List<String>> seen =
        store.write(dsl -> Rows.addAccount(dsl, "ana")).thenApply(added -> Rows.logins(store));
    assertThat(seen.join()).containsExactly("ana");
  }

  @Test
  void acknowledgementsComeInTheOrderOfTheWrites() {
    List<Integer> order = new ArrayList<>();
    List<CompletableFuture<Boolean>> writes = new ArrayList<>();
    CountDownLatch latch = new CountDownLatch(1);
    var _ = hold(latch);
    for (int i = 0; i < BOUND - 1; i++) {
      int number = i;
      writes.add(store.write(dsl -> true).thenApply(done -> order.add(number)));
    }
    latch.countDown();
    writes.forEach(CompletableFuture::join);
    assertThat(order).isSorted().hasSize(BOUND - 1);
  }

  @Test
  void beyondTheBoundAWriteIsRefusedAtOnceAndTheOthersGoOn() {
    CountDownLatch latch = new CountDownLatch(1);
    CompletableFuture<Boolean> held = hold(latch);
    List<CompletableFuture<Boolean>> writes = new ArrayList<>();
    for (int i = 1; i < BOUND; i++) {
      writes.add(store.write(dsl -> true));
    }
    assertThat(store.committer().pending()).isEqualTo(BOUND);
    CompletableFuture<Boolean> refused = store.write(dsl -> true);
    assertThat(refused).isCompletedExceptionally();
    assertThatThrownBy(refused::join).hasCauseInstanceOf(Overloaded.class);
    assertThat(store.committer().refusals()).isEqualTo(1);
    latch.countDown();
    assertThat(held.join()).isTrue();
    writes.forEach(write -> assertThat(write.join()).isTrue());
    assertThat(store.write(dsl -> true).join()).isTrue();
  }

  @Test
  @DisplayName("P24: a flood of intake leaves room for what follows from earlier acknowledgements")
  void essentialWritesHaveARoomOfTheirOwn() {
    CountDownLatch latch = new CountDownLatch(1);
    var _ = hold(latch);
    for (int i = 1; i < BOUND; i++) {
      var _ = store.write(dsl -> true);
    }
    assertThat(store.write(dsl -> true)).isCompletedExceptionally();
    CompletableFuture<Boolean> essential = store.writeEssential(dsl -> true);
    assertThat(essential).isNotDone();
    latch.countDown();
    assertThat(essential.join()).isTrue();
  }

  @Test
  @DisplayName("P24: what is done makes room again, of its own kind")
  void anyNumberOfEssentialWritesFitsOneAfterTheOther() {
    for (int i = 0; i < 3 * BOUND; i++) {
      assertThat(store.writeEssential(dsl -> true).join()).isTrue();
    }
    assertThat(store.committer().pending()).isZero();
  }

  @Test
  void closingCommitsWhatIsPendingAndRefusesWhatComesLater() {
    CountDownLatch latch = new CountDownLatch(1);
    var _ = hold(latch);
    CompletableFuture<Integer> pending = store.write(dsl -> Rows.addAccount(dsl, "ana"));
    latch.countDown();
    store.close();
    assertThat(pending).isCompletedWithValue(1);
    assertThatThrownBy(() -> store.write(dsl -> true).join())
        .hasCauseInstanceOf(StoreStopped.class);
    store.close();
  }
}
