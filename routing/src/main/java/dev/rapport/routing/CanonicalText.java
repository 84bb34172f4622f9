package dev.rapport.routing;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Writes values so that equal ones look equal and different ones look different, in every version
/// of the JDK. Strings carry their length, lists their size, and a null is not an empty string.
final class CanonicalText {
  private final StringBuilder text = new StringBuilder();

  CanonicalText text(@Nullable String value) {
    if (value == null) {
      text.append('-');
    } else {
      text.append(value.length()).append(':').append(value);
    }
    text.append(';');
    return this;
  }

  CanonicalText number(long value) {
    text.append(value).append(';');
    return this;
  }

  /// By its bits: how doubles are printed is not ours to promise.
  CanonicalText number(double value) {
    return number(Double.doubleToLongBits(value));
  }

  CanonicalText flag(boolean value) {
    return number(value ? 1 : 0);
  }

  CanonicalText name(Enum<?> value) {
    return text(value.name());
  }

  <T> CanonicalText each(List<T> values, BiConsumer<CanonicalText, T> write) {
    number(values.size());
    values.forEach(value -> write.accept(this, value));
    text.append('\n');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
