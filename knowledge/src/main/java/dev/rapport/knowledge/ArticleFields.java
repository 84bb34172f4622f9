package dev.rapport.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// The fields of an article in the index, and what a match in each is worth.
///
/// | field | holds | weight |
/// | --- | --- | --- |
/// | `title.<centre>.<language>` | the title's terms | 1 |
/// | `question.<centre>.<language>` | the question's terms | 1 |
/// | `tags.<centre>.<language>` | the tags' terms | 0.5 |
/// | `body.<centre>.<language>` | the plain body's terms | 0.3 |
/// | `pieces.<centre>.<language>` | all four-letter pieces, see {@link Languages} | 0.06 |
/// | `id`, `centre`, `visibility`, `category`, `product` | as they are, for filters and facets | |
/// | `valid.from`, `valid.until` | epoch milliseconds, where there is such a date | |
/// | `said.<audience>.<centre>.<language>` | words as written, of what that audience may read | |
/// | `begin.<audience>.<centre>` | beginnings of the words of titles and questions, likewise | |
/// | `shown.title`, `shown.body`, `shown.language`, `shown.rules` | stored, for excerpts | |
///
/// Each centre has fields of its own, so that how rare a word is depends on its own articles and
/// says nothing about another centre's.
///
/// The score of an article is the sum over the question's terms and these fields of weight × BM25,
/// each field with its own document frequencies and lengths; a function word counts less. One
/// merged field is measurably worse: a short title drowns in a long body. The weights are a
/// compromise between FAQ entries, where a heavier body and any weight of function words but the
/// full one cost (CovidFAQ), and long documents, where both help (Cranfield). `RetrievalTest`
/// repeats the figures.
final class ArticleFields {

  static final String ID = "id";
  static final String CENTRE = "centre";
  static final String VISIBILITY = "visibility";
  static final String TITLE = "title";
  static final String QUESTION = "question";
  static final String TAGS = "tags";
  static final String BODY = "body";
  static final String PIECES = "pieces";
  static final String CATEGORY = "category";
  static final String PRODUCT = "product";
  static final String VALID_FROM = "valid.from";
  static final String VALID_UNTIL = "valid.until";
  static final String FACET_CATEGORY = "facet.category";
  static final String FACET_PRODUCT = "facet.product";
  static final String SHOWN_TITLE = "shown.title";
  static final String SHOWN_BODY = "shown.body";
  static final String SHOWN_LANGUAGE = "shown.language";
  static final String SHOWN_RULES = "shown.rules";

  private static final String SAID = "said";
  private static final String BEGIN = "begin";

  /// What a completion is made of.
  static final Set<String> COMPLETED = Set.of(SHOWN_TITLE);

  /// A tag that begins so names the product an article is about: `product:Alder 3`.
  static final String PRODUCT_TAG = "product:";

  /// Words that are looked up and neither ranked nor highlighted.
  private static final FieldType LOOKED_UP = lookedUp();

