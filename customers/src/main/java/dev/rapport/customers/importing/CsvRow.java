package dev.rapport.customers.importing;

import java.util.List;

/// One row, its fields still bytes (one char of ISO 8859-1 each): whether they are UTF-8 is asked
/// field by field, so that one bad field costs one row and the reject file keeps the very bytes.
///
/// @param line where it starts, from 1
/// @param fields cut to the limits when beyond them
/// @param beyond which limit it breaks, or empty
record CsvRow(long line, List<String> fields, String beyond) {
  static final int MAX_COLUMNS = 200;
  static final int MAX_FIELD = 10_000;
  static final int MAX_ROW = 1 << 20;

  CsvRow {
    fields = List.copyOf(fields);
  }

  /// A line with nothing on it.
  boolean blank() {
    return fields.isEmpty() || (fields.size() == 1 && fields.getFirst().isBlank());
  }
}
