package dev.rapport.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.gateway.command.RapportCommand;
import dev.rapport.gateway.docs.Documents.Document;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// What the documents tell people to type can be typed, and what they name is there.
final class DocsTest {
  private static final Pattern ADDRESS = Pattern.compile("\\$URL(/[^\"'?\\s]*)");
  private static final Pattern TEST_NAME = Pattern.compile("[A-Z][A-Za-z0-9]*(?:Test|Contract)");
  private static final Pattern TYPE_NAME =
      Pattern.compile("([A-Z][a-z][A-Za-z0-9]*)(?:\\.([A-Za-z_0-9]+))?");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z][A-Za-z0-9]*)");
  private static final Pattern PROMISE = Pattern.compile("\\b(P[0-9]{1,2})\\b");

  @Test
  void everyRapportCommandExistsWithItsOptions() {
    List<String> problems = new ArrayList<>();
    int seen = 0;
    for (Document document : Documents.all()) {
      for (List<String> command : commands(document, "rapport")) {
        seen++;
        problem(command).ifPresent(p -> problems.add(document.name() + ": " + command + ": " + p));
      }
    }
    assertThat(problems).isEmpty();
    assertThat(seen).isGreaterThan(8);
  }

  private static List<List<String>> commands(Document document, String program) {
    return document.blocks("sh").stream()
        .flatMap(block -> ShellWords.commands(block).stream())
        .filter(words -> words.getFirst().replaceFirst(".*/", "").equals(program))
        .map(words -> words.subList(1, words.size()))
        .toList();
  }

  private static Optional<String> problem(List<String> words) {
    if (words.getFirst().equals("bench")) {
      return benchProblem(words.subList(1, words.size()));
    }
    try {
      new CommandLine(new RapportCommand())
          .setCaseInsensitiveEnumValuesAllowed(true)
          .parseArgs(words.toArray(String[]::new));
      return Optional.empty();
    } catch (ParameterException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// Benchmarks are a program of their own, which this module does not see: its sources tell.
  private static Optional<String> benchProblem(List<String> words) {
    String name = "name = \"" + words.getFirst() + "\"";
    return Documents.sources("src/main").stream()
        .filter(file -> file.getFileName().toString().endsWith("Command.java"))
        .map(Documents::text)
        .filter(source -> source.contains(name))
        .findFirst()
        .map(source ->
            words.stream()
                .filter(word -> word.startsWith("--") && !source.contains('"' + word + '"'))
                .findFirst()
                .map(word -> "no option " + word))
        .orElse(Optional.of("no such benchmark"));
  }

  @Test
  void everyMavenCommandNamesModulesAndTestsThatExist() {
    Set<String> tests = fileNames("src/test");
    List<String> problems = new ArrayList<>();
    for (Document document : Documents.all()) {
      for (List<String> words : commands(document, "mvnw")) {
        for (int i = 0; i < words.size(); i++) {
          String word = words.get(i);
          if (word.equals("-pl") && !Documents.exists(words.get(i + 1) + "/pom.xml")) {
            problems.add(document.name() + ": no module " + words.get(i + 1));
          }
          if (word.startsWith("-Dtest=")) {
            Stream.of(word.substring("-Dtest=".length()).split(",", -1))
                .filter(test -> !tests.contains(test.replaceFirst("#.*", "")))
                .forEach(test -> problems.add(document.name() + ": no test " + test));
          }
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void everyAddressInAnExampleIsAnOperation() {
    Map<?, ?> api =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build()).loadFromString(resource("/api/openapi.yaml"));
    List<Pattern> operations =
        ((Map<?, ?>) Objects.requireNonNull(api.get("paths")))
            .keySet().stream()
                .map(path -> String.valueOf(path).replaceAll("\\{[a-z]+\\}", "[^/]+"))
                .map(Pattern::compile)
                .toList();
    List<String> addresses =
        Documents.all().stream()
            .flatMap(document -> document.blocks("sh").stream())
            .flatMap(block -> Documents.groups(ADDRESS, block).stream())
            .toList();
    assertThat(addresses)
        .hasSizeGreaterThan(8)
        .allMatch(address -> operations.stream().anyMatch(o -> o.matcher(address).matches()));
  }

  @Test
  void everyLinkLeadsSomewhere() {
    List<String> problems = new ArrayList<>();
    for (Document document : Documents.all()) {
      for (String link : document.links()) {
        if (!link.startsWith("http") && !leadsSomewhere(document, link)) {
          problems.add(document.name() + " -> " + link);
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  private static boolean leadsSomewhere(Document document, String link) {
    String[] parts = link.split("#", 2);
    Path target =
        parts[0].isEmpty() ? document.file() : document.file().resolveSibling(parts[0]).normalize();
    return Files.exists(target)
        && (parts.length == 1 || Documents.read(target).anchors().contains(parts[1]));
  }

  @Test
  void everyTestThatIsNamedExists() {
    Set<String> tests = fileNames("src/test");
    assertThat(
            Documents.all().stream()
                .flatMap(document -> document.code().stream())
                .filter(code -> TEST_NAME.matcher(code).matches()))
        .isNotEmpty()
        .allMatch(tests::contains);
  }

  @Test
  void whatArchitectureAndDecisionsNameStandsInTheSources() {
    Map<String, String> sources =
        Stream.concat(
                Documents.sources("src/main").stream(), Documents.sources("src/test").stream())
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(Collectors.toMap(DocsTest::typeName, Documents::text, String::concat));
    Set<String> types =
        sources.values().stream()
            .flatMap(source -> Documents.groups(TYPE, source).stream())
            .collect(Collectors.toSet());
    List<String> problems = new ArrayList<>();
    for (Document document : Documents.all()) {
      if (document.name().matches("ARCHITECTURE.md|docs/decisions/.*|docs/guides/add-.*")) {
        for (String code : document.code()) {
          var name = TYPE_NAME.matcher(code);
          if (name.matches() && !isThere(name.group(1), name.group(2), sources, types)) {
            problems.add(document.name() + ": " + code);
          }
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  private static boolean isThere(
      String type, @Nullable String member, Map<String, String> sources, Set<String> types) {
    if (member == null) {
      return types.contains(type);
    }
    String source = sources.get(type);
    return source != null && Pattern.compile("\\b" + member + "\\b").matcher(source).find();
  }

  @Test
  void everyPromiseThatCodeNamesIsWrittenDown() {
    Document promises = Documents.named("docs/promises.md");
    Set<String> named = new TreeSet<>();
    for (String folder : List.of("src/main", "src/test")) {
      for (Path file : Documents.sources(folder)) {
        named.addAll(Documents.groups(PROMISE, Documents.text(file)));
      }
    }
    assertThat(named).isNotEmpty().allMatch(p -> promises.text().contains("\n| " + p + " |"));
  }

  private static Set<String> fileNames(String folder) {
    return Documents.sources(folder).stream().map(DocsTest::typeName).collect(Collectors.toSet());
  }

  private static String typeName(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static String resource(String name) {
    try (InputStream in = DocsTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
