package dev.rapport.gateway.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One mapping of the settings file, read key by key. It remembers which keys were asked for, so
/// that [#close] can name the ones that nobody knows. Problems are collected, not thrown one at a
/// time.
final class Section {
  private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private final String path;
  private final Map<String, Object> values;
  private final Environment environment;
  private final List<String> problems;
  private final Set<String> known = new LinkedHashSet<>();

  /// The variables with the prefix `RAPPORT_`, and which of them a key has claimed.
  record Environment(Map<String, String> variables, Set<String> claimed) {
    @Nullable String claim(String name) {
      claimed.add(name);
      return variables.get(name);
    }
  }

  Section(String path, Map<String, Object> values, Environment environment, List<String> problems) {
    this.path = path;
    this.values = values;
    this.environment = environment;
    this.problems = problems;
  }

  String text(String key, String otherwise) {
    Object value = scalar(key);
    return value == null ? otherwise : String.valueOf(value);
  }

  String requiredText(String key) {
    String value = text(key, "");
    if (value.isBlank()) {
      problem(key, "is required");
    }
    return value;
  }

  @Nullable String optionalText(String key) {
    Object value = scalar(key);
    return value == null ? null : String.valueOf(value);
  }

  /// The address of a site, without a slash at its end.
  @Nullable String optionalAddress(String key) {
    String address = optionalText(key);
    if (address == null) {
      return null;
    }
    if (!address.matches("https?://[^/\\s?#@][^\\s?#@]*")) {
      problem(key, "must be an address such as https://help.example");
    }
    return address.replaceAll("/+$", "");
  }

  int number(String key, int otherwise, int least, int most) {
    Object value = scalar(key);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(String.valueOf(value).strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with a number out of range.
    }
    problem(key, "must be a whole number from %d to %d, not '%s'".formatted(least, most, value));
    return otherwise;
  }

  boolean flag(String key, boolean otherwise) {
    Object value = scalar(key);
    return switch (value == null ? "" : String.valueOf(value).toLowerCase(Locale.ROOT)) {
      case "" -> otherwise;
      case "true" -> true;
      case "false" -> false;
      default -> {
        problem(key, "must be true or false, not '%s'".formatted(value));
        yield otherwise;
      }
    };
  }

  /// A list of texts; in the environment separated by commas.
  List<String> texts(String key) {
    known.add(key);
    String variable = environment.claim(variable(key));
    if (variable != null) {
      return List.of(variable.split("\\s*,\\s*"));
    }
    Object value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return List.of(String.valueOf(value));
  }

  Section section(String key) {
    known.add(key);
    return new Section(path(key), mapping(path(key), values.get(key)), environment, problems);
  }

  /// A list of mappings, such as queues.
  List<Section> sections(String key) {
    known.add(key);
    Object value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      problem(key, "must be a list");
      return List.of();
    }
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String at = "%s[%d]".formatted(path(key), i);
      sections.add(new Section(at, mapping(at, list.get(i)), environment, problems));
    }
    return sections;
  }

  /// A free mapping of names to whole numbers, such as skills to levels.
  Map<String, Integer> levels(String key, int least, int most) {
    Section section = section(key);
    Map<String, Integer> levels = new LinkedHashMap<>();
    for (String name : section.values.keySet()) {
      levels.put(name, section.number(name, least, least, most));
    }
    return levels;
  }

  /// A free mapping of names to texts.
  Map<String, String> allTexts(String key) {
    Section section = section(key);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : section.values.keySet()) {
      texts.put(name, section.text(name, ""));
    }
    return texts;
  }

  void problem(String key, String text) {
    problems.add(path(key) + " " + text);
  }

  /// Names every key that was not asked for.
  void close() {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        String suggestion =
            Nearest.to(key, known)
                .map(" (did you mean '%s'?)"::formatted)
                .orElse(" (known here: %s)".formatted(String.join(", ", known)));
        problems.add("unknown key '%s'%s".formatted(path(key), suggestion));
      }
    }
  }

  private @Nullable Object scalar(String key) {
    known.add(key);
    // An element of a list has no stable name, so only the file sets it.
    String variable = path.contains("[") ? null : environment.claim(variable(key));
    Object value = variable != null ? variable : values.get(key);
    if (value instanceof Map || value instanceof List) {
      problem(key, "must be a single value");
      return null;
    }
    return value;
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String variable(String key) {
    String name = CAMEL.matcher(path(key).replace('.', '_')).replaceAll("_");
    return "RAPPORT_" + name.toUpperCase(Locale.ROOT);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> mapping(String at, @Nullable Object value) {
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map
        && map.keySet().stream().allMatch(String.class::isInstance)) {
      return (Map<String, Object>) map;
    }
    problems.add(at + " must be a mapping of keys to values");
    return Map.of();
  }
}
