package dev.rapport.gateway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The project's Markdown and its sources, read for what can be checked.
final class Documents {
  private static final Path ROOT =
      Path.of(System.getProperty("rapport.root", "..")).toAbsolutePath().normalize();

  private static final Pattern BLOCK =
      Pattern.compile("^```([a-z]*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern HEADING = Pattern.compile("^#+ +(.+)$", Pattern.MULTILINE);

  private Documents() {}

  /// One document.
  record Document(Path file, String text) {
    String name() {
      return ROOT.relativize(file).toString();
    }

    /// The contents of the fenced blocks in a language.
    List<String> blocks(String language) {
      return BLOCK
          .matcher(text)
          .results()
          .filter(block -> block.group(1).equals(language))
          .map(block -> block.group(2))
          .toList();
    }

    /// The targets of links and images.
    List<String> links() {
      return groups(LINK, prose());
    }

    /// What stands between backticks.
    List<String> code() {
      return groups(CODE, prose());
    }

    /// The anchors of its headings, as they are made of their words.
    Set<String> anchors() {
      return groups(HEADING, prose()).stream()
          .map(heading ->
              heading
                  .toLowerCase(Locale.ROOT)
                  .replaceAll("[^\\p{L}\\p{N} _-]", "")
                  .strip()
                  .replace(' ', '-'))
          .collect(Collectors.toSet());
    }

    private String prose() {
      return BLOCK.matcher(text).replaceAll("");
    }
  }

  static List<Document> all() {
    List<Document> documents = new ArrayList<>();
    for (String name : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      documents.add(read(ROOT.resolve(name)));
    }
    files(ROOT.resolve("docs"), file -> file.toString().endsWith(".md"))
        .forEach(file -> documents.add(read(file)));
    return documents;
  }

  static Document named(String name) {
    return read(ROOT.resolve(name));
  }

  static Document read(Path file) {
    return new Document(file, text(file));
  }

  /// The Java files of every module, below a folder such as `src/main`.
  static List<Path> sources(String folder) {
    List<Path> modules;
    try (Stream<Path> folders = Files.list(ROOT)) {
      modules = folders.map(module -> module.resolve(folder)).filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return modules.stream()
        .flatMap(module -> files(module, file -> file.toString().endsWith(".java")).stream())
        .toList();
  }

  static boolean exists(String path) {
    return Files.exists(ROOT.resolve(path));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
