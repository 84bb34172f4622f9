package dev.rapport.gateway.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The HTTP interface as a page to read, made from `/openapi.yaml`, so that there is one
/// description.
final class ApiDocs {
  private static final List<String> METHODS = List.of("get", "post", "put", "delete", "patch");

  private ApiDocs() {}

  /// @param openapi the description, OpenAPI 3.1 in YAML
  static String page(String openapi) {
    Object read =
        new Load(LoadSettings.builder().setLabel("openapi.yaml").build()).loadFromString(openapi);
    Map<?, ?> description = map(read);
    Map<?, ?> info = map(description.get("info"));
    StringBuilder body = new StringBuilder();
    body.append("<h1>").append(text(info, "title")).append(" HTTP interface</h1>\n");
    body.append("<p>").append(text(info, "description")).append("</p>\n");
    body.append(
        "<p>For programs: <a href=\"/openapi.yaml\">openapi.yaml</a>, and for the sockets <a"
            + " href=\"/asyncapi.yaml\">asyncapi.yaml</a>.</p>\n");
    map(description.get("paths"))
        .forEach((path, operations) -> {
          for (String method : METHODS) {
            Object operation = map(operations).get(method);
            if (operation != null) {
              operation(body, method, String.valueOf(path), map(operation));
            }
          }
        });
    return FormPages.page("HTTP interface", body);
  }

  private static void operation(
      StringBuilder body, String method, String path, Map<?, ?> operation) {
    body.append("<section id=\"").append(text(operation, "operationId")).append("\"><h2><code>");
    body.append(method.toUpperCase(Locale.ROOT)).append(' ');
    body.append(FormPages.escaped(path)).append("</code></h2>\n");
    paragraph(body, text(operation, "summary"));
    paragraph(body, text(operation, "description"));
    if (operation.get("x-roles") instanceof List<?> roles) {
      paragraph(body, "For: " + FormPages.escaped(String.join(", ", words(roles))) + ".");
    }
    if (operation.get("parameters") instanceof List<?> parameters) {
      body.append("<ul>\n");
      for (Object each : parameters) {
        Map<?, ?> parameter = map(each);
        if (parameter.containsKey("name")) {
          body.append("<li><code>").append(text(parameter, "name")).append("</code> in ");
          body.append(text(parameter, "in")).append(' ').append(text(parameter, "description"));
          body.append("</li>\n");
        }
      }
      body.append("</ul>\n");
    }
    body.append("<p>Answers: ");
    body.append(
        FormPages.escaped(
            String.join(", ", words(List.copyOf(map(operation.get("responses")).keySet())))));
    body.append("</p></section>\n");
  }

  private static void paragraph(StringBuilder body, String text) {
    if (!text.isEmpty()) {
      body.append("<p>").append(text).append("</p>\n");
    }
  }

  private static List<String> words(List<?> values) {
    return values.stream().map(String::valueOf).toList();
  }

  private static String text(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? "" : FormPages.escaped(String.valueOf(value).strip());
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
