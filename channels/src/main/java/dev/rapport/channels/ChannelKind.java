package dev.rapport.channels;

import java.util.Locale;

/// The four ways a contact arrives. The order is not a priority.
public enum ChannelKind {
  PHONE,
  EMAIL,
  CHAT,
  FORM;

  /// The name in the API, in the database and in metrics: lower case.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The kind with that wire name.
  ///
  /// @throws IllegalArgumentException when there is none
  public static ChannelKind ofWireName(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
