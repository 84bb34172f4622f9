package dev.rapport.knowledge.imports;

import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.ArticleStore.Saved;
import dev.rapport.knowledge.Origin;
import dev.rapport.knowledge.SaveArticle;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Collects articles into batches, and counts what becomes of them.
final class ImportBatches {

  /// Small enough that live writes, which share the store, hardly notice.
  private static final int BATCH = 50;

  /// A batch of large articles is saved earlier. UTF-16 code units of bodies.
  private static final int BATCH_LENGTH = 2_000_000;

  private final ArticleStore store;
  private final String centre;
  private final InstantSource clock;
  private final boolean dryRun;
  private final List<SaveArticle> batch = new ArrayList<>();
  private final List<ImportReport.Rejection> rejections = new ArrayList<>();
  private final Map<Origin, String> placeByOrigin = new HashMap<>();
  private int batchLength;
  private int created;
  private int updated;
  private int unchanged;
  private int rejected;
  private boolean refusedMore;

  ImportBatches(ArticleStore store, String centre, InstantSource clock, boolean dryRun) {
    this.store = store;
    this.centre = centre;
    this.clock = clock;
    this.dryRun = dryRun;
  }

  int entries() {
    return placeByOrigin.size() + rejected;
  }

  /// Whether no more articles are taken. Asked when there is one more.
  boolean isFull() {
    refusedMore = placeByOrigin.size() >= ArticleImport.MAX_ARTICLES;
    return refusedMore;
  }

  /// @return whether it was taken
  boolean add(String place, SaveArticle article) {
    String earlier = placeByOrigin.putIfAbsent(article.origin(), place);
    if (earlier != null) {
      reject(place, "has the same id as " + earlier);
      return false;
    }
    batch.add(article);
    batchLength += article.text().body().length();
    if (batch.size() >= BATCH || batchLength >= BATCH_LENGTH) {
      save();
    }
    return true;
  }

  void reject(String place, String reason) {
    rejected++;
    if (rejections.size() < ArticleImport.MAX_LISTED) {
      rejections.add(new ImportReport.Rejection(place, reason));
    }
  }

  /// Saves the rest.
  void finish() {
    save();
  }

  ImportReport report(List<String> notes) {
    return new ImportReport(created, updated, unchanged, rejected, rejections, !refusedMore, notes);
  }

  private void save() {
    if (dryRun) {
      created += batch.size();
    } else if (!batch.isEmpty()) {
      Saved saved = store.saveAll(centre, batch, clock.millis()).toCompletableFuture().join();
      created += saved.created();
      updated += saved.updated();
      unchanged += saved.unchanged();
    }
    batch.clear();
    batchLength = 0;
  }
}
