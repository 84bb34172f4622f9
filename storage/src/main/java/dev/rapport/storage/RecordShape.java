package dev.rapport.storage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rapport.storage.RecordCodec.BadRecord;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One record type: an object with a field for each component.
///
/// @param tagged it is one of several under a sealed type, so its name is written first
record RecordShape(
    Class<?> type, List<Part> parts, Constructor<?> constructor, RecordCodec codec, boolean tagged)
    implements Shape {

  /// One component.
  static final class Part {
    private final String name;
    private final Type type;
    private final Method accessor;
    private final boolean nullable;
    private final boolean list;

    /// Looked up when first needed, since types may refer to themselves.
    private @Nullable Shape shape;

    private Part(RecordComponent component) {
      name = component.getName();
      type = component.getGenericType();
      accessor = component.getAccessor();
      nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      list = accessor.getReturnType() == List.class;
    }

    /// An empty one is left out; of one that may be null, null is.
    boolean alwaysList() {
      return list && !nullable;
    }

    /// Two threads may both look; they find the same.
    Shape shape(RecordCodec codec) {
      Shape known = shape;
      if (known == null) {
        known = codec.shape(type);
        shape = known;
      }
      return known;
    }

    @Nullable Object of(Object value) {
      try {
        return accessor.invoke(value);
      } catch (ReflectiveOperationException e) {
        throw new BadRecord("Could not read " + accessor, e);
      }
    }
  }

  static RecordShape of(Class<?> type, RecordCodec codec, boolean tagged) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalArgumentException(type + " is not a record");
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      List<Part> parts = Arrays.stream(components).map(Part::new).toList();
      return new RecordShape(type, parts, type.getConstructor(types), codec, tagged);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type + " has no public canonical constructor", e);
    }
  }

  /// True for an id and its like: one component, a scalar that is always there.
  boolean wrapsScalar() {
    return parts.size() == 1
        && parts.getFirst().type instanceof Class<?> only
        && ScalarShape.of(only) != null
        && !parts.getFirst().nullable;
  }

  void writeOnly(Object value, JsonGenerator out) throws IOException {
    write(parts.getFirst(), parts.getFirst().of(value), out);
  }

  Object readOnly(JsonParser in) throws IOException {
    return make(new Object[] {parts.getFirst().shape(codec).read(in)});
  }

  @Override
  public void write(Object value, JsonGenerator out) throws IOException {
    out.writeStartObject();
    if (tagged) {
      out.writeStringField(RecordCodec.TAG, type.getSimpleName());
    }
    for (Part part : parts) {
      Object component = part.of(value);
      if (component == null
          ? part.nullable
          : part.alwaysList() && ((List<?>) component).isEmpty()) {
        continue;
      }
      out.writeFieldName(part.name);
      write(part, component, out);
    }
    out.writeEndObject();
  }

  private void write(Part part, @Nullable Object component, JsonGenerator out) throws IOException {
    if (component == null) {
      throw new BadRecord(type.getSimpleName() + "." + part.name + " is null");
    }
    part.shape(codec).write(component, out);
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    RecordCodec.expect(in, JsonToken.START_OBJECT, "a " + type.getSimpleName());
    return readFields(in);
  }

  /// Reads from behind the opening brace, or behind the tag, to the closing brace.
  Object readFields(JsonParser in) throws IOException {
    @Nullable Object[] values = new @Nullable Object[parts.size()];
    int next = 0;
    for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
      int at = indexOf(field, next);
      in.nextToken();
      values[at] = parts.get(at).shape(codec).read(in);
      next = at + 1;
    }
    RecordCodec.expect(in, JsonToken.END_OBJECT, "a field of " + type.getSimpleName());
    for (int i = 0; i < values.length; i++) {
      Part part = parts.get(i);
      if (values[i] == null && part.alwaysList()) {
        values[i] = List.of();
      } else if (values[i] == null && !part.nullable) {
        throw new BadRecord("A " + type.getSimpleName() + " without its '" + part.name + "'");
      }
    }
    return make(values);
  }

  /// They stand in declared order, so it is the next one or soon after.
  private int indexOf(String field, int next) {
    for (int i = next; i < parts.size(); i++) {
      if (parts.get(i).name.equals(field)) {
        return i;
      }
    }
    for (int i = 0; i < next; i++) {
      if (parts.get(i).name.equals(field)) {
        return i;
      }
    }
    throw new BadRecord("A " + type.getSimpleName() + " has no '" + field + "'");
  }

  private Object make(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      throw new BadRecord(
          "Not a valid " + type.getSimpleName() + ": " + (cause == null ? e : cause.getMessage()),
          e);
    } catch (ReflectiveOperationException e) {
      throw new BadRecord("Could not make a " + type.getSimpleName(), e);
    }
  }
}
