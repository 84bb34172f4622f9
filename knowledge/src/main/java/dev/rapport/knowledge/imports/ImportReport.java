package dev.rapport.knowledge.imports;

import java.util.List;

/// What became of an import.
///
/// @param created articles that were new; in a dry run, those that would be saved
/// @param updated articles that differed from what was stored; 0 in a dry run
/// @param unchanged articles that were there already; 0 in a dry run
/// @param rejected how many entries were not taken
/// @param rejections the first of them, in order, up to {@link ArticleImport#MAX_LISTED}
/// @param notes what whoever imports should know, each in one line: how languages were found, and
///   what could not be brought in beside the texts
/// @param complete false if the import stopped at {@link ArticleImport#MAX_ARTICLES}
public record ImportReport(
    int created,
    int updated,
    int unchanged,
    int rejected,
    List<Rejection> rejections,
    boolean complete,
    List<String> notes) {

  public ImportReport {
    rejections = List.copyOf(rejections);
    notes = List.copyOf(notes);
  }

  /// @param place a file, or a file and its line: `faq.tsv:12`
  /// @param reason one line for the person who wrote it
  public record Rejection(String place, String reason) {}
}
