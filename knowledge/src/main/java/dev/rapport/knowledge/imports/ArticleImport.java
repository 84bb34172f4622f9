package dev.rapport.knowledge.imports;

import dev.rapport.knowledge.ArticleLimits;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.editing.ArticleHistory;
import dev.rapport.knowledge.editing.AttachmentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Imports a folder or file of articles. A Markdown folder or file (`.md`, `.markdown`), a table
/// (`.tsv`, `.tab`), JSON lines (`.jsonl`, `.ndjson`) or what Zendesk and Freshdesk export
/// (`.json`).
public final class ArticleImport {

  /// The most articles one import takes.
  public static final int MAX_ARTICLES = 100_000;

  /// The most rejections that are listed one by one; further ones are counted.
  public static final int MAX_LISTED = 1_000;

  /// Told now and then how far the import is.
  public interface Progress {
    Progress NONE = (_, _, _) -> {};

    /// @param entries how many were read
    /// @param done the bytes read
    /// @param total the bytes to read
    void at(int entries, long done, long total);
  }

  private final ArticleStore store;
  private final @Nullable Kept kept;
  private final InstantSource clock;

  /// Texts alone: what the files say of care and attachments is left out.
  public ArticleImport(ArticleStore store, InstantSource clock) {
    this(store, null, clock);
  }

  /// @param kept where care and attachments are kept
  public ArticleImport(ArticleStore store, @Nullable Kept kept, InstantSource clock) {
    this.store = store;
    this.kept = kept;
    this.clock = clock;
  }

  /// Where what belongs to articles is kept.
  public record Kept(ArticleHistory history, AttachmentStore attachments) {}

  /// Reads everything and saves it batch by batch, waiting for each. Interrupted or failed, it can
  /// be run again: what is saved already is found unchanged. Blocking.
  ///
  /// @throws IOException if the path cannot be read, or is of no known kind
  /// @throws java.util.concurrent.CompletionException if the store refuses a batch
  public ImportReport run(String centre, Path path, ImportOptions options, Progress progress)
      throws IOException {
    ArticleReader reader = reader(path, options);
    var batches = new ImportBatches(store, centre, clock, options.dryRun());
    var languages = new LanguageNotes();
    Kept with = kept;
    BesideArticles beside =
        with == null || options.dryRun()
            ? null
            : new BesideArticles(store, with.history(), with.attachments(), centre, clock);
    long total = reader.size();
    reader.read(
        new ArticleReader.Sink() {
          @Override
          public boolean article(String place, ReadArticle read, long bytes) {
            if (batches.isFull()) {
              return false;
            }
            Optional<String> problem = ArticleLimits.problemOf(read.article());
            if (problem.isPresent()) {
              batches.reject(place, problem.get());
            } else if (batches.add(place, read.article())) {
              languages.add(read);
              if (beside != null) {
                beside.add(place, read);
              }
            }
            progress.at(batches.entries(), bytes, total);
            return true;
          }

          @Override
          public boolean rejected(String place, String reason, long bytes) {
            batches.reject(place, reason);
            progress.at(batches.entries(), bytes, total);
            return true;
          }
        });
    batches.finish();
    List<String> notes = new ArrayList<>(languages.lines());
    if (beside != null) {
      notes.addAll(beside.save(base(path)));
    }
    return batches.report(notes);
  }

  /// Where the paths of attachments begin.
  private static Path base(Path path) throws IOException {
    Path real = path.toRealPath();
    return Files.isDirectory(real)
        ? real
        : Objects.requireNonNull(real.getParent(), "a file lies in a folder");
  }

  private static ArticleReader reader(Path path, ImportOptions options) throws IOException {
    Path real = path.toRealPath();
    Path last = real.getFileName();
    String name = last == null ? "articles" : last.toString();
    String chosen = options.source();
    String source = chosen == null ? name : chosen;
    if (Files.isDirectory(real)) {
      return new MarkdownFolder(real, real, new MarkdownFile(options, source));
    }
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "md", "markdown", "html", "htm" -> {
        Path folder = Objects.requireNonNull(real.getParent(), "a file lies in a folder");
        yield new MarkdownFolder(folder, real, new MarkdownFile(options, source));
      }
      case "tsv", "tab" -> new LineReader(real, new Table(options, source));
      case "json" -> new HelpDeskExport(real, options, source);
      case "jsonl", "ndjson" -> new LineReader(real, new JsonLines(options, source));
      default ->
          throw new IOException(
              name
                  + " is no folder and ends neither in .md, .html, .tsv, .jsonl nor .json; nothing was"
                  + " read");
    };
  }
}
