package dev.rapport.channels;

import java.util.Locale;

/// Something a contact came with that may say whose it is, and how well the channel proved it.
///
/// @param value raw, as the channel received it; normalising is recognition's work
public record SenderIdentifier(Kind kind, String value, Proof proof) {

  /// What sort of identifier it is.
  public enum Kind {
    PHONE,
    EMAIL,
    EXTERNAL_ID,
    VISITOR;

    /// The name in the API and in the database: lower case.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How well the identifier is proven, weakest first. A From header or a typed e-mail address is
  /// CLAIMED, never more; only what the channel itself verified (a visitor token) is PROVEN.
  public enum Proof {
    UNKNOWN,
    CLAIMED,
    VOUCHED,
    PROVEN;

    /// The name in the API and in the database: lower case.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
