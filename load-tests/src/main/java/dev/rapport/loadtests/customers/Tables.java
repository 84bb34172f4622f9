package dev.rapport.loadtests.customers;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a table of a set, each row by column name, without the blanks around names and values.
final class Tables {
  private Tables() {}

  static List<Map<String, String>> read(Path file, char separator) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().fieldSeparator(separator).ofNamedCsvRecord(file)) {
      for (NamedCsvRecord line : reader) {
        Map<String, String> row = new LinkedHashMap<>();
        line.getFieldsAsMap().forEach((name, value) -> row.put(name.strip(), value.strip()));
        rows.add(row);
      }
    }
    return rows;
  }

  static String value(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }
}
