package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small file system in memory, really filled. Needs the right to mount one.
class FullDiskTest {
  private static final int DISK_BYTES = 24 << 20;
  private static final int RESERVE_BYTES = 4 << 20;
  private static final int ROW_BYTES = 64 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=" + DISK_BYTES, "tmpfs", directory) == 0;
    assumeTrue(mounted, "skipped: mounting a small tmpfs to fill it needs root");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", directory)).isZero();
    }
  }

  private static int run(Object... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    for (Object word : command) {
      words.add(word.toString());
    }
    try {
      return new ProcessBuilder(words)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  @DisplayName("P22: a full disk refuses intake, still lets contacts end, and heals by itself")
  void aFullDiskRefusesIntakeLetsContactsEndAndHeals() throws IOException {
    Path ballast = directory.resolve("ballast");
    Files.write(ballast, new byte[DISK_BYTES / 3]);
    StoreSettings settings =
        StoreSettings.in(directory.resolve("data")).withReserveBytes(RESERVE_BYTES);
    List<String> acknowledged = new ArrayList<>();
    try (Store store = Store.open(settings)) {
      fill(store, acknowledged);
      assertThat(store.committer().full()).isTrue();
      assertThat(acknowledged).isNotEmpty();

      for (int i = 0; i < 10; i++) {
        String login = "end" + i;
        store.writeEssential(dsl -> Rows.addAccount(dsl, login)).join();
        acknowledged.add(login);
      }
      assertThat(outcome(store, "intake", "x")).isInstanceOf(StorageFull.class);
      assertThat(Rows.logins(store)).containsExactlyInAnyOrderElementsOf(acknowledged);

      Files.delete(ballast);
      healed(store, acknowledged);
      assertThat(store.committer().full()).isFalse();
      assertThat(store.committer().stopped()).isNull();
    }
    try (Store store = Store.open(settings)) {
      assertThat(Rows.logins(store)).containsExactlyInAnyOrderElementsOf(acknowledged);
    }
  }

  private static void fill(Store store, List<String> acknowledged) {
    for (int i = 0; i < 2 * DISK_BYTES / ROW_BYTES; i++) {
      Throwable refusal = outcome(store, "row" + i, "x".repeat(ROW_BYTES));
      if (refusal != null) {
        assertThat(refusal).isInstanceOf(StorageFull.class);
        return;
      }
      acknowledged.add("row" + i);
    }
  }

  /// The space is looked for once a second, when somebody writes.
  private static void healed(Store store, List<String> acknowledged) {
    Instant deadline = Instant.now().plus(PATIENCE);
    for (int i = 0; Instant.now().isBefore(deadline); i++) {
      if (outcome(store, "healed" + i, "x") == null) {
        acknowledged.add("healed" + i);
        return;
      }
    }
    throw new AssertionError("not healed after " + PATIENCE);
  }

  private static @Nullable Throwable outcome(Store store, String login, String text) {
    try {
      store.write(dsl -> Rows.addAccount(dsl, login, text)).join();
      return null;
    } catch (CompletionException e) {
      return e.getCause();
    }
  }
}
