package dev.rapport.channels.sip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The header fields of a message, in order. Names are kept in their usual long form and compared
/// without letter case.
record SipHeaders(List<Field> fields) {
  private static final Map<String, String> COMPACT =
      Map.ofEntries(
          Map.entry("a", "Accept-Contact"),
          Map.entry("b", "Referred-By"),
          Map.entry("c", "Content-Type"),
          Map.entry("e", "Content-Encoding"),
          Map.entry("f", "From"),
          Map.entry("i", "Call-ID"),
          Map.entry("k", "Supported"),
          Map.entry("l", "Content-Length"),
          Map.entry("m", "Contact"),
          Map.entry("o", "Event"),
          Map.entry("r", "Refer-To"),
          Map.entry("s", "Subject"),
          Map.entry("t", "To"),
          Map.entry("u", "Allow-Events"),
          Map.entry("v", "Via"),
          Map.entry("x", "Session-Expires"),
          Map.entry("y", "Identity"));

  record Field(String name, String value) {}

  SipHeaders {
    fields = Collections.unmodifiableList(fields);
  }

  static String longName(String name) {
    String known = COMPACT.get(name.toLowerCase(Locale.ROOT));
    return known == null ? name : known;
  }

  List<String> all(String name) {
    return fields.stream().filter(f -> f.name().equalsIgnoreCase(name)).map(Field::value).toList();
  }

  Optional<String> first(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  boolean has(String name) {
    return first(name).isPresent();
  }

  /// Whether a header that lists tokens has this one.
  boolean lists(String name, String token) {
    return tokens(name).stream().anyMatch(t -> t.equalsIgnoreCase(token));
  }

  /// The tokens of every header of that name, separated by commas there.
  List<String> tokens(String name) {
    List<String> tokens = new ArrayList<>();
    for (String value : all(name)) {
      for (String token : value.split(",")) {
        if (!token.isBlank()) {
          tokens.add(token.strip());
        }
      }
    }
    return tokens;
  }

  /// With the first field of that name replaced, or added at the end.
  SipHeaders with(String name, String value) {
    List<Field> next = new ArrayList<>(fields);
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).name().equalsIgnoreCase(name)) {
        next.set(i, new Field(name, value));
        return new SipHeaders(next);
      }
    }
    next.add(new Field(name, value));
    return new SipHeaders(next);
  }

  SipHeaders plus(String name, String value) {
    List<Field> next = new ArrayList<>(fields);
    next.add(new Field(name, value));
    return new SipHeaders(next);
  }

  SipHeaders without(String name) {
    return new SipHeaders(
        new ArrayList<>(fields.stream().filter(f -> !f.name().equalsIgnoreCase(name)).toList()));
  }

  /// Collects the fields of a message of ours.
  static final class Builder {
    private final List<Field> fields = new ArrayList<>();

    Builder add(String name, String value) {
      fields.add(new Field(name, value));
      return this;
    }

    Builder addAll(String name, List<String> values) {
      values.forEach(value -> add(name, value));
      return this;
    }

    SipHeaders build() {
      return new SipHeaders(new ArrayList<>(fields));
    }
  }
}
