package dev.rapport.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Lucene directory derived from the article store. How far it has read the store stands in the
/// commit itself ({@link IndexedHeads}), so that contents and progress cannot differ after a crash.
/// A writer is open only while there is something to write: an idle process holds neither its
/// memory nor the lock, and what another process commits becomes visible at the next {@link
/// #refresh}.
///
/// A missing, damaged or outdated directory is emptied with a line in the log; the next refresh
/// fills it again. One that has read another store, or has read further than this store goes (a
/// restored backup), is built anew.
final class DerivedIndex implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DerivedIndex.class);

  /// Memory for articles not yet written to a segment. MiB.
  private static final double WRITE_BUFFER = 16;

  /// Articles read from the store at once: an article may have a megabyte.
  private static final int PAGE = 64;

  /// What is kept of each article.
  interface Contents {
    /// What the contents come out of beside the articles; where it is another one, all is built
    /// anew.
    String madeBy();

    /// A fresh configuration: Lucene takes one for each writer.
    IndexWriterConfig configured();

    /// Replaces what is kept of the article, or removes it when it is not to be found.
    void put(IndexWriter writer, Article article) throws IOException;

    /// After how many articles a long catch-up lets itself be seen.
    int commitEvery();

    /// Up to which share of the documents may stand outside the largest segment when the index has
    /// caught up; beyond it, all are brought together. 1 where Lucene's own merging is enough.
    double mayStandOutside();
  }

  /// Reads on one point in time.
  interface Reading<T> {
    T on(IndexSearcher searcher) throws IOException;
  }

  private final ReentrantLock writing = new ReentrantLock();
  private final ArticleStore store;
  private final Contents contents;
  private final Directory directory;
  private volatile SearcherManager searchers;
  private volatile boolean damaged;

  private DerivedIndex(Directory directory, ArticleStore store, Contents contents)
      throws IOException {
    this.store = store;
    this.directory = directory;
    this.contents = contents;
    this.searchers = openOrEmpty();
  }

  /// Opens the index, empty if there is none yet. Reads every file once to see that it is whole:
  /// about 0.1 s for 100,000 articles.
  ///
  /// @param folder created if need be; nothing else may live in it
  /// @throws UncheckedIOException if the directory cannot be used at all
  static DerivedIndex open(Path folder, ArticleStore store, Contents contents) {
    try {
      Files.createDirectories(folder);
      return new DerivedIndex(FSDirectory.open(folder), store, contents);
    } catch (IOException e) {
      throw new UncheckedIOException("opening the index in " + folder, e);
    }
  }

  /// @throws UncheckedIOException if the index is damaged; the next refresh replaces it
  <T> T read(Reading<T> reading) {
    try {
      return readOnce(reading);
    } catch (AlreadyClosedException e) {
      // A damaged index was replaced just as a search began on it.
      try {
        return readOnce(reading);
      } catch (IOException again) {
        throw unreadable(again);
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private UncheckedIOException unreadable(IOException e) {
    damaged = true;
    return new UncheckedIOException("reading the index in " + directory, e);
  }

  private <T> T readOnce(Reading<T> reading) throws IOException {
    SearcherManager manager = searchers;
    IndexSearcher searcher = manager.acquire();
    try {
      return reading.on(searcher);
    } finally {
      manager.release(searcher);
    }
  }

  boolean refresh() {
    if (!writing.tryLock()) {
      return false;
    }
    try {
      if (damaged) {
        replaceDamaged();
      }
      searchers.maybeRefresh();
      IndexedHeads indexed = indexedHeads();
      Map<String, ArticleStore.Head> stored = store.heads();
      if (indexed.covers(stored)) {
        return false;
      }
      if (indexed.canReadOnTo(stored)) {
        write(IndexWriterConfig.OpenMode.APPEND, indexed, stored);
      } else {
        log.warn(
            "The index in {} was built from another state of the store: building it anew.",
            directory);
        write(IndexWriterConfig.OpenMode.CREATE, IndexedHeads.NONE, stored);
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("refreshing the index in " + directory, e);
    } finally {
      writing.unlock();
    }
  }

  void rebuild() {
    writing.lock();
    try {
      if (damaged) {
        replaceDamaged();
      }
      write(IndexWriterConfig.OpenMode.CREATE, IndexedHeads.NONE, store.heads());
    } catch (IOException e) {
      throw new UncheckedIOException("rebuilding the index in " + directory, e);
    } finally {
      writing.unlock();
    }
  }

  /// Reads the store on from where `indexed` is. Appending shows itself now and then; a new index
  /// is shown when it is complete, and until its commit the old one stays as it is, on disk too.
  private void write(
      IndexWriterConfig.OpenMode mode, IndexedHeads indexed, Map<String, ArticleStore.Head> stored)
      throws IOException {
    var reached = new HashMap<>(indexed.byCentre());
    IndexWriter writer = writer(mode);
    boolean complete = false;
    try {
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
            contents.put(writer, article);
          }
          from = page.getLast().revision();
          reached.put(centre, new ArticleStore.Head(head.getValue().lineage(), from));
          uncommitted += page.size();
          if (mode == IndexWriterConfig.OpenMode.APPEND && uncommitted >= contents.commitEvery()) {
            commit(writer, reached);
            uncommitted = 0;
          }
        }
      }
      commit(writer, reached);
      if (standOutside() > contents.mayStandOutside()) {
        writer.forceMerge(1);
        commit(writer, reached);
      }
      complete = true;
    } finally {
      if (complete) {
        writer.close(); // waits for merges, which others' searches need not
      } else {
        writer.rollback();
      }
    }
  }

  private void commit(IndexWriter writer, Map<String, ArticleStore.Head> reached)
      throws IOException {
    writer.setLiveCommitData(new IndexedHeads(reached).asCommitData(contents.madeBy()).entrySet());
    writer.commit();
    searchers.maybeRefreshBlocking();
  }

  /// The share of the documents outside the largest segment.
  private double standOutside() throws IOException {
    return readOnce(searcher -> {
      int all = 0;
      int largest = 0;
      for (LeafReaderContext leaf : searcher.getLeafContexts()) {
        all += leaf.reader().numDocs();
        largest = Math.max(largest, leaf.reader().numDocs());
      }
      return all == 0 ? 0.0 : 1 - (double) largest / all;
    });
  }

  private IndexWriter writer(IndexWriterConfig.OpenMode mode) throws IOException {
    return new IndexWriter(
        directory, contents.configured().setOpenMode(mode).setRAMBufferSizeMB(WRITE_BUFFER));
  }

  private IndexedHeads indexedHeads() throws IOException {
    SearcherManager manager = searchers;
    IndexSearcher searcher = manager.acquire();
    try {
      return headsOf((DirectoryReader) searcher.getIndexReader());
    } finally {
      manager.release(searcher);
    }
  }

  private IndexedHeads headsOf(DirectoryReader reader) throws IOException {
    return IndexedHeads.fromCommitData(reader.getIndexCommit().getUserData(), contents.madeBy());
  }

  private SearcherManager openOrEmpty() throws IOException {
    if (!isEmpty(directory)) {
      try {
        return openWhole();
      } catch (IOException | RuntimeException e) {
        log.warn(
            "The index in {} is unusable ({}): emptied, to be built anew from the" + " store.",
            directory,
            e.toString());
      }
    }
    return openEmpty();
  }

  private SearcherManager openWhole() throws IOException {
    DirectoryReader reader = DirectoryReader.open(directory);
    try {
      headsOf(reader);
      for (LeafReaderContext leaf : reader.leaves()) {
        leaf.reader().checkIntegrity();
      }
      return new SearcherManager(reader, new PlainSearchers());
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private SearcherManager openEmpty() throws IOException {
    // Under the lock, so as never to pull the files from under another process that writes.
    try (Lock _ = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
      for (String file : directory.listAll()) {
        if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
          directory.deleteFile(file);
        }
      }
    }
    try (IndexWriter writer = writer(IndexWriterConfig.OpenMode.CREATE)) {
      writer.setLiveCommitData(IndexedHeads.NONE.asCommitData(contents.madeBy()).entrySet());
    }
    return new SearcherManager(directory, new PlainSearchers());
  }

  private void replaceDamaged() throws IOException {
    SearcherManager old = searchers;
    searchers = openOrEmpty();
    damaged = false;
    old.close();
  }

  private static boolean isEmpty(Directory directory) throws IOException {
    return directory.listAll().length == 0;
  }

  @Override
  public void close() {
    writing.lock();
    try {
      searchers.close();
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the index in " + directory, e);
    } finally {
      writing.unlock();
    }
  }

  /// Searchers without the process-wide query cache: questions hardly repeat, and memory is
  /// counted.
  private static final class PlainSearchers extends SearcherFactory {
    @Override
    public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
      var searcher = new IndexSearcher(Objects.requireNonNull(reader));
      searcher.setSimilarity(ArticleFields.similarity());
      searcher.setQueryCache(null);
      return searcher;
    }
  }
}
