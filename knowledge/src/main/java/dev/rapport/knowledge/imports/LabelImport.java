package dev.rapport.knowledge.imports;

import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.Origin;
import dev.rapport.knowledge.learning.AnswerLabel;
import dev.rapport.knowledge.learning.AnswerLabels;
import dev.rapport.knowledge.learning.AnswerLabels.Kept;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes in questions with the articles that answer them, one a line: `.csv` and `.tsv` with the
/// columns `question` and `articles` (without a header they are the first two), `.jsonl` with
/// fields of those names. Several articles are parted by semicolons, or are a list; none at all, or
/// the word `none`, says that nothing answers it. A line that cannot be taken is rejected with a
/// reason and the next one read.
public final class LabelImport {

  /// The most rejections that are listed.
  public static final int MAX_LISTED = 100;

  /// The most lines of one file.
  public static final int MAX_LINES = 100_000;

  private final ArticleStore articles;
  private final AnswerLabels labels;
  private final InstantSource clock;

  public LabelImport(ArticleStore articles, AnswerLabels labels, InstantSource clock) {
    this.articles = articles;
    this.labels = labels;
    this.clock = clock;
  }

  /// @param source whose ids the file has; null where they are those of the articles here
  /// @param dryRun count and complain, keep nothing
  public record Options(@Nullable String source, boolean dryRun) {}

  /// @param kept nothing in a dry run
  /// @param read lines that hold a label
  /// @param rejections the first of them
  public record Report(int read, Kept kept, int rejected, List<ImportReport.Rejection> rejections) {
    public Report {
      rejections = List.copyOf(rejections);
    }
  }

  /// Blocks until all of it is durable.
  ///
  /// @throws IOException if the file cannot be read, or its name says no format that is known
  public Report run(String centre, Path file, Options options) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    LabelLines cells = LabelLines.of(name);
    if (cells == null) {
      throw new IOException(name + " ends neither in .csv nor .tsv nor .jsonl");
    }
    var run = new Run(centre, options, name);
    try (var lines = new Lines(file)) {
      for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
        if (line.number() > MAX_LINES) {
          run.reject(line.number(), "the file has more than %,d lines".formatted(MAX_LINES));
          break;
        }
        run.take(line, cells);
      }
    }
    return run.end();
  }

  /// One import under way.
  private final class Run {
    private final String centre;
    private final Options options;
    private final String name;
    private final List<AnswerLabel> batch = new ArrayList<>();
    private final List<ImportReport.Rejection> rejections = new ArrayList<>();
    private final Map<String, Boolean> known = new HashMap<>();
    private Kept kept = new Kept(0, 0, 0, 0);
    private int read;
    private int rejected;

    Run(String centre, Options options, String name) {
      this.centre = centre;
      this.options = options;
      this.name = name;
    }

    void take(Lines.Line line, LabelLines cells) {
      String text = line.text();
      if (text != null && text.isBlank()) {
        return;
      }
      try {
        if (text == null) {
          throw new UnreadableEntry(String.valueOf(line.problem()));
        }
        LabelLines.Said said = cells.read(text, line.number());
        if (said != null) {
          batch.add(label(said.question(), said.articles()));
          read++;
        }
      } catch (UnreadableEntry e) {
        reject(line.number(), e.reason());
      } catch (IllegalArgumentException e) {
        reject(line.number(), String.valueOf(e.getMessage()));
      }
      if (batch.size() == AnswerLabels.MAX_BATCH) {
        save();
      }
    }

    private AnswerLabel label(String question, List<String> named) throws UnreadableEntry {
      List<String> ids = new ArrayList<>();
      String source = options.source();
      for (String name : named) {
        String id = source == null ? name : Article.idOf(centre, new Origin(source, name));
        if (!known.computeIfAbsent(id, one -> articles.find(centre, one) != null)) {
          throw new UnreadableEntry(
              "there is no article '%s'%s"
                  .formatted(name, source == null ? "" : " of '" + source + "'"));
        }
        ids.add(id);
      }
      return new AnswerLabel(question, ids);
    }

    void reject(int line, String reason) {
      rejected++;
      if (rejections.size() < MAX_LISTED) {
        rejections.add(new ImportReport.Rejection(name + ":" + line, reason));
      }
    }

    private void save() {
      if (!options.dryRun() && !batch.isEmpty()) {
        kept =
            kept.plus(
                labels
                    .save(centre, List.copyOf(batch), clock.millis())
                    .toCompletableFuture()
                    .join());
      }
      batch.clear();
    }

    Report end() {
      save();
      return new Report(read, kept, rejected, rejections);
    }
  }
}
