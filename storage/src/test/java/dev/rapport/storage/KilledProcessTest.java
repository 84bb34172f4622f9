package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real processes, really killed while they only write; `KilledUnitTest` kills what decides and
/// recovers, `KillLoopTest` the whole application. `-Dkills=500` for more, `-Dseed=` for the same
/// moments again.
class KilledProcessTest {
  private static final int KILLS = Integer.getInteger("kills", 40);
  private static final int STORES = 2;
  private static final int MOST_LINES_BEFORE_A_KILL = 400;
  private static final long SEED = Long.getLong("seed", 20_261_122L);

  @TempDir Path home;

  @Test
  @DisplayName("P1: what was acknowledged survives kill -9, and nothing is there twice")
  void whatWasAcknowledgedSurvivesBeingKilled() throws Exception {
    try (ExecutorService side = Executors.newFixedThreadPool(STORES)) {
      List<Future<Void>> lives = new ArrayList<>();
      for (int i = 0; i < STORES; i++) {
        Path directory = home.resolve("store" + i);
        Random random = new Random(SEED + i);
        lives.add(side.submit(() -> liveAndDie(directory, random)));
      }
      for (Future<Void> life : lives) {
        life.get();
      }
    }
  }

  private static @Nullable Void liveAndDie(Path directory, Random random) throws Exception {
    List<String> acknowledged = new ArrayList<>();
    for (int kill = 0; kill < KILLS / STORES; kill++) {
      int lines = 1 + random.nextInt(MOST_LINES_BEFORE_A_KILL);
      acknowledged.addAll(acknowledgedBeforeKill(directory, "k" + kill, lines));
    }
    try (Store store = Store.open(directory)) {
      List<String> stored = Rows.logins(store);
      assertThat(new HashSet<>(stored)).hasSize(stored.size()).containsAll(acknowledged);
      assertThat(acknowledged).as("seed %d", SEED).hasSizeGreaterThanOrEqualTo(KILLS / STORES);
    }
    return null;
  }

  /// Every whole line the process wrote until it was gone; the kill comes after so many lines.
  private static List<String> acknowledgedBeforeKill(Path directory, String prefix, int lines)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                AcknowledgingWriter.class.getName(),
                directory.toString(),
                prefix)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> seen = new ArrayList<>();
    try (BufferedReader out = process.inputReader()) {
      StringBuilder line = new StringBuilder();
      for (int c = out.read(); c >= 0; c = out.read()) {
        if (c != '\n') {
          line.append((char) c);
          continue;
        }
        seen.add(line.toString());
        line.setLength(0);
        if (seen.size() == lines) {
          // Through the handle, which leaves the pipe open: what was said before must be heard.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(seen).allMatch(login -> login.startsWith(prefix)).hasSizeGreaterThanOrEqualTo(lines);
    return seen;
  }
}
