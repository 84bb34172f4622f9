package dev.rapport.knowledge;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/// Reads the article store into a Lucene directory. A writer is open only while it does.
///
/// @param shown called after each commit, so that what was committed can be seen
/// @param stop whether to leave off: nothing uncommitted is kept then
record IndexFilling(
    ArticleStore store,
    DerivedIndex.Contents contents,
    Directory directory,
    Shown shown,
    BooleanSupplier stop) {

  /// Memory for articles not yet written to a segment. MiB.
  private static final double WRITE_BUFFER = 16;

  /// Articles read from the store at once: an article may have a megabyte.
  private static final int PAGE = 64;

  /// Looks at what was committed.
  interface Shown {
    void now() throws IOException;
  }

  /// Reads the store on from where `indexed` is, up to `stored`. Appending shows itself now and
  /// then; a new index is shown when it is complete, and until its commit what was there stays as
  /// it is, on disk too.
  ///
  /// @return how many articles were read
  /// @throws CancellationException if it was to leave off
  long fill(
      IndexWriterConfig.OpenMode mode, IndexedHeads indexed, Map<String, ArticleStore.Head> stored)
      throws IOException {
    IndexWriter writer = writer(mode);
    boolean complete = false;
    try {
      long read = read(writer, mode, indexed, stored);
      if (standOutside() > contents.mayStandOutside()) {
        writer.forceMerge(1);
        writer.commit();
        shown.now();
      }
      complete = true;
      return read;
    } finally {
      if (complete) {
        writer.close(); // waits for merges, which others' searches need not
      } else {
        writer.rollback();
      }
    }
  }

  private long read(
      IndexWriter writer,
      IndexWriterConfig.OpenMode mode,
      IndexedHeads indexed,
      Map<String, ArticleStore.Head> stored)
      throws IOException {
    var reached = new HashMap<>(indexed.byCentre());
    long read = 0;
    int uncommitted = 0;
    for (Map.Entry<String, ArticleStore.Head> head : stored.entrySet()) {
      String centre = head.getKey();
      long from = indexed.revisionOf(centre);
      while (from < head.getValue().revision()) {
        List<Article> page = store.changedAfter(centre, from, PAGE);
        if (page.isEmpty()) {
          break;
        }
        for (Article article : page) {
          if (stop.getAsBoolean()) {
            throw new CancellationException("the index is closed");
          }
          contents.put(writer, article);
        }
        from = page.getLast().touched();
        reached.put(centre, new ArticleStore.Head(head.getValue().lineage(), from));
        read += page.size();
        uncommitted += page.size();
        if (mode == IndexWriterConfig.OpenMode.APPEND && uncommitted >= contents.commitEvery()) {
          commit(writer, reached);
          uncommitted = 0;
        }
      }
    }
    commit(writer, reached);
    return read;
  }

  private void commit(IndexWriter writer, Map<String, ArticleStore.Head> reached)
      throws IOException {
    writer.setLiveCommitData(new IndexedHeads(reached).asCommitData(contents.madeBy()).entrySet());
    writer.commit();
    shown.now();
  }

  /// The share of the documents outside the largest segment.
  private double standOutside() throws IOException {
    int all = 0;
    int largest = 0;
    for (SegmentCommitInfo segment : SegmentInfos.readLatestCommit(directory)) {
      int documents = segment.info.maxDoc() - segment.getDelCount();
      all += documents;
      largest = Math.max(largest, documents);
    }
    return all == 0 ? 0.0 : 1 - (double) largest / all;
  }

  IndexWriter writer(IndexWriterConfig.OpenMode mode) throws IOException {
    return new IndexWriter(
        directory, contents.configured().setOpenMode(mode).setRAMBufferSizeMB(WRITE_BUFFER));
  }
}
