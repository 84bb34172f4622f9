package dev.rapport.storage;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes values of record trees from their components, so that every kind of event there is, and
/// every one there will be, is stored and read back without being listed here.
///
/// Full samples have something everywhere; sparse ones have nothing wherever nothing is allowed.
/// Numbers are small and positive, which every record so far accepts.
final class Samples {
  private static final int DEEPEST = 6;
  private static final int MOST = 60;

  private final boolean full;
  private int next;

  private Samples(boolean full) {
    this.full = full;
  }

  /// One full and one sparse value of each record under a sealed type.
  static <T> List<T> ofEach(Class<T> sealed) {
    Samples full = new Samples(true);
    Samples sparse = new Samples(false);
    List<T> values = new ArrayList<>();
    for (Class<?> kind : kinds(sealed)) {
      values.add(sealed.cast(full.record(kind, 0)));
      values.add(sealed.cast(sparse.record(kind, 0)));
    }
    return List.copyOf(values);
  }

  /// A full value of one record type.
  static <T> T of(Class<T> type) {
    return type.cast(new Samples(true).record(type, 0));
  }

  private static List<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(c -> kinds(c).stream()).toList()
        : List.of(type);
  }

  private Object record(Class<?> type, int depth) {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < values.length; i++) {
      boolean nullable = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
      values[i] =
          nullable && (!full || depth > DEEPEST)
              ? null
              : value(components[i].getGenericType(), depth + 1);
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("No sample of " + type + " from " + Arrays.toString(values), e);
    }
  }

  private Object value(Type type, int depth) {
    next = next % MOST + 1;
    if (type instanceof ParameterizedType list) {
      Type element = list.getActualTypeArguments()[0];
      return full && depth < DEEPEST
          ? List.of(value(element, depth + 1), value(element, depth + 1))
          : List.of();
    }
    Class<?> c = (Class<?>) type;
    if (c == String.class) {
      return "t\u00e9xt \ud83d\ude00 \"\\\n" + next;
    } else if (c == long.class) {
      return (long) next;
    } else if (c == int.class) {
      return next;
    } else if (c == double.class) {
      return next / 64.0 + 0.1;
    } else if (c == boolean.class) {
      return next % 2 == 0;
    } else if (c.isEnum()) {
      return c.getEnumConstants()[next % c.getEnumConstants().length];
    } else if (c.isSealed()) {
      List<Class<?>> kinds = kinds(c);
      return record(kinds.get(depth < DEEPEST ? next % kinds.size() : 0), depth);
    }
    return record(c, depth);
  }
}
