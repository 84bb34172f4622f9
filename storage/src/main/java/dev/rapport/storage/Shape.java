package dev.rapport.storage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rapport.storage.RecordCodec.BadRecord;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How values of one declared type are written and read. On reading, the parser stands on the first
/// token of the value before and on its last one after.
sealed interface Shape
    permits Shape.ListShape,
        Shape.EnumShape,
        Shape.Wrapper,
        Shape.Choice,
        RecordShape,
        ScalarShape {
  void write(Object value, JsonGenerator out) throws IOException;

  Object read(JsonParser in) throws IOException;

  static Shape of(Type type, RecordCodec codec) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return new ListShape(generic.getActualTypeArguments()[0], codec);
    }
    if (type instanceof Class<?> c) {
      ScalarShape scalar = ScalarShape.of(c);
      if (scalar != null) {
        return scalar;
      }
      if (c.isEnum()) {
        return new EnumShape(c);
      }
      if (c.isRecord()) {
        RecordShape shape = RecordShape.of(c, codec, false);
        return shape.wrapsScalar() ? new Wrapper(shape) : shape;
      }
      if (c.isSealed()) {
        return new Choice(c, codec);
      }
    }
    throw new IllegalArgumentException("Only records, enums, lists and scalars last, not " + type);
  }

  /// A list of values of one type.
  record ListShape(Type element, RecordCodec codec) implements Shape {
    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      Shape shape = codec.shape(element);
      out.writeStartArray();
      for (Object item : (List<?>) value) {
        shape.write(item, out);
      }
      out.writeEndArray();
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      RecordCodec.expect(in, JsonToken.START_ARRAY, "a list");
      Shape shape = codec.shape(element);
      List<Object> items = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        items.add(shape.read(in));
      }
      return List.copyOf(items);
    }
  }

  /// One of the constants of an enum, by name.
  record EnumShape(Class<?> type, List<?> constants) implements Shape {
    EnumShape(Class<?> type) {
      this(type, List.of(type.getEnumConstants()));
    }

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      out.writeString(((Enum<?>) value).name());
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      RecordCodec.expect(in, JsonToken.VALUE_STRING, "a " + type.getSimpleName());
      String name = in.getText();
      for (Object constant : constants) {
        if (((Enum<?>) constant).name().equals(name)) {
          return constant;
        }
      }
      throw new BadRecord("Unknown " + type.getSimpleName() + " '" + name + "'");
    }
  }

  /// A record of one scalar, written as the scalar.
  record Wrapper(RecordShape inside) implements Shape {
    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      inside.writeOnly(value, out);
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      return inside.readOnly(in);
    }
  }

  /// One of the records a sealed type permits, told apart by the tag.
  final class Choice implements Shape {
    private final String name;
    private final Map<String, RecordShape> byTag = new TreeMap<>();

    Choice(Class<?> type, RecordCodec codec) {
      name = type.getSimpleName();
      collect(type, codec);
    }

    private void collect(Class<?> type, RecordCodec codec) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        if (permitted.isSealed()) {
          collect(permitted, codec);
        } else {
          RecordShape earlier =
              byTag.put(permitted.getSimpleName(), RecordShape.of(permitted, codec, true));
          if (earlier != null && !earlier.type().equals(permitted)) {
            throw new IllegalArgumentException(
                "Two records named " + permitted.getSimpleName() + " under " + name);
          }
        }
      }
    }

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      RecordShape shape = byTag.get(value.getClass().getSimpleName());
      if (shape == null) {
        throw new BadRecord(value.getClass() + " is none of " + name);
      }
      shape.write(value, out);
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      RecordCodec.expect(in, JsonToken.START_OBJECT, "a " + name);
      if (!RecordCodec.TAG.equals(in.nextFieldName())) {
        throw new BadRecord("A " + name + " without its tag");
      }
      String tag = in.nextTextValue();
      RecordShape shape = tag == null ? null : byTag.get(tag);
      if (shape == null) {
        throw new BadRecord(
            "Unknown " + name + " '" + tag + "': written by a newer version, or damaged");
      }
      return shape.readFields(in);
    }
  }
}
