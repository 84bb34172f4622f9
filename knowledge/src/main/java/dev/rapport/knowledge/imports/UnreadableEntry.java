package dev.rapport.knowledge.imports;

/// One entry cannot be an article; its message says why, in one line for the person who wrote it.
final class UnreadableEntry extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableEntry(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
