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
import org.apache.lucene.analysis.Analyzer;
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

/// The index as a Lucene directory on disk. How far it has read the store stands in the commit
/// itself ({@link IndexedHeads}), so that articles and progress cannot differ after a crash. A
/// writer is open only while there is something to write: an idle process holds neither its memory
/// nor the lock, and what another process commits becomes visible at the next {@link #refresh}.
///
/// A missing, damaged or outdated directory is emptied with a line in the log; the next refresh
/// fills it again. An index that has read another store, or has read further than this store goes
/// (a restored backup), is built anew.
public final class LuceneArticleIndex implements ArticleIndex {

  private static final Logger log = LoggerFactory.getLogger(LuceneArticleIndex.class);

  /// Memory for articles not yet written to a segment. MiB.
  private static final double WRITE_BUFFER = 16;

  /// Articles read from the store at once: an article may have a megabyte.
  private static final int PAGE = 64;

  /// Articles after which a long catch-up lets itself be seen.
  private static final int COMMIT_EVERY = 2_048;

  private final Languages languages = new Languages();
  private final Analyzer analyzer = languages.byField();
  private final Excerpts excerpts = new Excerpts(analyzer);
  private final ArticleRenderer renderer = new ArticleRenderer();
  private final ReentrantLock writing = new ReentrantLock();
  private final ArticleStore store;
  private final Directory directory;
  private volatile SearcherManager searchers;
  private volatile boolean damaged;

  private final long timeLimit;
  private boolean warm;

  private LuceneArticleIndex(Directory directory, ArticleStore store, long timeLimit)
      throws IOException {
    this.store = store;
    this.directory = directory;
    this.timeLimit = timeLimit;
    this.searchers = openOrEmpty();
  }

  /// Opens the index, empty if there is none yet; call {@link #refresh} to fill it. Reads every
  /// file once to see that it is whole: about 0.1 s for 100,000 articles.
  ///
  /// @param directory created if need be; nothing else may live in it
  /// @throws UncheckedIOException if the directory cannot be used at all
  public static LuceneArticleIndex open(Path directory, ArticleStore store) {
    return open(directory, store, ArticleSearch.TIME_LIMIT);
  }

  /// @param timeLimit of a search, in milliseconds: tests that are not about time want more of it
  static LuceneArticleIndex open(Path directory, ArticleStore store, long timeLimit) {
    try {
      Files.createDirectories(directory);
      return new LuceneArticleIndex(FSDirectory.open(directory), store, timeLimit);
    } catch (IOException e) {
      throw new UncheckedIOException("opening the article index in " + directory, e);
    }
  }

  @Override
  public Found find(String centre, Audience audience, String text, int limit) {
    int wanted = Math.clamp(limit, 1, MAX_HITS);
    try {
      return search(searchers, centre, audience, text, wanted);
    } catch (AlreadyClosedException e) {
      return searchAgain(centre, audience, text, wanted);
    } catch (IOException e) {
      damaged = true;
      throw new UncheckedIOException("searching the articles", e);
    }
  }

  /// A damaged index was replaced just as a search began on it.
  private Found searchAgain(String centre, Audience audience, String text, int limit) {
    try {
      return search(searchers, centre, audience, text, limit);
    } catch (IOException e) {
      damaged = true;
      throw new UncheckedIOException("searching the articles", e);
    }
  }

  private Found search(
      SearcherManager manager, String centre, Audience audience, String text, int limit)
      throws IOException {
    IndexSearcher searcher = manager.acquire();
    try {
      List<String> spoken = ArticleSearch.spoken(searcher, languages);
      var terms = QuestionTerms.of(text, languages, spoken);
      return terms.isEmpty()
          ? Found.NOTHING
          : new ArticleSearch(searcher, excerpts, timeLimit).run(centre, audience, terms, limit);
    } finally {
      manager.release(searcher);
    }
  }

