package dev.rapport.knowledge.imports;

import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.editing.ArticleCare;
import dev.rapport.knowledge.editing.ArticleHistory;
import dev.rapport.knowledge.editing.Attachment;
import dev.rapport.knowledge.editing.AttachmentStore;
import dev.rapport.knowledge.imports.ReadArticle.Original;
import dev.rapport.knowledge.imports.ReadArticle.ReadCare;
import dev.rapport.knowledge.imports.ReadArticle.ReadFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Brings in what is kept beside the texts of articles, when all texts are there: a translation may
/// stand before its original.
final class BesideArticles {
  private static final String AUTHOR = "import";

  private final ArticleStore articles;
  private final ArticleHistory history;
  private final AttachmentStore attachments;
  private final String centre;
  private final InstantSource clock;
  private final List<Beside> all = new ArrayList<>();

  /// Of one article.
  private record Beside(
      String place, String article, @Nullable ReadCare care, List<ReadFile> files) {}

  BesideArticles(
      ArticleStore articles,
      ArticleHistory history,
      AttachmentStore attachments,
      String centre,
      InstantSource clock) {
    this.articles = articles;
    this.history = history;
    this.attachments = attachments;
    this.centre = centre;
    this.clock = clock;
  }

  void add(String place, ReadArticle read) {
    if (read.care() != null || !read.files().isEmpty()) {
      String id = Article.idOf(centre, read.article().origin());
      all.add(new Beside(place, id, read.care(), read.files()));
    }
  }

  /// Blocking.
  ///
  /// @param base where the paths of files begin, and which they must not leave
  /// @return what could not be brought in, each in one line
  List<String> save(Path base) {
    var problems = new ArrayList<String>();
    for (Beside beside : all) {
      ReadCare care = beside.care();
      if (care != null) {
        care(beside, care, problems);
      }
      for (ReadFile file : beside.files()) {
        try {
          attach(beside.article(), file, base);
        } catch (UnreadableEntry e) {
          problems.add(beside.place() + ": the file " + file.path() + " " + e.reason());
        } catch (IOException e) {
          problems.add(beside.place() + ": the file " + file.path() + " cannot be read");
        }
      }
    }
    return problems;
  }

  private void care(Beside beside, ReadCare read, List<String> problems) {
    ArticleCare old = history.care(centre, beside.article());
    ArticleCare.Translation translation = old.translation();
    Original original = read.original();
    if (original != null) {
      String of = Article.idOf(centre, original.origin());
      Article found = articles.find(centre, of);
      if (found == null) {
        problems.add(beside.place() + ": what it translates is not there");
      } else if (translation == null
          || !translation.of().equals(of)
          || old.isBehind(found) != original.stale()) {
        long revision = found.revision();
        translation = new ArticleCare.Translation(of, original.stale() ? revision - 1 : revision);
      }
    }
    var care =
        new ArticleCare(
            read.owner() == null ? old.owner() : read.owner(),
            read.validFrom() == null ? old.validFrom() : read.validFrom(),
            read.validUntil() == null ? old.validUntil() : read.validUntil(),
            read.reviewAt() == null ? old.reviewAt() : read.reviewAt(),
            translation);
    if (!care.equals(old)) {
      var carer = new ArticleHistory.Carer(AUTHOR, clock.millis(), true, null);
      history.care(centre, beside.article(), care, carer).toCompletableFuture().join();
    }
  }

  private void attach(String article, ReadFile file, Path base)
      throws IOException, UnreadableEntry {
    Path path = inside(base, file.path());
    String name = String.valueOf(path.getFileName());
    String id = idOf(file.path());
    if (attachments.of(centre, article).stream().anyMatch(one -> one.id().equals(id))) {
      return;
    }
    byte[] content;
    try (InputStream in = Files.newInputStream(path)) {
      content = in.readNBytes(Attachment.MAX_BYTES + 1);
    }
    String type = Attachment.typeOf(name, content);
    Optional<String> problem = Attachment.problemOf(name, type, content);
    if (problem.isPresent()) {
      throw new UnreadableEntry("is not taken: " + problem.get());
    }
    Long at = file.addedAt();
    var attachment =
        new Attachment(
            id,
            name,
            type,
            content.length,
            at == null ? clock.millis() : at,
            Objects.requireNonNullElse(file.addedBy(), AUTHOR));
    boolean added =
        attachments.add(centre, article, attachment, content).toCompletableFuture().join();
    if (!added) {
      throw new UnreadableEntry("is one too many: an article has up to " + Attachment.MOST);
    }
  }

  private static Path inside(Path base, String path) throws IOException, UnreadableEntry {
    try {
      Path real = base.resolve(path).toRealPath();
      if (real.startsWith(base.toRealPath()) && Files.isRegularFile(real)) {
        return real;
      }
    } catch (InvalidPathException e) {
      throw new UnreadableEntry("has a name that is none here");
    }
    throw new UnreadableEntry("is not below where the articles lie");
  }

  /// The one it was exported with, so that links to it go on; otherwise one that is the same each
  /// time.
  private static String idOf(String path) {
    String[] steps = path.split("/");
    String above = steps.length < 2 ? "" : steps[steps.length - 2].toLowerCase(Locale.ROOT);
    return above.matches("[0-9a-f-]{36}")
        ? above
        : UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
