package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.customers.CustomerDirectory;
import dev.rapport.customers.DirectoryCounts;
import dev.rapport.customers.ImportCounts;
import dev.rapport.customers.importing.CustomerImport;
import dev.rapport.customers.importing.ImportOutcome;
import dev.rapport.customers.importing.ImportProgress;
import dev.rapport.customers.importing.ImportSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Imports in a process of its own and kills it, as a power cut of the process would.
final class CustomerImportKillTest {
  private static final int ROWS = 45_000;
  private static final int BAD_EVERY = 600;

  @TempDir Path folder;

  /// The child: imports, and says after each batch how many rows are durable.
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      try (Store store = Store.open(folder.resolve("data"))) {
        // Small batches, so that there is something left to kill.
        new CustomerImport(new SqlCustomerDirectory(store), InstantSource.system(), 2_000)
            .run(
                folder.resolve("customers.csv"),
                settings(folder),
                (counts, _, _) -> System.out.println(counts.read()));
      }
    }
  }

  private static ImportSettings settings(Path folder) {
    return ImportSettings.of("a", "crm", "DE").withRejects(folder.resolve("rejects.csv"));
  }

  private void writeFile() throws IOException {
    StringBuilder rows = new StringBuilder("id,name,email,phone\n");
    for (int i = 0; i < ROWS; i++) {
      String phone = i % BAD_EVERY == 0 ? "12" : "";
      rows.append(i + ",Name " + i + ",n" + i + "@example.org," + phone + "\n");
    }
    Files.writeString(folder.resolve("customers.csv"), rows);
  }

  /// Kills the child once it has said that many rows are durable; the number it said last.
  private long importAndKillAfter(long rows) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.config.file="
                    + System.getProperty("java.util.logging.config.file"),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long said = 0;
    try (BufferedReader out = child.inputReader()) {
      for (String line = out.readLine(); line != null && said < rows; line = out.readLine()) {
        said = Long.parseLong(line);
      }
    } finally {
      child.destroyForcibly();
    }
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  @Test
  @DisplayName("P1, P4: an import killed twice goes on, loses nothing and does nothing twice")
  void aKilledImportGoesOn() throws IOException, InterruptedException {
    writeFile();
    long first = importAndKillAfter(10_000);
    long second = importAndKillAfter(first + 10_000);
    assertThat(second).isGreaterThan(first);
    try (Store store = Store.open(folder.resolve("data"))) {
      CustomerDirectory directory = new SqlCustomerDirectory(store);
      ImportOutcome outcome =
          new CustomerImport(directory, InstantSource.system())
              .run(folder.resolve("customers.csv"), settings(folder), ImportProgress.NONE);
      long bad = ROWS / BAD_EVERY;
      assertThat(outcome)
          .isInstanceOfSatisfying(
              ImportOutcome.Done.class,
              done -> {
                assertThat(done.report().resumedAfter()).isGreaterThanOrEqualTo(second);
                assertThat(done.report().counts())
                    .isEqualTo(new ImportCounts(ROWS, ROWS - bad, 0, 0, bad));
              });
      assertThat(directory.counts("a"))
          .isEqualTo(new DirectoryCounts(ROWS - bad, 2 * (ROWS - bad)));
      List<String> rejected = Files.readAllLines(folder.resolve("rejects.csv"));
      assertThat(rejected).hasSize((int) bad + 1).doesNotHaveDuplicates();
    }
  }
}
