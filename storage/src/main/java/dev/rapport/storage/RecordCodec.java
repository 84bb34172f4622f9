package dev.rapport.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Type;
import java.util.concurrent.ConcurrentHashMap;

/// Writes trees of records as JSON and reads them back, from their components alone.
///
/// ```
///   record                  {"component": value, ...}, in declared order; null and [] left out
///   record of a sealed one  {"$": "SimpleName", ...}: the tag comes first
///   record of one scalar    the scalar (ids: "c-17")
///   enum                    its name
///   String, long, int, double, boolean, List of these
/// ```
///
/// The same tree always gives the same text, byte for byte. Reading is strict: an unknown tag, an
/// unknown field, a missing one that may not be null, is a [BadRecord] that says what and where.
/// Safe for use by several threads.
final class RecordCodec {
  static final String TAG = "$";

  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();
  private final ConcurrentHashMap<Type, Shape> shapes = new ConcurrentHashMap<>();

  /// A text that does not say what its type asks for.
  static final class BadRecord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRecord(String message) {
      super(message);
    }

    BadRecord(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// The value as JSON; `declared` decides whether a tag is needed.
  String encode(Class<?> declared, Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = json.createGenerator(text)) {
      shape(declared).write(value, out);
    } catch (IOException e) {
      throw new BadRecord("Could not write a " + declared.getSimpleName(), e);
    }
    return text.toString();
  }

  /// The value back.
  ///
  /// @throws BadRecord when the text is not what [#encode] writes for this type
  <T> T decode(Class<T> declared, String text) {
    try (JsonParser in = json.createParser(text)) {
      in.nextToken();
      T value = declared.cast(shape(declared).read(in));
      if (in.nextToken() != null) {
        throw new BadRecord("Something follows the " + declared.getSimpleName());
      }
      return value;
    } catch (IOException e) {
      throw new BadRecord("Not a " + declared.getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  /// Types may refer to themselves, so a shape looks the shapes of its parts up when first used,
  /// and two threads may both make one; either does.
  Shape shape(Type type) {
    Shape known = shapes.get(type);
    if (known != null) {
      return known;
    }
    Shape made = Shape.of(type, this);
    Shape earlier = shapes.putIfAbsent(type, made);
    return earlier == null ? made : earlier;
  }

  static void expect(JsonParser in, JsonToken token, String what) throws IOException {
    if (in.currentToken() != token) {
      throw new BadRecord("Expected " + what + ", found " + in.currentToken());
    }
  }
}
