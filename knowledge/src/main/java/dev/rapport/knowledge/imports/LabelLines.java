package dev.rapport.knowledge.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the lines of a file of labelled questions are read. Called with one line after the other, so
/// that it may remember a header.
interface LabelLines {

  /// @param articles ids, in the words of the file
  record Said(String question, List<String> articles) {
    public Said {
      articles = List.copyOf(articles);
    }
  }

  /// Null for a header.
  @Nullable Said read(String line, int number) throws UnreadableEntry;

  Pattern SEVERAL = Pattern.compile("\\s*;\\s*");
  JsonMapper JSON = new JsonMapper();

  /// By the name of the file; null if it says no format that is known.
  static @Nullable LabelLines of(String name) {
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return (line, _) -> ofJson(line);
    }
    if (name.endsWith(".csv")) {
      return new Columns(LabelLines::parted);
    }
    return name.endsWith(".tsv") || name.endsWith(".tab")
        ? new Columns(line -> List.of(line.split("\t", -1)))
        : null;
  }

  interface Parting {
    List<String> of(String line) throws UnreadableEntry;
  }

  final class Columns implements LabelLines {
    private final Parting parting;
    private int question = 0;
    private int articles = 1;

    Columns(Parting parting) {
      this.parting = parting;
    }

    @Override
    public @Nullable Said read(String line, int number) throws UnreadableEntry {
      List<String> cells = parting.of(line);
      if (number == 1) {
        List<String> names =
            cells.stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
        int named = Math.max(names.indexOf("articles"), names.indexOf("article"));
        if (names.contains("question") && named >= 0) {
          question = names.indexOf("question");
          articles = named;
          return null;
        }
      }
      if (cells.size() <= Math.max(question, articles)) {
        throw new UnreadableEntry("has no column for the articles; an empty one says none");
      }
      return new Said(cells.get(question).strip(), several(cells.get(articles)));
    }
  }

  private static List<String> several(String text) {
    String ids = text.strip();
    return ids.isEmpty() || ids.equalsIgnoreCase("none")
        ? List.of()
        : Arrays.stream(SEVERAL.split(ids)).filter(id -> !id.isBlank()).toList();
  }

  /// Cells with commas between them, in quotation marks where they have commas themselves (RFC
  /// 4180), on one line.
  private static List<String> parted(String line) throws UnreadableEntry {
    List<String> cells = new ArrayList<>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"' && (quoted || cell.toString().isBlank())) {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (quoted) {
      throw new UnreadableEntry("a quotation mark is not closed on this line");
    }
    cells.add(cell.toString());
    return cells;
  }

  private static Said ofJson(String line) throws UnreadableEntry {
    JsonNode object;
    try {
      object = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UnreadableEntry("not JSON");
    }
    JsonNode question = object.path("question");
    if (!question.isTextual()) {
      throw new UnreadableEntry("has no question");
    }
    JsonNode named = object.has("articles") ? object.path("articles") : object.path("article");
    if (named.isMissingNode()) {
      throw new UnreadableEntry("has no articles; an empty list says none");
    }
    List<String> ids = new ArrayList<>();
    if (named.isArray()) {
      for (JsonNode id : named) {
        if (!id.isTextual() && !id.isIntegralNumber()) {
          throw new UnreadableEntry("articles is not a list of ids");
        }
        ids.add(id.asText());
      }
    } else if (named.isTextual() || named.isIntegralNumber()) {
      ids.addAll(several(named.asText()));
    } else if (!named.isNull()) {
      throw new UnreadableEntry("articles is neither an id nor a list of ids");
    }
    return new Said(question.asText().strip(), ids);
  }
}
