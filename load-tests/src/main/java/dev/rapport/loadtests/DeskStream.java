package dev.rapport.loadtests;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// The numbers of one desk's frames: gapless from the one after a snapshot, also over reconnects.
final class DeskStream {
  private @Nullable String stream;
  private long last;
  private boolean fresh = true;
  private long lost;
  private long repeated;

  JsonObject hello() {
    JsonObject hello = new JsonObject().put("type", "hello");
    return stream == null ? hello : hello.put("stream", stream).put("last", last);
  }

  void welcomed(JsonObject welcome) {
    boolean resumed = welcome.getBoolean("resumed", false);
    stream = welcome.getString("stream");
    fresh = !resumed;
  }

  /// Takes note of a numbered frame.
  ///
  /// @return false when it was seen before
  boolean take(long n) {
    if (fresh) {
      fresh = false;
      last = n;
      return true;
    }
    if (n <= last) {
      repeated++;
      return false;
    }
    lost += n - last - 1;
    last = n;
    return true;
  }

  long lost() {
    return lost;
  }

  long repeated() {
    return repeated;
  }
}
