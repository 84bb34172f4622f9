package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rapport.gateway.running.Contract.Operation;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds answers and frames against the schemas of the contracts (JSON Schema 2020-12).
final class Schemas {
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Object> openapi = Contract.tree("openapi.yaml");
  private final Map<String, Object> asyncapi = Contract.tree("asyncapi.yaml");

  /// The answer has a status, a type and a body that its operation describes.
  void check(Operation operation, HttpResponse<String> answer) {
    String what = operation.id() + " answered " + answer.statusCode() + " " + answer.body();
    Map<String, Object> responses = Contract.map(operation.description().get("responses"));
    Object described = responses.get(String.valueOf(answer.statusCode()));
    assertThat(described).as(what).isNotNull();
    Map<String, Object> response = resolved(openapi, described);
    if (!response.containsKey("content")) {
      assertThat(answer.body()).as(what).isEmpty();
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    Map<String, Object> content = Contract.map(response.get("content"));
    assertThat(content).as(what).containsKey(type);
    Map<String, Object> media = Contract.map(content.get(type));
    if (type.endsWith("json")) {
      valid(what, Contract.map(media.get("schema")), openapi, answer.body());
    }
  }

  /// The frame is one of those the channel sends.
  void check(String channel, JsonObject frame) {
    String what = channel + " sent " + frame.encode();
    Map<String, Object> payload = sent(channel).get(frame.getString("type"));
    assertThat(payload).as(what).isNotNull();
    valid(what, Contract.map(payload), asyncapi, frame.encode());
  }

  /// The payloads a channel sends, by the constant of their type.
  Map<String, Map<String, Object>> sent(String channel) {
    Map<String, Map<String, Object>> byType = new HashMap<>();
    Contract.map(asyncapi.get("operations"))
        .values()
        .forEach(each -> {
          Map<String, Object> operation = Contract.map(each);
          String of = String.valueOf(Contract.map(operation.get("channel")).get("$ref"));
          if ("send".equals(operation.get("action"))
              && of.equals("#/channels/" + channel)
              && operation.get("messages") instanceof Iterable<?> messages) {
            messages.forEach(message -> {
              Map<String, Object> payload =
                  Contract.map(resolved(asyncapi, resolved(asyncapi, message)).get("payload"));
              byType.put(type(payload), payload);
            });
          }
        });
    return byType;
  }

  private static String type(Map<String, Object> payload) {
    if (payload.get("allOf") instanceof Iterable<?> parts) {
      for (Object part : parts) {
        if (Contract.map(part).containsKey("properties")) {
          return type(Contract.map(part));
        }
      }
    }
    Map<String, Object> properties = Contract.map(payload.get("properties"));
    return String.valueOf(Contract.map(properties.get("type")).get("const"));
  }

  private void valid(
      String what, Map<String, Object> schema, Map<String, Object> document, String json) {
    Map<String, Object> whole = new HashMap<>(schema);
    whole.put("components", document.get("components"));
    var errors =
        registry.getSchema(new JsonObject(whole).encode()).validate(json, InputFormat.JSON);
    assertThat(errors).as(what).isEmpty();
  }

  private static Map<String, Object> resolved(Map<String, Object> document, @Nullable Object node) {
    Map<String, Object> map = Contract.map(node);
    Object reference = map.get("$ref");
    if (reference == null) {
      return map;
    }
    Object found = document;
    for (String step : String.valueOf(reference).substring(2).split("/")) {
      found = Contract.map(found).get(step);
    }
    return Contract.map(found);
  }
}
