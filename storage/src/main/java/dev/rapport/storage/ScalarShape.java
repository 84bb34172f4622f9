package dev.rapport.storage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rapport.storage.RecordCodec.BadRecord;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The values that are one JSON token.
enum ScalarShape implements Shape {
  TEXT(String.class) {
    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      out.writeString((String) value);
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      RecordCodec.expect(in, JsonToken.VALUE_STRING, "a text");
      return in.getText();
    }
  },
  LONG(long.class) {
    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      out.writeNumber((long) value);
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      RecordCodec.expect(in, JsonToken.VALUE_NUMBER_INT, "a whole number");
      return in.getLongValue();
    }
  },
  INT(int.class) {
    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      out.writeNumber((int) value);
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      RecordCodec.expect(in, JsonToken.VALUE_NUMBER_INT, "a whole number");
      return in.getIntValue();
    }
  },
  DOUBLE(double.class) {
    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      double number = (double) value;
      if (!Double.isFinite(number)) {
        throw new BadRecord(number + " cannot be stored");
      }
      out.writeNumber(number);
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        RecordCodec.expect(in, JsonToken.VALUE_NUMBER_FLOAT, "a number");
      }
      return in.getDoubleValue();
    }
  },
  BOOLEAN(boolean.class) {
    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      out.writeBoolean((boolean) value);
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      if (in.currentToken() != JsonToken.VALUE_FALSE) {
        RecordCodec.expect(in, JsonToken.VALUE_TRUE, "true or false");
      }
      return in.getBooleanValue();
    }
  };

  private final Class<?> type;

  ScalarShape(Class<?> type) {
    this.type = type;
  }

  static @Nullable ScalarShape of(Class<?> type) {
    for (ScalarShape shape : values()) {
      if (shape.type == type) {
        return shape;
      }
    }
    return null;
  }
}
