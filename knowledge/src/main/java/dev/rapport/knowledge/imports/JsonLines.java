package dev.rapport.knowledge.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/// One JSON object a line, with the fields of {@link EntryFields}.
final class JsonLines implements LineReader.Format {

  /// An article is flat but for its tags.
  private static final int MAX_DEPTH = 10;

  private final JsonMapper json =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAX_DEPTH)
                      .maxStringLength(Utf8.MAX_BYTES)
                      .build())
              .build());
  private final ImportOptions options;
  private final String source;

  JsonLines(ImportOptions options, String source) {
    this.options = options;
    this.source = source;
  }

  @Override
  public Optional<ReadArticle> parse(String line, int number) throws UnreadableEntry {
    JsonNode object;
    try {
      object = json.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UnreadableEntry(
          "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
    if (!object.isObject()) {
      throw new UnreadableEntry("not a JSON object");
    }
    var fields = new EntryFields();
    put(fields, object);
    return Optional.of(fields.article(options, source));
  }

  /// The fields of an object.
  static void put(EntryFields fields, JsonNode object) throws UnreadableEntry {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (EntryFields.known(field.getKey()) != null) {
        put(fields, field.getKey(), field.getValue());
      }
    }
  }

  private static void put(EntryFields fields, String name, JsonNode value) throws UnreadableEntry {
    if (value.isArray()) {
      var texts = new ArrayList<String>();
      for (JsonNode element : value) {
        texts.add(text(name, element));
      }
      fields.put(name, texts);
    } else if (!value.isNull()) {
      fields.put(name, text(name, value));
    }
  }

  private static String text(String name, JsonNode value) throws UnreadableEntry {
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw new UnreadableEntry(name + " is not text");
    }
    return value.asText();
  }
}
