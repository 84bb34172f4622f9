package dev.rapport.customers.importing;

import dev.rapport.customers.ImportCounts;
import java.util.List;

/// What an import did.
///
/// @param resumedAfter rows that an earlier, broken-off run had already done; 0 for a fresh start
/// @param columns what each column was taken for, in words: `dob: birth-date`
/// @param problems the first rejected rows of this run, at most [#MAX_PROBLEMS]
public record ImportReport(
    ImportCounts counts, long resumedAfter, List<String> columns, List<Problem> problems) {
  public static final int MAX_PROBLEMS = 20;

  /// @param line where the row starts in the file, from 1
  public record Problem(long line, String reason) {}

  public ImportReport {
    columns = List.copyOf(columns);
    problems = List.copyOf(problems);
  }
}
