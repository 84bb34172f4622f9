package dev.rapport.loadtests;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What a figure was measured on.
final class Machine {
  private Machine() {}

  static JsonObject describe() {
    return new JsonObject()
        .put("cpu", line(Path.of("/proc/cpuinfo"), "model name"))
        .put("cores", Runtime.getRuntime().availableProcessors())
        .put("memory_mb", memoryMegabytes())
        .put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"))
        .put("arch", System.getProperty("os.arch"))
        .put("java", System.getProperty("java.runtime.version"));
  }

  private static long memoryMegabytes() {
    String digits = line(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits) / 1_024;
  }

  private static String line(Path file, String name) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
