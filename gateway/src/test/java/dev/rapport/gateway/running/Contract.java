package dev.rapport.gateway.running;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// `/openapi.yaml` and `/asyncapi.yaml`, as tests read them.
final class Contract {
  private Contract() {}

  /// One operation.
  ///
  /// @param path with its parameters in braces
  /// @param roles who may; empty when it is for everybody
  record Operation(
      String id, String method, String path, List<String> roles, Map<String, Object> description) {

    /// The path with each parameter replaced by what `values` has for its name, or by `none`.
    String at(Map<String, String> values) {
      String filled = path;
      for (Map.Entry<String, String> value : values.entrySet()) {
        filled = filled.replace("{" + value.getKey() + "}", value.getValue());
      }
      return filled.replaceAll("\\{\\w+}", "none");
    }
  }

  static String text(String name) {
    try (InputStream in = Contract.class.getResourceAsStream("/api/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no resource /api/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, Object> tree(String name) {
    return map(new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(text(name)));
  }

  static List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    map(tree("openapi.yaml").get("paths"))
        .forEach((path, item) ->
            map(item)
                .forEach((method, description) ->
                    operations.add(
                        new Operation(
                            String.valueOf(map(description).get("operationId")),
                            method.toUpperCase(Locale.ROOT),
                            path,
                            texts(map(description).get("x-roles")),
                            map(description)))));
    return operations;
  }

  static List<String> texts(@Nullable Object list) {
    return list instanceof List<?> texts ? texts.stream().map(String::valueOf).toList() : List.of();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalStateException("not a mapping: " + tree);
  }
}