  private static FieldType lookedUp() {
    var type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS);
    type.setOmitNorms(true);
    type.freeze();
    return type;
  }

  /// A searched field without its language.
  record Weighted(String name, float weight) {}

  static final List<Weighted> SEARCHED =
      List.of(
          new Weighted(TITLE, 1f),
          new Weighted(QUESTION, 1f),
          new Weighted(TAGS, 0.5f),
          new Weighted(BODY, 0.3f));

  /// What a match of a piece of a word is worth.
  static final float PIECE = 0.06f;

  /// What a match of a function word is worth, of a telling word's. At 0 CovidFAQ loses .12 MAP, at
  /// 1 StackFAQ .02.
  static final float FUNCTION_WORD = 0.7f;

  /// What a synonym is worth, of the word that was asked for.
  static final float SYNONYM = 0.9f;

  /// How soon more of the same word stops to matter (Robertson and Zaragoza 2009, §3.4).
  private static final float K1 = 1.2f;

  /// How much a long field is discounted.
  private static final float B = 0.75f;

  private ArticleFields() {}

  static Similarity similarity() {
    return new BM25Similarity(K1, B);
  }

  static String field(String name, String centre, String language) {
    return name + '.' + centre + '.' + language;
  }

  static boolean isPieces(String field) {
    return field.startsWith(PIECES + '.');
  }

  /// The words as they are written, of all that an audience may read.
  static String said(Audience audience, String centre, String language) {
    return SAID + '.' + audience + '.' + centre + '.' + language;
  }

  static boolean isSaid(String field) {
    return field.startsWith(SAID + '.');
  }

  /// The beginnings of words, of all that an audience may read.
  static String begin(Audience audience, String centre) {
    return BEGIN + '.' + audience + '.' + centre;
  }

  static boolean isBegin(String field) {
    return field.startsWith(BEGIN + '.');
  }

  static String languageOf(String field) {
    return field.substring(field.lastIndexOf('.') + 1);
  }

  static Term idTerm(String id) {
    return new Term(ID, id);
  }

  /// @param body the plain body
  /// @param rules whose rules it is read with, see {@link LanguageRules}
  /// @param pieces whether it is read by pieces of words as well
  static Document document(Article article, String body, String rules, boolean pieces) {
    ArticleText text = article.text();
    String centre = article.centre();
    var doc = new Document();
    ArticleIds.put(doc, article.id());
    doc.add(new StringField(CENTRE, centre, Field.Store.NO));
    doc.add(new StringField(VISIBILITY, article.visibility().name(), Field.Store.NO));
    validity(article.validity(), doc);
    for (String category : categories(text.category())) {
      doc.add(new StringField(CATEGORY, category, Field.Store.NO));
      doc.add(new SortedSetDocValuesField(FACET_CATEGORY, new BytesRef(category)));
    }
    products(text.tags(), doc);
    doc.add(new TextField(field(TITLE, centre, rules), text.title(), Field.Store.NO));
    if (text.question() != null) {
      doc.add(new TextField(field(QUESTION, centre, rules), text.question(), Field.Store.NO));
    }
    for (String tag : text.tags()) {
      doc.add(new TextField(field(TAGS, centre, rules), tag, Field.Store.NO));
    }
    doc.add(new TextField(field(BODY, centre, rules), body, Field.Store.NO));
    if (pieces) {
      String all = text.title() + '\n' + body;
      doc.add(new TextField(field(PIECES, centre, rules), all, Field.Store.NO));
    }
    for (Audience audience : Audience.values()) {
      if (audience.maySee(article.visibility())) {
        words(text, body, said(audience, centre, rules), begin(audience, centre), doc);
      }
    }
    doc.add(new StoredField(SHOWN_TITLE, text.title()));
    doc.add(new StoredField(SHOWN_BODY, body));
    doc.add(new StoredField(SHOWN_LANGUAGE, text.language()));
    doc.add(new StoredField(SHOWN_RULES, rules));
    return doc;
  }

  static void validity(Validity validity, Document doc) {
    Long from = validity.from();
    if (from != null) {
      doc.add(new LongField(VALID_FROM, from, Field.Store.NO));
    }
    Long until = validity.until();
    if (until != null) {
      doc.add(new LongField(VALID_UNTIL, until, Field.Store.NO));
    }
  }

  /// Which articles do not count at that moment: two queries, of which neither may match.
  static List<Query> invalid(long now) {
    return List.of(
        LongPoint.newRangeQuery(VALID_FROM, Math.addExact(now, 1), Long.MAX_VALUE),
        LongPoint.newRangeQuery(VALID_UNTIL, Long.MIN_VALUE, now));
  }

  private static void words(
      ArticleText text, String body, String said, String begin, Document doc) {
    doc.add(new Field(said, text.title(), LOOKED_UP));
    doc.add(new Field(said, body, LOOKED_UP));
    text.tags().forEach(tag -> doc.add(new Field(said, tag, LOOKED_UP)));
    doc.add(new TextField(begin, text.title(), Field.Store.NO));
    String question = text.question();
    if (question != null) {
      doc.add(new Field(said, question, LOOKED_UP));
      doc.add(new TextField(begin, question, Field.Store.NO));
    }
  }

  /// A path counts for every folder above it: `billing/refunds` is found in `billing` too.
  static List<String> categories(@Nullable String path) {
    if (path == null) {
      return List.of();
    }
    var all = new ArrayList<String>();
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      all.add(path.substring(0, slash));
    }
    all.add(path);
    return all;
  }

  private static void products(List<String> tags, Document doc) {
    for (String tag : tags) {
      if (tag.startsWith(PRODUCT_TAG) && tag.length() > PRODUCT_TAG.length()) {
        String product = tag.substring(PRODUCT_TAG.length()).strip();
        doc.add(new StringField(PRODUCT, product, Field.Store.NO));
        doc.add(new SortedSetDocValuesField(FACET_PRODUCT, new BytesRef(product)));
      }
    }
  }
}
