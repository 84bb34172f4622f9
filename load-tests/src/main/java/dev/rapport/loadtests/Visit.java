package dev.rapport.loadtests;

import org.jspecify.annotations.Nullable;

/// What a visitor comes with and how he takes the answers.
///
/// @param email a customer's address, or null for somebody who does not say
record Visit(@Nullable String email, String text, Temper temper) {
  enum Temper {
    /// Asks for a person with the first words.
    PERSON_AT_ONCE,
    /// Reads the answers, then asks for a person.
    PERSON_AFTER_ANSWERS,
    /// Finds the answer good enough.
    HELPED,
    /// Says nothing to the answers: a person takes over after a while.
    SILENT,
    /// Leaves as soon as the first words are acknowledged.
    LEAVES
  }
}
