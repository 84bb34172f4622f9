package dev.rapport.loadtests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The built application, `gateway/target/app`, started by the JDK of the tests with a cheap start.
final class Application {
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx256m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private Application() {}

  /// The words before a Rapport command; skips the test, saying so, where nothing is built.
  static List<String> launcher(String... options) {
    Path jar =
        Path.of(System.getProperty("rapport.root", "..")).resolve("gateway/target/app/rapport.jar");
    assumeTrue(
        Files.exists(jar), () -> "skipped: no built application at " + jar + "; run ./mvnw verify");
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(OPTIONS);
    words.addAll(List.of(options));
    words.addAll(List.of("-jar", jar.toString()));
    return words;
  }
}
