package dev.rapport.gateway.http;

import dev.rapport.gateway.wire.Problem;
import dev.rapport.knowledge.ArticleLimits;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.Visibility;
import dev.rapport.knowledge.editing.ArticleCare;
import dev.rapport.knowledge.editing.Editor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what somebody writes of an article; what is wrong is a [Problem] that names the field.
final class ArticleRequest {
  /// A UTF-16 code unit takes up to three bytes; with room for the rest of the body.
  static final int MAX_BODY_BYTES = ArticleLimits.MAX_BODY * 3 + 65_536;

  private static final Set<String> FIELDS =
      Set.of(
          "title",
          "question",
          "body",
          "format",
          "language",
          "tags",
          "category",
          "visibility",
          "state",
          "revision");

  private static final Set<String> CARE =
      Set.of(
          "owner",
          "validFrom",
          "validUntil",
          "reviewAt",
          "translationOf",
          "translatedRevision",
          "revision");

  private ArticleRequest() {}

  static Editor.Draft draft(JsonObject body) {
    Body.only(body, FIELDS);
    var text =
        new ArticleText(
            Body.text(body, "title", ArticleLimits.MAX_TITLE),
            optional(body, "question", ArticleLimits.MAX_QUESTION),
            Body.text(body, "body", ArticleLimits.MAX_BODY),
            Body.text(body, "language", 3),
            tags(body),
            optional(body, "category", ArticleLimits.MAX_CATEGORY));
    String format = optional(body, "format", 20);
    return new Editor.Draft(
        text,
        choice(body.getValue("visibility", "public"), "visibility", Visibility.values()),
        choice(body.getValue("state", "draft"), "state", ArticleState.values()),
        "html".equals(format));
  }

  static ArticleCare care(JsonObject body) {
    Body.only(body, CARE);
    String of = optional(body, "translationOf", 64);
    return new ArticleCare(
        optional(body, "owner", 100),
        time(body, "validFrom"),
        time(body, "validUntil"),
        time(body, "reviewAt"),
        of == null ? null : new ArticleCare.Translation(of, whole(body, "translatedRevision")));
  }

  /// The revision that whoever cares has read; null when they do not say.
  static @Nullable Long read(JsonObject body) {
    return body.getValue("revision") == null ? null : Long.valueOf(whole(body, "revision"));
  }

  private static List<String> tags(JsonObject body) {
    Object given = body.getValue("tags");
    if (given == null) {
      return List.of();
    }
    if (!(given instanceof JsonArray array)) {
      throw invalid("tags", "must be a list of words");
    }
    List<String> tags = new ArrayList<>();
    for (Object tag : array) {
      if (!(tag instanceof String word)) {
        throw invalid("tags", "must be a list of words");
      }
      tags.add(word);
    }
    return tags;
  }

  private static @Nullable String optional(JsonObject body, String name, int most) {
    return body.getValue(name) == null ? null : Body.text(body, name, most);
  }

  static long whole(JsonObject body, String name) {
    if (body.getValue(name) instanceof Number number && number.longValue() >= 0) {
      return number.longValue();
    }
    throw invalid(name, "must be a whole number");
  }

  private static @Nullable Long time(JsonObject body, String name) {
    return body.getValue(name) == null ? null : Long.valueOf(whole(body, name));
  }

  /// @param value anything: what is no text is none of the choices
  static <E extends Enum<E>> E choice(@Nullable Object value, String name, E[] choices) {
    for (E choice : choices) {
      if (EditorRoutes.low(choice).equals(value)) {
        return choice;
      }
    }
    throw invalid(
        name,
        "is none of "
            + String.join(", ", List.of(choices).stream().map(EditorRoutes::low).toList()));
  }

  private static Problem invalid(String name, String problem) {
    return Problem.fields(400, "invalid-body", "Invalid body", Map.of(name, problem));
  }
}
