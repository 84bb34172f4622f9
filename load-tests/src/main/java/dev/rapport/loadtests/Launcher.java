package dev.rapport.loadtests;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where `./rapport` is: what a benchmark measures it starts as anybody would.
public final class Launcher {
  @Option(
      names = "--rapport",
      paramLabel = "PATH",
      description = "The launcher (the one that started this).")
  private @Nullable Path path;

  /// @throws IllegalArgumentException when nobody said
  public String command() {
    if (path != null) {
      return path.toAbsolutePath().toString();
    }
    String known = System.getProperty("rapport.launcher");
    if (known == null) {
      throw new IllegalArgumentException("--rapport PATH is needed: where the launcher is");
    }
    return known;
  }
}
