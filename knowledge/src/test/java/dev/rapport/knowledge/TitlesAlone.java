package dev.rapport.knowledge;

import java.io.IOException;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;

/// The least that an index may keep of an article.
final class TitlesAlone implements DerivedIndex.Contents {
  @Override
  public String madeBy() {
    return "titles";
  }

  @Override
  public IndexWriterConfig configured() {
    return new IndexWriterConfig(new KeywordAnalyzer());
  }

  @Override
  public void put(IndexWriter writer, Article article) throws IOException {
    var document = new Document();
    document.add(new StringField("title", article.text().title(), Field.Store.YES));
    writer.updateDocument(ArticleFields.idTerm(article.id()), document);
  }

  @Override
  public int commitEvery() {
    return 10;
  }

  @Override
  public double mayStandOutside() {
    return 1;
  }
}
