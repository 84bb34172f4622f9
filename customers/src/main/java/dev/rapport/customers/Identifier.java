package dev.rapport.customers;

/// One normalised identifier: two writings of the same number or address are equal here, so that
/// recognition is a lookup. Made by [Identifiers] only, or read back from storage.
///
/// @param value the matching key. PHONE: E.164, with `;ext=12` when an extension was given (RFC
///   3966). EMAIL: lower-case local part, `@`, lower-case ASCII domain. EXTERNAL_ID:
///   `source:number`. VISITOR: the token as issued.
public record Identifier(Kind kind, String value) {
  /// The longest value any kind may have; an e-mail address has up to 254 octets (RFC 5321
  /// §4.5.3.1.3), an external id up to 241 characters.
  public static final int MAX_LENGTH = 254;

  public enum Kind {
    PHONE("phone"),
    EMAIL("e-mail"),
    EXTERNAL_ID("customer number"),
    VISITOR("visitor token");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// As it stands in evidence shown to agents.
    public String word() {
      return word;
    }
  }

  public Identifier {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("an identifier has 1 to " + MAX_LENGTH + " characters");
    }
  }

  /// `phone +4930123456`; a visitor token is a secret of the visitor's browser and stays hidden.
  public String words() {
    return kind == Kind.VISITOR ? kind.word() : kind.word() + " " + value;
  }
}
