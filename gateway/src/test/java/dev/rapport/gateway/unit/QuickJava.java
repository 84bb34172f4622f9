package dev.rapport.gateway.unit;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Java processes that start in a third of the time: what one of them has loaded and linked is kept
/// for those that follow, as the launcher does it for the application.
final class QuickJava {
  private final Path kept;
  private final String classPath;

  /// @param folder for what is kept; Java keeps nothing of classes in folders, so those become jars
  QuickJava(Path folder) throws IOException {
    kept = folder.resolve("classes.aot");
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        Path jar = folder.resolve("classes" + jars.size() + ".jar");
        pack(path, jar);
        jars.add(jar.toString());
      } else {
        jars.add(entry);
      }
    }
    classPath = String.join(File.pathSeparator, jars);
  }

  private static void pack(Path from, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        var zip = new ZipOutputStream(file);
        Stream<Path> files = Files.walk(from)) {
      zip.setLevel(0);
      for (Path each : files.filter(path -> !path.equals(from)).toList()) {
        boolean folder = Files.isDirectory(each);
        String name = from.relativize(each).toString().replace(File.separatorChar, '/');
        zip.putNextEntry(new ZipEntry(folder ? name + "/" : name));
        if (!folder) {
          Files.copy(each, zip);
        }
        zip.closeEntry();
      }
    }
  }

  /// The first that ends by itself leaves what the others begin with.
  ProcessBuilder process(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Xlog:aot=off",
                "-Xlog:cds=off",
                (Files.exists(kept) ? "-XX:AOTCache=" : "-XX:AOTCacheOutput=") + kept,
                "-cp",
                classPath,
                main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
