package dev.rapport.channels.form;

import dev.rapport.channels.PlainText;
import dev.rapport.channels.form.ParsedForm.FieldProblem;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the body of a form: JSON or an ordinary HTML form post, both UTF-8. Unknown fields are
/// problems, not silence: a misspelt `e-mail` would otherwise lose the address.
public final class FormParser {

  /// The longest body, in bytes.
  public static final int MAX_BODY_BYTES = 64 * 1024;

  private static final int MAX_PAIRS = 32;

  /// Field names and the longest value of each, in code points.
  private static final Map<String, Integer> TEXTS = texts();

  private static final String PERSON = "person";
  private static final String MESSAGE = "message";
  private static final String EMAIL = "email";

  private FormParser() {}

  private static Map<String, Integer> texts() {
    Map<String, Integer> texts = new LinkedHashMap<>();
    texts.put("message", 20_000);
    texts.put("subject", 300);
    texts.put("name", 200);
    texts.put("email", 320);
    texts.put("phone", 64);
    texts.put("topic", 64);
    texts.put("language", 35);
    return texts;
  }

  /// @param contentType the Content-Type header's value; null when there is none
  public static ParsedForm parse(@Nullable String contentType, byte[] body) {
    if (body.length > MAX_BODY_BYTES) {
      return new ParsedForm.TooLarge();
    }
    String given = contentType == null ? "" : contentType;
    String media = given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    boolean json = media.equals("application/json");
    if (!json && !media.equals("application/x-www-form-urlencoded")) {
      return new ParsedForm.UnsupportedType(given);
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(body))
              .toString();
      return read(json ? new JsonObject(text).getMap() : pairs(text));
    } catch (CharacterCodingException e) {
      return new ParsedForm.Unreadable("the body is not valid UTF-8");
    } catch (DecodeException e) {
      return new ParsedForm.Unreadable("the body is not a JSON object");
    } catch (IllegalArgumentException e) {
      return new ParsedForm.Unreadable("the body is not a form: " + e.getMessage());
    }
  }

  private static Map<String, Object> pairs(String body) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (body.isEmpty()) {
      return fields;
    }
    String[] pairs = body.split("&", MAX_PAIRS + 1);
    if (pairs.length > MAX_PAIRS) {
      throw new IllegalArgumentException("more than " + MAX_PAIRS + " fields");
    }
    for (String pair : pairs) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      Object value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (name.equals(PERSON)) {
        value = flag((String) value);
      }
      if (fields.putIfAbsent(name, value) != null) {
        throw new IllegalArgumentException("a field is given twice");
      }
    }
    return fields;
  }

  private static String decoded(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  /// A ticked box says "on"; an unticked one is not sent. What is neither stays text and is
  /// refused.
  private static Object flag(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "on", "1", "yes" -> true;
      case "false", "off", "0", "no", "" -> false;
      default -> value;
    };
  }

  private static ParsedForm read(Map<String, Object> fields) {
    List<FieldProblem> problems = new ArrayList<>();
    Map<String, String> texts = new LinkedHashMap<>();
    boolean person = false;
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      String name = field.getKey();
      Object value = field.getValue();
      if (name.equals(PERSON)) {
        if (value instanceof Boolean given) {
          person = given;
        } else {
          problems.add(new FieldProblem(name, "must be true or false"));
        }
      } else if (!TEXTS.containsKey(name)) {
        problems.add(new FieldProblem(shown(name), "is not a field of this form"));
      } else if (value instanceof String text) {
        text(name, text, texts, problems);
      } else {
        problems.add(new FieldProblem(name, "must be text"));
      }
    }
    String message = texts.get(MESSAGE);
    if (message == null) {
      if (problems.stream().noneMatch(problem -> problem.field().equals(MESSAGE))) {
        problems.add(new FieldProblem(MESSAGE, "is missing"));
      }
      return new ParsedForm.Wrong(problems);
    }
    return problems.isEmpty()
        ? new ParsedForm.Filled(filled(message, texts, person))
        : new ParsedForm.Wrong(problems);
  }

  private static void text(
      String name, String raw, Map<String, String> texts, List<FieldProblem> problems) {
    boolean message = name.equals(MESSAGE);
    String value = message ? PlainText.of(raw) : PlainText.line(raw);
    int max = TEXTS.getOrDefault(name, 0);
    if (PlainText.length(value) > max) {
      problems.add(new FieldProblem(name, "is longer than " + max + " characters"));
    } else if (value.isBlank()) {
      // An HTML form sends every field; an empty one was not filled in.
      if (message) {
        problems.add(new FieldProblem(name, "is missing"));
      }
    } else if (name.equals(EMAIL) && !(value.indexOf('@') > 0 && value.indexOf(' ') < 0)) {
      problems.add(new FieldProblem(name, "is not an e-mail address"));
    } else {
      texts.put(name, value);
    }
  }

  private static WebForm filled(String message, Map<String, String> texts, boolean person) {
    return new WebForm(
        message,
        texts.get("subject"),
        texts.get("name"),
        texts.get(EMAIL),
        texts.get("phone"),
        texts.get("topic"),
        texts.get("language"),
        person);
  }

  private static String shown(String name) {
    return PlainText.atMost(PlainText.line(name), 64);
  }
}