  /// The ids of the best articles, however many: what a ranking is measured by.
  List<String> rank(String centre, Audience audience, String text, int depth) throws IOException {
    SearcherManager manager = searchers;
    IndexSearcher searcher = manager.acquire();
    try {
      var terms = QuestionTerms.of(text, languages, ArticleSearch.spoken(searcher, languages));
      return terms.isEmpty()
          ? List.of()
          : new ArticleSearch(searcher, excerpts, ArticleSearch.UNLIMITED)
              .rank(centre, audience, terms, depth);
    } finally {
      manager.release(searcher);
    }
  }

  @Override
  public boolean refresh() {
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
        warmUp();
        return false;
      }
      if (indexed.canReadOnTo(stored)) {
        write(IndexWriterConfig.OpenMode.APPEND, indexed, stored);
      } else {
        log.warn("The article index was built from another state of the store: building it anew.");
        write(IndexWriterConfig.OpenMode.CREATE, IndexedHeads.NONE, stored);
      }
      warmUp();
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("refreshing the article index", e);
    } finally {
      writing.unlock();
    }
  }

  /// The first search of a process loads classes, on a busy machine for longer than its time limit;
  /// so that it is nobody's question, the first refresh asks one.
  private void warmUp() throws IOException {
    if (!warm) {
      rank("", Audience.CUSTOMER, "warm up", 1);
      warm = true;
    }
  }

  @Override
  public void rebuild() {
    writing.lock();
    try {
      if (damaged) {
        replaceDamaged();
      }
      write(IndexWriterConfig.OpenMode.CREATE, IndexedHeads.NONE, store.heads());
    } catch (IOException e) {
      throw new UncheckedIOException("rebuilding the article index", e);
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
            put(writer, article);
          }
          from = page.getLast().revision();
          reached.put(centre, new ArticleStore.Head(head.getValue().lineage(), from));
          uncommitted += page.size();
          if (mode == IndexWriterConfig.OpenMode.APPEND && uncommitted >= COMMIT_EVERY) {
            commit(writer, reached);
            uncommitted = 0;
          }
        }
      }
      commit(writer, reached);
      complete = true;
    } finally {
      if (complete) {
        writer.close(); // waits for merges, which others' searches need not
      } else {
        writer.rollback();
      }
    }
  }

  private void put(IndexWriter writer, Article article) throws IOException {
    if (article.state() == ArticleState.PUBLISHED) {
      String body = renderer.toText(article.text().body());
      String rules = languages.rulesFor(article.text().language());
      writer.updateDocument(
          ArticleFields.idTerm(article.id()), ArticleFields.document(article, body, rules));
    } else {
      writer.deleteDocuments(ArticleFields.idTerm(article.id()));
    }
  }

  private void commit(IndexWriter writer, Map<String, ArticleStore.Head> reached)
      throws IOException {
    writer.setLiveCommitData(new IndexedHeads(reached).asCommitData().entrySet());
    writer.commit();
    searchers.maybeRefreshBlocking();
  }

  private IndexWriter writer(IndexWriterConfig.OpenMode mode) throws IOException {
    return new IndexWriter(
        directory,
        new IndexWriterConfig(analyzer)
            .setOpenMode(mode)
            .setRAMBufferSizeMB(WRITE_BUFFER)
            .setSimilarity(ArticleFields.similarity()));
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

  private static IndexedHeads headsOf(DirectoryReader reader) throws IOException {
    return IndexedHeads.fromCommitData(reader.getIndexCommit().getUserData());
  }

  @Override
  public int size() {
    try {
      SearcherManager manager = searchers;
      IndexSearcher searcher = manager.acquire();
      try {
        return searcher.getIndexReader().numDocs();
      } finally {
        manager.release(searcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("counting the articles", e);
    }
  }

  private SearcherManager openOrEmpty() throws IOException {
    if (!isEmpty(directory)) {
      try {
        return openWhole();
      } catch (IOException | RuntimeException e) {
        log.warn(
            "The article index in {} is unusable ({}): emptied, to be built anew from the"
                + " store.",
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
      writer.setLiveCommitData(IndexedHeads.NONE.asCommitData().entrySet());
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
      languages.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the article index", e);
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
