package dev.rapport.knowledge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleRenderer;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.ArticleText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Writes the articles of a centre, whatever their state, in a form that {@link ArticleImport}
/// reads. Markdown and JSON lines lose nothing: imported into another store, the articles have the
/// same ids. Tab-separated values have a line for each, and so the plain words of a body only.
/// Pages keep all but how their Markdown was written; the files of other help desks are for moving
/// away as easily as one came, and have no place for care, attachments and translations.
public final class ArticleExport {

  private static final int PAGE = 64;
  private static final String COLUMNS =
      "source\tid\ttitle\tquestion\tbody\tlanguage\ttags\tcategory\tvisibility\tstate"
          + "\towner\tvalidFrom\tvalidUntil\treviewAt\ttranslationOf\ttranslationSource\tstale"
          + "\tattachments\tattached";

  private final ArticleStore store;
  private final Predicate<Article> wanted;
  private final @Nullable ExportedBeside beside;
  private final JsonMapper json = new JsonMapper();
  private final ArticleRenderer renderer = new ArticleRenderer();
  private final ForeignForms foreign = new ForeignForms();

  public ArticleExport(ArticleStore store) {
    this(store, _ -> true);
  }

  /// @param wanted which articles are written; the others are as if they were not there
  public ArticleExport(ArticleStore store, Predicate<Article> wanted) {
    this(store, wanted, null);
  }

  /// @param beside what is kept beside the texts, to be written as well
  public ArticleExport(
      ArticleStore store, Predicate<Article> wanted, @Nullable ExportedBeside beside) {
    this.store = store;
    this.wanted = wanted;
    this.beside = beside;
  }

  /// Blocking.
  ///
  /// @param to a file or a folder, as [ArticleForm#of] tells by its name; not there yet
  /// @return how many articles were written
  /// @throws FileAlreadyExistsException if there is something
  public int run(String centre, Path to) throws IOException {
    return run(centre, to, ArticleForm.of(to));
  }

  /// As above, in that form whatever the name.
  public int run(String centre, Path to, ArticleForm form) throws IOException {
    if (Files.exists(to)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    Path real = to.toAbsolutePath();
    Path above = Objects.requireNonNull(real.getParent(), "a file lies in a folder");
    // Beside one file, and inside a folder of them.
    String files = MarkdownFolder.FILES;
    files = form.isFolder() ? files : real.getFileName() + files;
    var place = new Place(form.isFolder() ? real : above, files);
    return switch (form) {
      case JSONL -> lines(centre, to, "", article -> fields(article, place).toString());
      case TSV -> lines(centre, to, COLUMNS, article -> row(fields(article, place)));
      case MARKDOWN -> folder(centre, to, ".md", article -> markdown(article, place));
      case HTML -> folder(centre, to, ".html", article -> page(article, place));
      case ZENDESK -> array(centre, to, "{\"articles\":[", "]}", foreign::zendesk);
      case FRESHDESK -> array(centre, to, "[", "]", foreign::freshdesk);
    };
  }

  /// A JSON array, written one by one: a centre's articles need not fit into memory.
  private int array(
      String centre, Path file, String begin, String end, Function<Article, String> entry)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.append(begin);
      String[] comma = {"\n"};
      int written =
          each(
              centre,
              article -> {
                out.append(comma[0]).append(entry.apply(article));
                comma[0] = ",\n";
              });
      out.append('\n').append(end).append('\n');
      return written;
    }
  }

  /// @param header the first line; empty for none
  private int lines(String centre, Path file, String header, Function<Article, String> line)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      if (!header.isEmpty()) {
        out.append(header).append('\n');
      }
      return each(centre, article -> out.append(line.apply(article)).append('\n'));
    }
  }

  /// A file for each article, named by its id.
  private int folder(String centre, Path folder, String ending, Function<Article, String> text)
      throws IOException {
    Files.createDirectories(folder);
    return each(
        centre,
        article -> Files.writeString(folder.resolve(article.id() + ending), text.apply(article)));
  }

  /// Where files of articles go.
  ///
  /// @param base what their paths begin at
  /// @param folder in it
  record Place(Path base, String folder) {}

  private String page(Article article, Place place) {
    ObjectNode fields = fields(article, place);
    fields.remove(List.of("body", "title", "language"));
    return foreign.page(article, fields.toString());
  }

  /// The fields as front matter: JSON is YAML too.
  private String markdown(Article article, Place place) {
    ObjectNode fields = fields(article, place);
    fields.remove("body");
    return "---\n" + fields.toPrettyString() + "\n---\n" + article.text().body() + "\n";
  }

  private interface Writing {
    void write(Article article) throws IOException;
  }

  private int each(String centre, Writing writing) throws IOException {
    int written = 0;
    long from = 0;
    List<Article> page = store.changedAfter(centre, from, PAGE);
    while (!page.isEmpty()) {
      for (Article article : page) {
        if (wanted.test(article)) {
          writing.write(article);
          written++;
        }
      }
      from = page.getLast().touched();
      page = store.changedAfter(centre, from, PAGE);
    }
    return written;
  }

  private ObjectNode fields(Article article, Place place) {
    ArticleText text = article.text();
    ObjectNode fields = json.createObjectNode();
    fields.put("source", article.origin().source());
    fields.put("id", article.origin().externalId());
    fields.put("title", text.title());
    if (text.question() != null) {
      fields.put("question", text.question());
    }
    fields.put("body", text.body());
    fields.put("language", text.language());
    text.tags().forEach(fields.putArray("tags")::add);
    if (text.tags().stream().anyMatch(tag -> tag.contains(","))) {
      text.tags().forEach(fields.putArray("exactTags")::add);
    }
    if (text.category() != null) {
      fields.put("category", text.category());
    }
    fields.put("visibility", low(article.visibility()));
    fields.put("state", low(article.state()));
    if (beside != null) {
      beside.put(article, wanted, place, fields);
    }
    return fields;
  }

  private String row(ObjectNode fields) {
    fields.put("body", renderer.toText(fields.path("body").asText()));
    var cells = new ArrayList<String>();
    for (String column : COLUMNS.split("\t")) {
      JsonNode value = fields.path(column);
      var texts = new ArrayList<String>();
      value.forEach(element -> texts.add(element.asText()));
      String between = column.equals("tags") ? ", " : EntryFields.FILES;
      cells.add(cell(value.isArray() ? String.join(between, texts) : value.asText()));
    }
    return String.join("\t", cells);
  }

  private static String cell(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static String low(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
