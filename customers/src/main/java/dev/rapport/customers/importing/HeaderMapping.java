package dev.rapport.customers.importing;

import dev.rapport.customers.CustomerDraft;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What each column of a file means: as told by `--map`, else as guessed from the header. Columns
/// that mean nothing to Rapport are kept as attributes under their own names.
///
/// @param headers the file's own names, in order
/// @param columns the columns of each field
/// @param attributes attribute name by column, null where the column is none
record HeaderMapping(
    List<String> headers,
    Map<ImportField, List<Integer>> columns,
    List<@Nullable String> attributes) {
  static final int MAX_ATTRIBUTE_NAME = 64;

  /// Columns the reject file adds; a corrected reject file is imported without them.
  static final String REJECTED_LINE = "rejected_line";

  static final String REJECTED_BECAUSE = "rejected_because";

  /// Attributes that fields give rather than columns: first and last name beside a full name.
  private static final int FIELD_ATTRIBUTES = 4;

  /// The mapping or the reason why there is none.
  sealed interface Mapped {
    record Usable(HeaderMapping mapping) implements Mapped {}

    record Unusable(String reason) implements Mapped {}
  }

  static Mapped of(List<String> headers, Map<ImportField, String> told) {
    Map<ImportField, List<Integer>> columns = new EnumMap<>(ImportField.class);
    Set<Integer> taken = new HashSet<>();
    for (Map.Entry<ImportField, String> each : ordered(told).entrySet()) {
      List<Integer> found = new ArrayList<>();
      if (!each.getValue().isBlank()) {
        int column = indexOf(headers, each.getValue());
        if (column < 0) {
          return new Mapped.Unusable(
              "no column '" + each.getValue() + "'; the file has: " + String.join(", ", headers));
        }
        found.add(column);
        taken.add(column);
      }
      columns.put(each.getKey(), found);
    }
    guess(headers, columns, taken);
    if (!columns.containsKey(ImportField.EXTERNAL_ID)) {
      guessId(headers, columns, taken);
    }
    HeaderMapping mapping = new HeaderMapping(headers, columns, attributeNames(headers, taken));
    return mapping.identifies()
        ? new Mapped.Usable(mapping)
        : new Mapped.Unusable(
            "no column is an id, an e-mail address or a telephone number; say which with --map"
                + " email=HEADER. The file has: "
                + String.join(", ", headers));
  }

  /// In the order of the fields, so that the same map always reads the same.
  private static EnumMap<ImportField, String> ordered(Map<ImportField, String> told) {
    EnumMap<ImportField, String> ordered = new EnumMap<>(ImportField.class);
    ordered.putAll(told);
    return ordered;
  }

  private static void guess(
      List<String> headers, Map<ImportField, List<Integer>> columns, Set<Integer> taken) {
    for (ImportField field : ImportField.values()) {
      if (columns.containsKey(field)) {
        continue;
      }
      List<Integer> found = new ArrayList<>();
      for (int i = 0; i < headers.size(); i++) {
        if (!taken.contains(i) && field.rank(normalised(headers.get(i))) >= 0) {
          found.add(i);
        }
      }
      found.sort((a, b) ->
          Integer.compare(
              field.rank(normalised(headers.get(a))), field.rank(normalised(headers.get(b)))));
      List<Integer> used = field.many() || found.size() < 2 ? found : found.subList(0, 1);
      if (!used.isEmpty()) {
        columns.put(field, List.copyOf(used));
        taken.addAll(used);
      }
    }
  }

  /// Registers call their key many things; the first column named `something id` is it.
  private static void guessId(
      List<String> headers, Map<ImportField, List<Integer>> columns, Set<Integer> taken) {
    for (int i = 0; i < headers.size(); i++) {
      if (!taken.contains(i) && normalised(headers.get(i)).endsWith(" id")) {
        columns.put(ImportField.EXTERNAL_ID, List.of(i));
        taken.add(i);
        return;
      }
    }
  }

  private static List<@Nullable String> attributeNames(List<String> headers, Set<Integer> taken) {
    List<@Nullable String> names = new ArrayList<>();
    Set<String> used =
        new HashSet<>(
            Set.of(
                "",
                "first_name",
                "last_name",
                "postcode",
                "birth_date",
                REJECTED_LINE,
                REJECTED_BECAUSE));
    int room = CustomerDraft.MAX_ATTRIBUTES - FIELD_ATTRIBUTES;
    for (int i = 0; i < headers.size(); i++) {
      String name = normalised(headers.get(i)).replace(' ', '_');
      if (name.length() > MAX_ATTRIBUTE_NAME) {
        name = name.substring(0, MAX_ATTRIBUTE_NAME);
      }
      names.add(!taken.contains(i) && room > 0 && used.add(name) ? name : null);
      room -= names.getLast() == null ? 0 : 1;
    }
    return names;
  }

  private boolean identifies() {
    return List.of(ImportField.EXTERNAL_ID, ImportField.EMAIL, ImportField.PHONE).stream()
        .anyMatch(field -> !columns(field).isEmpty());
  }

  List<Integer> columns(ImportField field) {
    return columns.getOrDefault(field, List.of());
  }

  /// What each column was taken for, in the file's order: `dob: birth-date`.
  List<String> words() {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      int column = i;
      String attribute = attributes.get(i);
      String meaning =
          columns.entrySet().stream()
              .filter(e -> e.getValue().contains(column))
              .map(e -> e.getKey().key())
              .findFirst()
              .orElse(attribute == null ? "not kept" : "attribute " + attribute);
      words.add(headers.get(i) + ": " + meaning);
    }
    return words;
  }

  private static int indexOf(List<String> headers, String wanted) {
    int exact = headers.indexOf(wanted);
    if (exact >= 0) {
      return exact;
    }
    return headers.stream().map(HeaderMapping::normalised).toList().indexOf(normalised(wanted));
  }

  /// Lower case, without accents, words of letters and digits apart by one space.
  private static String normalised(String header) {
    return Normalizer.normalize(header, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }
}
