package dev.rapport.customers;

/// What came of reading one written identifier. Bad input is an answer, not an exception: people
/// mistype, carriers send nonsense, and neither may stop a contact.
public sealed interface Reading {
  /// Readable.
  ///
  /// @param display the writing to show people: for e-mail the original spelling, for phone the
  ///   international format, otherwise the value
  record Read(Identifier identifier, String display) implements Reading {}

  /// Nothing was said, on purpose or not: an empty field, a withheld caller id.
  record Withheld(String reason) implements Reading {}

  /// Something was said that cannot be an identifier of this kind. The reason is for people.
  record Invalid(String reason) implements Reading {}
}
