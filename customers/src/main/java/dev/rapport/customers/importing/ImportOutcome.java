package dev.rapport.customers.importing;

/// How an import ended. A failing store is not among these: it is a fault and thrown, and the next
/// run resumes.
public sealed interface ImportOutcome {
  /// The whole file was read.
  record Done(ImportReport report) implements ImportOutcome {}

  /// Nothing was done: the file or the mapping cannot be used. The reason is for people.
  record Refused(String reason) implements ImportOutcome {}

  /// Reading broke off at a line that no reader could get over, such as a quote never closed. What
  /// was read before it is saved.
  record BrokenOff(ImportReport report, long line, String reason) implements ImportOutcome {}
}
