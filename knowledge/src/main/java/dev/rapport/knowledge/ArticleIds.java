package dev.rapport.knowledge;

import java.io.IOException;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;

/// Which article a document belongs to. The id stands in a column of its own: a ranking needs those
/// of hundreds of documents, and stored fields would be unpacked for each, body and all.
final class ArticleIds {

  private ArticleIds() {}

  static void put(Document document, String id) {
    document.add(new StringField(ArticleFields.ID, id, Field.Store.NO));
    document.add(new BinaryDocValuesField(ArticleFields.ID, new BytesRef(id)));
  }

  static String of(IndexSearcher searcher, int doc) throws IOException {
    LeafReaderContext leaf =
        searcher.getLeafContexts().get(ReaderUtil.subIndex(doc, searcher.getLeafContexts()));
    BinaryDocValues ids = DocValues.getBinary(leaf.reader(), ArticleFields.ID);
    if (!ids.advanceExact(doc - leaf.docBase)) {
      throw new IllegalStateException("document " + doc + " belongs to no article");
    }
    return ids.binaryValue().utf8ToString();
  }
}
