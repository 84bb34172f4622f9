package dev.rapport.channels.chat;

import dev.rapport.channels.PlainText;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads visitors' frames, exactly as the description of the socket has them.
final class VisitorFrames {

  private static final int MAX_ID = 64;
  private static final int MAX_TEXT = 8_000;
  private static final int MAX_TOKEN = 200;
  private static final int MAX_NAME = 200;
  private static final int MAX_EMAIL = 320;
  private static final int MAX_LANGUAGE = 35;
  private static final int MAX_NUMBER = 40;

  private static final Set<String> HELLO =
      Set.of("type", "token", "conversation", "after", "name", "email", "language");
  private static final Set<String> SAY = Set.of("type", "id", "text", "person");
  private static final Set<String> HELPED = Set.of("type", "article");
  private static final Set<String> ASK_CALLBACK = Set.of("type", "number", "notBefore");
  private static final Set<String> PAGE = Set.of("type", "address", "title", "agoMs");
  private static final Set<String> BARE = Set.of("type");

  private VisitorFrames() {}

  static VisitorFrame read(String text) {
    JsonObject json;
    try {
      json = new JsonObject(text);
    } catch (DecodeException e) {
      return new VisitorFrame.Malformed(null, "not a JSON object");
    }
    String id =
        json.getValue("id") instanceof String given && given.length() <= MAX_ID ? given : null;
    try {
      return read(json);
    } catch (WrongShape e) {
      return e.tooLong
          ? new VisitorFrame.TooLong(id, e.detail)
          : new VisitorFrame.Malformed(id, e.detail);
    }
  }

  private static VisitorFrame read(JsonObject json) throws WrongShape {
    String type = json.getValue("type") instanceof String given ? given : "";
    return switch (type) {
      case "hello" -> hello(only(json, HELLO));
      case "say" -> say(only(json, SAY));
      case "person" -> {
        only(json, BARE);
        yield new VisitorFrame.Person();
      }
      case "helped" -> new VisitorFrame.Helped(text(only(json, HELPED), "article", MAX_ID));
      case "leave" -> {
        only(json, BARE);
        yield new VisitorFrame.Leave();
      }
      case "ask_callback" -> askCallback(only(json, ASK_CALLBACK));
      case "cancel_callback" -> {
        only(json, BARE);
        yield new VisitorFrame.CancelCallback();
      }
      case "leave_message" -> {
        only(json, BARE);
        yield new VisitorFrame.LeaveMessage();
      }
      case "page" -> page(only(json, PAGE));
      case "pong" -> {
        only(json, BARE);
        yield new VisitorFrame.Pong();
      }
      default -> throw new WrongShape("the type is none a visitor sends", false);
    };
  }

  private static VisitorFrame hello(JsonObject json) throws WrongShape {
    return new VisitorFrame.Hello(
        text(json, "token", MAX_TOKEN),
        text(json, "conversation", MAX_ID),
        whole(json, "after"),
        line(text(json, "name", MAX_NAME)),
        line(text(json, "email", MAX_EMAIL)),
        line(text(json, "language", MAX_LANGUAGE)));
  }

  private static VisitorFrame askCallback(JsonObject json) throws WrongShape {
    String number = line(text(json, "number", MAX_NUMBER));
    if (number == null) {
      throw new WrongShape("number is missing", false);
    }
    return new VisitorFrame.AskCallback(number, whole(json, "notBefore"));
  }

  /// A number that is not negative; 0 when it is not there.
  private static long whole(JsonObject json, String name) throws WrongShape {
    if (!json.containsKey(name)) {
      return 0;
    }
    Object given = json.getValue(name);
    if (!(given instanceof Integer || given instanceof Long)) {
      throw new WrongShape(name + " must be a whole number", false);
    }
    long value = ((Number) given).longValue();
    if (value < 0) {
      throw new WrongShape(name + " must not be negative", false);
    }
    return value;
  }

  private static VisitorFrame page(JsonObject json) throws WrongShape {
    String address = text(json, "address", VisitedPage.MAX_ADDRESS);
    String title = text(json, "title", MAX_TEXT);
    return VisitedPage.of(
            address == null ? "" : address, title == null ? "" : title, whole(json, "agoMs"))
        .map(VisitorFrame.Page::new)
        .orElseThrow(() -> new WrongShape("address must be one of http or https", false));
  }

  private static VisitorFrame say(JsonObject json) throws WrongShape {
    String id = text(json, "id", MAX_ID);
    String text = text(json, "text", MAX_TEXT);
    if (id == null || id.isEmpty()) {
      throw new WrongShape("id is missing", false);
    }
    Object person = json.getValue("person", false);
    if (!(person instanceof Boolean straight)) {
      throw new WrongShape("person must be true or false", false);
    }
    String clean = text == null ? "" : PlainText.of(text);
    if (clean.isBlank()) {
      throw new WrongShape("text is missing", false);
    }
    return new VisitorFrame.Say(id, clean, straight);
  }

  private static JsonObject only(JsonObject json, Set<String> names) throws WrongShape {
    for (String name : json.fieldNames()) {
      if (!names.contains(name)) {
        throw new WrongShape(
            "unknown field " + PlainText.atMost(PlainText.line(name), MAX_ID), false);
      }
    }
    return json;
  }

  private static @Nullable String text(JsonObject json, String name, int max) throws WrongShape {
    if (!json.containsKey(name)) {
      return null;
    }
    if (!(json.getValue(name) instanceof String value)) {
      throw new WrongShape(name + " must be text", false);
    }
    if (PlainText.length(value) > max) {
      throw new WrongShape(name + " is longer than " + max + " characters", true);
    }
    return value;
  }

  private static @Nullable String line(@Nullable String value) {
    String clean = value == null ? "" : PlainText.line(value);
    return clean.isEmpty() ? null : clean;
  }

  private static final class WrongShape extends Exception {
    private static final long serialVersionUID = 1L;
    private final String detail;
    private final boolean tooLong;

    WrongShape(String detail, boolean tooLong) {
      super(detail, null, false, false);
      this.detail = detail;
      this.tooLong = tooLong;
    }
  }
}
