package dev.rapport.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
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
/// restored backup), is built anew. Who wants it built anew has the next generation built beside
/// this one ({@link IndexGenerations}), which is searched and kept up to date until the switch.
final class DerivedIndex implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DerivedIndex.class);

  /// How often a new index reads on before the present one waits for it: each time there is less.
  private static final int ROUNDS = 8;

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
  private final ReentrantLock rebuilding = new ReentrantLock();
  private final ArticleStore store;
  private final Contents contents;
  private final Path folder;
  private final IndexGenerations generations;
  private volatile Generation present;
  private volatile boolean damaged;
  private volatile boolean closed;

  /// One that is searched.
  private record Generation(int number, Directory directory, SearcherManager searchers) {
    void close() throws IOException {
      searchers.close();
      directory.close();
    }
  }

  private DerivedIndex(Path folder, ArticleStore store, Contents contents) throws IOException {
    this.store = store;
    this.folder = folder;
    this.contents = contents;
    this.generations = new IndexGenerations(folder);
    this.present = openOrEmpty(generations.current());
    generations.use(present.number());
    generations.keepOnly(present.number());
  }

  /// Opens the index, empty if there is none yet. Reads every file once to see that it is whole:
  /// about 0.1 s for 100,000 articles.
  ///
  /// @param folder created if need be; nothing else may live in it
  /// @throws UncheckedIOException if the directory cannot be used at all
  static DerivedIndex open(Path folder, ArticleStore store, Contents contents) {
    try {
      return new DerivedIndex(folder, store, contents);
    } catch (IOException e) {
      throw new UncheckedIOException("opening the index in " + folder, e);
    }
  }

  /// @throws UncheckedIOException if the index is damaged; the next refresh replaces it
  <T> T read(Reading<T> reading) {
    try {
      return readOnce(reading);
    } catch (AlreadyClosedException e) {
      // The next generation, or a new one for a damaged one, came just as a search began.
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
    return new UncheckedIOException("reading the index in " + folder, e);
  }

  private <T> T readOnce(Reading<T> reading) throws IOException {
    SearcherManager manager = present.searchers();
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
      follow();
      Generation now = present;
      now.searchers().maybeRefresh();
      IndexedHeads indexed = indexedHeads(now);
      Map<String, ArticleStore.Head> stored = store.heads();
      if (indexed.covers(stored)) {
        return false;
      }
      if (indexed.canReadOnTo(stored)) {
        filling(now).fill(IndexWriterConfig.OpenMode.APPEND, indexed, stored);
      } else {
        log.warn(
            "The index in {} was built from another state of the store: building it anew.", folder);
        filling(now).fill(IndexWriterConfig.OpenMode.CREATE, IndexedHeads.NONE, stored);
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("refreshing the index in " + folder, e);
    } finally {
      writing.unlock();
    }
  }

  private IndexFilling filling(Generation generation) {
    return new IndexFilling(
        store,
        contents,
        generation.directory(),
        generation.searchers()::maybeRefreshBlocking,
        () -> closed);
  }

  /// Another process may have built the next generation.
  private void follow() throws IOException {
    OptionalInt pointed = generations.pointed();
    if (pointed.isPresent()
        && pointed.getAsInt() != present.number()
        && Files.isDirectory(generations.of(pointed.getAsInt()))) {
      replace(openOrEmpty(pointed.getAsInt()));
    }
  }

  /// Builds the next generation beside the present one, which is searched and refreshed meanwhile:
  /// only for the last few articles, and the switch, does a refresh have to wait.
  ///
  /// @throws CancellationException if the index is closed meanwhile; the present generation stays
  void rebuild() {
    rebuilding.lock();
    try {
      int next = generations.next();
      boolean used = false;
      Directory directory = FSDirectory.open(Files.createDirectories(generations.of(next)));
      try {
        buildBeside(directory);
        use(next, directory);
        used = true;
      } finally {
        if (!used) {
          directory.close();
        }
        generations.keepOnly(present.number());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("rebuilding the index in " + folder, e);
    } finally {
      rebuilding.unlock();
    }
  }

  private void buildBeside(Directory directory) throws IOException {
    var filling = new IndexFilling(store, contents, directory, () -> {}, () -> closed);
    filling.fill(IndexWriterConfig.OpenMode.CREATE, IndexedHeads.NONE, store.heads());
    long read = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS && read > 1; i++) {
      read = readOn(filling);
    }
  }

  /// @return how many articles were read
  private long readOn(IndexFilling filling) throws IOException {
    IndexedHeads indexed;
    try (DirectoryReader reader = DirectoryReader.open(filling.directory())) {
      indexed = headsOf(reader);
    }
    Map<String, ArticleStore.Head> stored = store.heads();
    if (indexed.covers(stored)) {
      return 0;
    }
    return indexed.canReadOnTo(stored)
        ? filling.fill(IndexWriterConfig.OpenMode.APPEND, indexed, stored)
        : filling.fill(IndexWriterConfig.OpenMode.CREATE, IndexedHeads.NONE, stored);
  }

  private void use(int number, Directory directory) throws IOException {
    writing.lock();
    try {
      if (closed) {
        throw new CancellationException("the index is closed");
      }
      readOn(new IndexFilling(store, contents, directory, () -> {}, () -> closed));
      var next =
          new Generation(number, directory, new SearcherManager(directory, new PlainSearchers()));
      try {
        generations.use(number);
      } catch (IOException e) {
        next.searchers().close();
        throw e;
      }
      damaged = false;
      replace(next);
    } finally {
      writing.unlock();
    }
  }

  private IndexedHeads indexedHeads(Generation now) throws IOException {
    IndexSearcher searcher = now.searchers().acquire();
    try {
      return headsOf((DirectoryReader) searcher.getIndexReader());
    } finally {
      now.searchers().release(searcher);
    }
  }

  private IndexedHeads headsOf(DirectoryReader reader) throws IOException {
    return IndexedHeads.fromCommitData(reader.getIndexCommit().getUserData(), contents.madeBy());
  }

  private Generation openOrEmpty(int number) throws IOException {
    Path files = Files.createDirectories(generations.of(number));
    Directory directory = FSDirectory.open(files);
    if (directory.listAll().length > 0) {
      try {
        return new Generation(number, directory, openWhole(directory));
      } catch (IOException | RuntimeException e) {
        log.warn(
            "The index in {} is unusable ({}): emptied, to be built anew from the store.",
            files,
            e.toString());
      }
    }
    return new Generation(number, directory, openEmpty(directory));
  }

  private SearcherManager openWhole(Directory directory) throws IOException {
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

  private SearcherManager openEmpty(Directory directory) throws IOException {
    // Under the lock, so as never to pull the files from under another process that writes.
    try (Lock _ = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
      for (String file : directory.listAll()) {
        if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
          directory.deleteFile(file);
        }
      }
    }
    var filling = new IndexFilling(store, contents, directory, () -> {}, () -> closed);
    try (IndexWriter writer = filling.writer(IndexWriterConfig.OpenMode.CREATE)) {
      writer.setLiveCommitData(IndexedHeads.NONE.asCommitData(contents.madeBy()).entrySet());
    }
    return new SearcherManager(directory, new PlainSearchers());
  }

  private void replaceDamaged() throws IOException {
    Generation found = openOrEmpty(present.number());
    damaged = false;
    replace(found);
  }

  /// Searches that began on the old one end on it: its files stay as long as they are read.
  private void replace(Generation next) throws IOException {
    Generation old = present;
    present = next;
    old.close();
  }

  /// One that is being built is left behind.
  @Override
  public void close() {
    closed = true;
    writing.lock();
    try {
      present.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the index in " + folder, e);
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
