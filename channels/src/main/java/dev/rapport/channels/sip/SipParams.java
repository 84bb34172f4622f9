package dev.rapport.channels.sip;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The parameters behind a value: `;branch=z9hG4bK7;rport`. Names in lower case; a parameter
/// without a value has the empty one.
record SipParams(Map<String, String> values) {
  static final SipParams NONE = new SipParams(Map.of());

  SipParams {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /// Reads `;a=b;c`; empty text has none.
  static SipParams parse(String text) throws SipSyntaxException {
    if (text.isBlank()) {
      return NONE;
    }
    List<String> parts = SipText.split(text, ';');
    if (!parts.getFirst().isEmpty()) {
      throw new SipSyntaxException("text before parameters");
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : parts.subList(1, parts.size())) {
      int equals = part.indexOf('=');
      String name = (equals < 0 ? part : part.substring(0, equals)).strip();
      String value = equals < 0 ? "" : part.substring(equals + 1).strip();
      if (!SipText.isToken(name)) {
        throw new SipSyntaxException("bad parameter");
      }
      if (value.startsWith("\"") && SipText.afterQuoted(value, 0) != value.length()) {
        throw new SipSyntaxException("bad parameter value");
      }
      values.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
    }
    return new SipParams(values);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  SipParams with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new SipParams(more);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) -> {
      text.append(';').append(name);
      if (!value.isEmpty()) {
        text.append('=').append(value);
      }
    });
    return text.toString();
  }
}
