package dev.rapport.channels.form;

import java.util.List;

/// What reading a form's body gave.
public sealed interface ParsedForm {

  /// A form within all limits.
  record Filled(WebForm form) implements ParsedForm {}

  /// The body was read, but fields are wrong: HTTP 400, naming each.
  record Wrong(List<FieldProblem> problems) implements ParsedForm {
    public Wrong {
      problems = List.copyOf(problems);
    }
  }

  /// The body is no form at all: HTTP 400.
  record Unreadable(String detail) implements ParsedForm {}

  /// The body is longer than [FormParser#MAX_BODY_BYTES]: HTTP 413.
  record TooLarge() implements ParsedForm {}

  /// Neither of the two content types: HTTP 415.
  record UnsupportedType(String given) implements ParsedForm {}

  /// What is wrong with one field, to be read by a person.
  record FieldProblem(String field, String problem) {}
}
