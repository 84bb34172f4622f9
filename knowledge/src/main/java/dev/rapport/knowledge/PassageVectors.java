package dev.rapport.knowledge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.VectorUtil;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;
import org.jspecify.annotations.Nullable;

/// How the vectors of passages are kept and compared: shortened, in a graph that leads to the near
/// ones (HNSW, Malkov and Yashunin 2016), and whole, to rank by what the graph has led to.
///
/// A shortened vector is compared by counting bits, which needs neither the vector instructions of
/// the processor (the module that gives them to Java would cost the quick start: no module graph is
/// kept ahead of time with it) nor more than a twentieth of the memory that a question goes
/// through.
final class PassageVectors {

  /// Of each dimension in the graph; a question's are kept finer.
  private static final ScalarEncoding SHORTENED = ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE;

  /// Neighbours of a vector in the graph, and candidates for them: Lucene's own defaults.
  private static final int NEIGHBOURS = 16;

  private static final int CANDIDATES = 100;

  /// @param cosine of the passage and the question
  record Near(int doc, double cosine) {}

  private PassageVectors() {}

  static IndexWriterConfig configured() {
    return new IndexWriterConfig(new KeywordAnalyzer()).setCodec(new Shortening());
  }

  /// Lucene's own codec but for the vectors; what it wrote is read without it.
  private static final class Shortening extends Lucene104Codec {
    private final KnnVectorsFormat shortened =
        new Lucene104HnswScalarQuantizedVectorsFormat(SHORTENED, NEIGHBOURS, CANDIDATES);

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
      return shortened;
    }
  }

  /// The nearest passages, best first.
  ///
  /// @param fields where to look
  /// @param looked how many the graph is asked for in each field
  /// @param open what may be found; null for everything
  static List<Near> nearest(
      IndexSearcher searcher,
      List<String> fields,
      float[] question,
      int looked,
      @Nullable Query open)
      throws IOException {
    var nearest = new ArrayList<Near>();
    for (String field : fields) {
      var query = new KnnFloatVectorQuery(field, question, looked, open);
      ScoreDoc[] found = searcher.search(query, looked).scoreDocs;
      Arrays.sort(found, Comparator.comparingInt(near -> near.doc));
      compare(searcher, field, question, found, nearest);
    }
    nearest.sort(Comparator.comparingDouble(Near::cosine).reversed().thenComparingInt(Near::doc));
    return nearest;
  }

  /// @param found by number
  private static void compare(
      IndexSearcher searcher, String field, float[] question, ScoreDoc[] found, List<Near> into)
      throws IOException {
    List<LeafReaderContext> leaves = searcher.getLeafContexts();
    int next = 0;
    while (next < found.length) {
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(found[next].doc, leaves));
      int end = leaf.docBase + leaf.reader().maxDoc();
      FloatVectorValues vectors = leaf.reader().getFloatVectorValues(field);
      KnnVectorValues.DocIndexIterator at = vectors.iterator();
      for (; next < found.length && found[next].doc < end; next++) {
        if (at.advance(found[next].doc - leaf.docBase) == found[next].doc - leaf.docBase) {
          float[] passage = vectors.vectorValue(at.index());
          into.add(new Near(found[next].doc, VectorUtil.dotProduct(question, passage)));
        }
      }
    }
  }
}
