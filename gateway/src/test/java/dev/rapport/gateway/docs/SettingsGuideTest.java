package dev.rapport.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rapport.gateway.docs.Documents.Document;
import dev.rapport.gateway.settings.SettingsException;
import dev.rapport.gateway.settings.SettingsFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The settings guide has every key, its default and its variable; every example can be read.
final class SettingsGuideTest {
  private static final Set<String> SECTIONS =
      Set.of(
          "centre",
          "carrier",
          "value",
          "http",
          "smtp",
          "relay",
          "limits",
          "phone",
          "pbx",
          "knowledge");

  private static final Set<String> LISTS =
      Set.of("queues", "agents", "rules", "intents", "sources", "categories");

  private static final Document GUIDE = Documents.named("docs/guides/settings.md");

  /// Like no key there is, so that the answer is the list of those there are.
  private static final String NOBODYS = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";

  private static final Pattern PROBLEM =
      Pattern.compile("unknown key '(.*)" + NOBODYS + "' \\(known here: (.*)\\)");
  private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);
  private static final Pattern VARIABLE =
      Pattern.compile("^\\| `[^`]+` \\| [^|]* \\| `(RAPPORT_[A-Z_]+)` \\|", Pattern.MULTILINE);
  private static final Pattern KEY =
      Pattern.compile(
          "(?:centre|carrier|http|smtp|relay|limits|phone|knowledge|"
              + "(?:queues|agents|rules|intents|sources|categories)\\[\\])\\.\\w+");

  @Test
  void everyExampleFileCanBeRead() {
    List<String> files =
        Documents.all().stream()
            .flatMap(document -> document.blocks("yaml").stream())
            .filter(block -> block.startsWith("# rapport.yaml"))
            .toList();
    assertThat(files).hasSizeGreaterThan(2);
    for (String file : files) {
      assertThatCode(() -> SettingsFile.parse(file, Map.of())).as(file).doesNotThrowAnyException();
    }
  }

  @Test
  void theFileOfDefaultsSaysTheDefaults() {
    String defaults =
        GUIDE.blocks("yaml").stream()
            .filter(block -> block.startsWith("# rapport.yaml: the defaults"))
            .findFirst()
            .orElseThrow();
    assertThat(SettingsFile.parse(defaults, Map.of())).isEqualTo(SettingsFile.parse("", Map.of()));
  }

  @Test
  void everyKeyThatIsReadHasARow() {
    Set<String> rows = Set.copyOf(Documents.groups(ROW, GUIDE.text()));
    Set<String> known = knownKeys();
    assertThat(known).contains("http.port", "queues[].skills", "defaultQueue");
    assertThat(rows).containsAll(known);
    assertThat(rows.stream().filter(row -> KEY.matcher(row).matches())).allMatch(known::contains);
  }

  @Test
  void everyKeyThatADocumentNamesIsRead() {
    Set<String> known = knownKeys();
    assertThat(
            Documents.all().stream()
                .flatMap(document -> document.code().stream())
                .filter(code -> KEY.matcher(code).matches()))
        .allMatch(known::contains);
  }

  @Test
  void everyVariableOfATableIsKnown() {
    List<String> variables = Documents.groups(VARIABLE, GUIDE.text());
    assertThat(variables).hasSizeGreaterThan(20);
    Map<String, String> environment =
        variables.stream().distinct().collect(Collectors.toMap(v -> v, _ -> "1"));
    assertThat(problems("", environment)).noneMatch(p -> p.startsWith("unknown variable"));
  }

  /// What the settings say they know, when asked for what they do not.
  private static Set<String> knownKeys() {
    String strange =
        Stream.concat(
                SECTIONS.stream().map(section -> "%s: {%s: 1}%n".formatted(section, NOBODYS)),
                LISTS.stream().map(list -> "%s: [{%s: 1}]%n".formatted(list, NOBODYS)))
            .collect(Collectors.joining("", NOBODYS + ": 1\n", ""));
    Set<String> keys = new LinkedHashSet<>();
    for (String problem : problems(strange, Map.of())) {
      var unknown = PROBLEM.matcher(problem);
      if (unknown.matches()) {
        String section = unknown.group(1).replace("[0]", "[]");
        Stream.of(unknown.group(2).split(", ", -1))
            .filter(key -> !SECTIONS.contains(key) && !(section.isEmpty() && LISTS.contains(key)))
            .forEach(key -> keys.add(section + key));
      }
    }
    return keys;
  }

  private static List<String> problems(String yaml, Map<String, String> environment) {
    SettingsException refused =
        catchThrowableOfType(SettingsException.class, () -> SettingsFile.parse(yaml, environment));
    return refused == null ? List.of() : refused.problems();
  }
}
