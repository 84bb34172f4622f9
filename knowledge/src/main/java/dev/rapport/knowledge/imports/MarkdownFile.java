package dev.rapport.knowledge.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rapport.knowledge.editing.CleanForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// A Markdown file as an article.
///
/// ```
///   ---                          front matter: YAML, all of it optional
///   title: Refunds
///   tags: [money, returns]
///   ---
///   # How do I get my money back?
///   ...
/// ```
///
/// Without a title in the front matter the first heading is the title. Where the text begins with
/// its title as a heading, that heading is taken out of the body, since a page shows the title
/// above it anyway.
final class MarkdownFile {

  private static final String FENCE = "---";

  /// The longest front matter, in UTF-16 code units.
  private static final int MAX_FRONT_MATTER = 65_536;

  private static final int MAX_NESTING = 50;

  /// What a page of ours says besides its text.
  private static final List<String> PAGE_FIELDS =
      List.of("question", "category", "visibility", "state");

  private final LoadSettings yaml =
      LoadSettings.builder()
          .setAllowDuplicateKeys(false)
          .setAllowRecursiveKeys(false)
          .setMaxAliasesForCollections(10)
          .setCodePointLimit(MAX_FRONT_MATTER)
          .build();
  private final Parser markdown =
      Parser.builder()
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(MAX_NESTING)
          .maxInlineNesting(MAX_NESTING)
          .build();
  private final TextContentRenderer plain =
      TextContentRenderer.builder().lineBreakRendering(LineBreakRendering.COMPACT).build();
  private final ImportOptions options;
  private final String source;

  MarkdownFile(ImportOptions options, String source) {
    this.options = options;
    this.source = source;
  }

  /// @param path its id, unless the front matter has one
  ReadArticle parse(String content, String path) throws UnreadableEntry {
    String text = content.replace("\r\n", "\n");
    var fields = new EntryFields();
    String body = text;
    if (text.startsWith(FENCE + "\n")) {
      int end = text.indexOf("\n" + FENCE + "\n", FENCE.length());
      boolean last = end < 0 && text.endsWith("\n" + FENCE);
      if (last) {
        end = text.length() - FENCE.length() - 1;
      }
      if (end < 0) {
        throw new UnreadableEntry("the front matter has no end");
      }
      frontMatter(text.substring(FENCE.length(), end), fields);
      body = last ? "" : text.substring(end + FENCE.length() + 2);
    }
    fields.put("body", body(body, fields));
    fields.put("id", path);
    return fields.article(options, source);
  }

  /// A page of HTML, brought into the stored form; its own language and keywords count, and what
  /// [ForeignForms] has written into it.
  ///
  /// @param path its id
  ReadArticle parseHtml(String content, String path) throws UnreadableEntry {
    var fields = new EntryFields();
    fields.put("title", CleanForm.titleOf(content));
    fields.put("language", CleanForm.languageOf(content));
    data(CleanForm.metaOf(content, ForeignForms.DATA), fields);
    fields.put("tags", CleanForm.metaOf(content, "keywords"));
    for (String name : PAGE_FIELDS) {
      fields.put(name, CleanForm.metaOf(content, "rapport-" + name));
    }
    fields.put("body", body(CleanForm.ofHtml(content), fields));
    fields.put("id", path);
    return fields.article(options, source);
  }

  private static void data(String json, EntryFields fields) throws UnreadableEntry {
    if (!json.isEmpty()) {
      try {
        JsonLines.put(fields, new JsonMapper().readTree(json));
      } catch (JsonProcessingException e) {
        throw new UnreadableEntry("what " + ForeignForms.DATA + " holds is not JSON");
      }
    }
  }

  /// Puts the first heading as the title where there is none, and gives the body without it.
  private String body(String body, EntryFields fields) {
    Node document = markdown.parse(body);
    Heading first = firstHeading(document);
    if (first == null) {
      return body;
    }
    String heading = plain.render(first).strip().replace('\n', ' ');
    String title = fields.get("title");
    if (title == null) {
      fields.put("title", heading);
    }
    boolean leads = first.getPrevious() == null;
    return leads && (title == null || title.equals(heading)) ? without(first, body) : body;
  }

  private static @Nullable Heading firstHeading(Node document) {
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading) {
        return heading;
      }
    }
    return null;
  }

  private static String without(Node block, String body) {
    List<SourceSpan> spans = block.getSourceSpans();
    SourceSpan last = spans.getLast();
    return body.substring(0, spans.getFirst().getInputIndex())
        + body.substring(last.getInputIndex() + last.getLength()).stripLeading();
  }

  private void frontMatter(String text, EntryFields fields) throws UnreadableEntry {
    Object loaded;
    try {
      loaded = new Load(yaml).loadFromString(text);
    } catch (YamlEngineException e) {
      String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new UnreadableEntry("the front matter is not YAML: " + problem);
    }
    if (loaded == null) {
      return;
    }
    if (!(loaded instanceof Map<?, ?> map)) {
      throw new UnreadableEntry("the front matter is not a list of names and values");
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getKey() instanceof String name && EntryFields.known(name) != null) {
        fields.put(name, texts(name, entry.getValue()));
      }
    }
  }

  private static List<String> texts(String name, @Nullable Object value) throws UnreadableEntry {
    var texts = new ArrayList<String>();
    List<?> elements =
        value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    for (Object element : elements) {
      if (!(element instanceof String || element instanceof Number || element instanceof Boolean)) {
        throw new UnreadableEntry(name + " is not text");
      }
      texts.add(element.toString());
    }
    return texts;
  }
}
