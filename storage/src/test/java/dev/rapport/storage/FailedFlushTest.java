package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A real process whose disk fails a single flush, or says once that it is full: strace answers the
/// call in the kernel's place. Skipped where there is no strace, or it may not trace.
class FailedFlushTest {
  private static final int MOST_LINES = 5_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {40, 77, 150, 301})
  @DisplayName("P23 P1: one failed flush stops the writer; all that was acknowledged is there")
  void oneFailedFlushStopsTheWriter(int which) throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    // SQLite flushes with one or the other, by how it was built; the second try would succeed.
    List<String> said =
        writeUnder(data, "inject=fsync,fdatasync:error=EIO:when=" + which, "trace=fsync,fdatasync");
    assertThat(said).last().asString().contains("StoreStopped");
    List<String> acknowledged = said.stream().filter(line -> !line.startsWith("!")).toList();
    assertThat(said.subList(0, acknowledged.size()))
        .as("nothing is acknowledged after the failure")
        .isEqualTo(acknowledged);
    try (Store store = Store.open(StoreSettings.in(data).withReserveBytes(0))) {
      assertThat(Rows.logins(store)).containsAll(acknowledged);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 61, 128})
  @DisplayName(
      "P22 P1: a disk that is full in the middle of a write; all that was acknowledged is there")
  void aDiskThatIsFullInTheMiddleOfAWrite(int which) throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    // Made before, so that it is the writer who meets the full disk, and not the start.
    Store.open(StoreSettings.in(data)).close();
    List<String> said =
        writeUnder(data, "inject=pwrite64:error=ENOSPC:when=" + which, "trace=pwrite64");
    assertThat(said).last().asString().contains("StorageFull");
    List<String> acknowledged = said.stream().filter(line -> !line.startsWith("!")).toList();
    assertThat(acknowledged).isNotEmpty();
    try (Store store = Store.open(StoreSettings.in(data).withReserveBytes(0))) {
      assertThat(Rows.logins(store)).containsExactlyInAnyOrderElementsOf(acknowledged);
    }
    assertThat(StoreCheck.of(data).damage()).isEmpty();
  }

  /// What the process said until it stopped by itself, or had said enough.
  private List<String> writeUnder(Path data, String fault, String traced)
      throws IOException, InterruptedException {
    assumeTrue(straceWorks(), "skipped: there is no strace here that may trace");
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(
                "strace",
                "-f",
                "-o",
                folder.resolve("trace").toString(),
                "-e",
                traced,
                "-e",
                fault,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                AcknowledgingWriter.class.getName(),
                data.toString(),
                "w",
                "1")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(said.toFile())
            .start();
    try {
      // One writer: it ends when its first write fails.
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it stopped by itself").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(said);
    assertThat(lines).hasSizeLessThan(MOST_LINES);
    return lines;
  }

  private static boolean straceWorks() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder("strace", "-o", "/dev/null", "true").redirectErrorStream(true).start();
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
