package dev.rapport.gateway.command;

import dev.rapport.gateway.Rapport;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.settings.SettingsFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// `rapport warm-up`: starts a process on a throw-away store, asks it a little of everything and
/// stops. The launcher runs it once after a build, to train the JVM's ahead-of-time cache (JEP 483,
/// 514).
@Command(
    name = "warm-up",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Starts and stops a throw-away process, to train the ahead-of-time cache.",
    footer = {"", "Example:", "  rapport warm-up"})
final class WarmUpCommand implements Callable<Integer> {
  private static final String SETTINGS =
      """
      http: {port: 0}
      smtp: {enabled: true, port: 0, domains: [example.org]}
      """;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Settings settings = SettingsFile.parse(SETTINGS, Map.of());
    Path data = Files.createTempDirectory("rapport-warm-up");
    try (Rapport rapport = Rapport.start(settings, data)) {
      System.out.printf("ready after %d ms%n", (System.nanoTime() - begin) / 1_000_000);
      visit(URI.create("http://127.0.0.1:" + rapport.httpPort()));
    } finally {
      delete(data);
    }
    return 0;
  }

  private static void visit(URI process) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String path :
          new String[] {"/", "/health/ready", "/api/v1/answers?q=hello", "/metrics"}) {
        client.send(
            HttpRequest.newBuilder(process.resolve(path)).build(),
            HttpResponse.BodyHandlers.discarding());
      }
      client.send(
          HttpRequest.newBuilder(process.resolve("/api/v1/forms"))
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"message\":\"hello\",\"email\":\"a@example.org\",\"phone\":\"020 7946 0000\"}"))
              .build(),
          HttpResponse.BodyHandlers.discarding());
    }
  }

  private static void delete(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
