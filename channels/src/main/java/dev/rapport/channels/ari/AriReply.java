package dev.rapport.channels.ari;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What Asterisk answered a request; status 0 when it did not answer.
@SuppressWarnings("ArrayRecordComponent") // never compared
record AriReply(int status, byte[] body) {
  static final AriReply NONE = new AriReply(0, new byte[0]);

  boolean ok() {
    return status >= 200 && status < 300;
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  JsonObject object() {
    try {
      return ok() && body.length > 0 ? new JsonObject(text()) : new JsonObject();
    } catch (DecodeException e) {
      return new JsonObject();
    }
  }

  /// The objects of a list.
  List<JsonObject> list() {
    List<JsonObject> list = new ArrayList<>();
    try {
      JsonArray array = ok() ? new JsonArray(text()) : new JsonArray();
      for (int i = 0; i < array.size(); i++) {
        list.add(array.getJsonObject(i));
      }
    } catch (DecodeException | ClassCastException e) {
      list.clear();
    }
    return list;
  }
}
