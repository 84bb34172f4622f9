package dev.rapport.customers.importing;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;

/// Collects fields within the limits. fastcsv's own limits end the reading of the file; a row that
/// is too large should cost that row only, so it is cut here and marked.
final class CsvRowHandler extends AbstractBaseCsvCallbackHandler<CsvRow> {
  private List<String> fields = new ArrayList<>();
  private String beyond = "";
  private long size;
  private long line = 1;

  @Override
  protected void handleBegin(long startingLineNumber) {
    fields = new ArrayList<>();
    beyond = "";
    size = 0;
    line = startingLineNumber;
  }

  /// Where the row under way starts.
  long line() {
    return line;
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    size += length;
    if (index >= CsvRow.MAX_COLUMNS) {
      beyond = "more than " + CsvRow.MAX_COLUMNS + " columns";
      return;
    }
    if (length > CsvRow.MAX_FIELD) {
      beyond = "column " + (index + 1) + " is longer than " + CsvRow.MAX_FIELD + " bytes";
    }
    if (size > CsvRow.MAX_ROW) {
      beyond = "the row is longer than " + CsvRow.MAX_ROW + " bytes";
      return;
    }
    fields.add(new String(buffer, offset, Math.min(length, CsvRow.MAX_FIELD)));
  }

  @Override
  protected CsvRow buildRecord() {
    return new CsvRow(line, fields, beyond);
  }
}
