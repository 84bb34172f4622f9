package dev.rapport.knowledge.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.editing.ArticleCare;
import dev.rapport.knowledge.editing.Attachment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is kept beside the text of an article, written with it as [EntryFields] reads it.
public final class ExportedBeside {
  private final ArticleStore articles;
  private final ArticleImport.Kept kept;
  private final boolean care;

  /// @param care whether owners, dates and translations are for whoever gets the files; attachments
  ///   always are
  public ExportedBeside(ArticleStore articles, ArticleImport.Kept kept, boolean care) {
    this.articles = articles;
    this.kept = kept;
    this.care = care;
  }

  /// @param wanted an original that is not is not named
  void put(
      Article article, Predicate<Article> wanted, ArticleExport.Place place, ObjectNode fields) {
    if (care) {
      care(article, wanted, fields);
    }
    List<Attachment> files = kept.attachments().of(article.centre(), article.id());
    if (!files.isEmpty()) {
      var paths = fields.putArray("attachments");
      var added = fields.putArray("attached");
      for (Attachment file : files) {
        paths.add(written(article, file, place));
        added.add(file.addedAt() + " " + file.addedBy());
      }
    }
  }

  private void care(Article article, Predicate<Article> wanted, ObjectNode fields) {
    ArticleCare known = kept.history().care(article.centre(), article.id());
    if (known.owner() != null) {
      fields.put("owner", known.owner());
    }
    date(fields, "validFrom", known.validFrom());
    date(fields, "validUntil", known.validUntil());
    date(fields, "reviewAt", known.reviewAt());
    ArticleCare.Translation translation = known.translation();
    Article original =
        translation == null ? null : articles.find(article.centre(), translation.of());
    if (original != null && wanted.test(original)) {
      fields.put("translationOf", original.origin().externalId());
      fields.put("translationSource", original.origin().source());
      if (known.isBehind(original)) {
        fields.put("stale", "true");
      }
    }
  }

  private static void date(ObjectNode fields, String name, @Nullable Long at) {
    if (at != null) {
      fields.put(name, at);
    }
  }

  /// @return its path from where the articles lie
  private String written(Article article, Attachment file, ArticleExport.Place place) {
    String name = file.name().matches("\\.+") ? "file" : file.name();
    String path = String.join("/", place.folder(), article.id(), file.id(), name);
    Path to = place.base().resolve(path);
    try {
      Files.createDirectories(to.getParent());
      var held = kept.attachments().find(article.centre(), article.id(), file.id());
      if (held.isPresent()) {
        Files.write(to, held.get().content());
      }
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + to, e);
    }
  }
}
