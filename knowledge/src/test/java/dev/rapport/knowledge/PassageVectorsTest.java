package dev.rapport.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rapport.knowledge.PassageVectors.Near;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Vectors around a hundred themes, in several segments with graphs, some of them deleted.
class PassageVectorsTest {

  private static final int DIMENSIONS = 384;
  private static final int THEMES = 100;
  private static final int PASSAGES = 6_000;
  private static final int QUESTIONS = 40;
  private static final int LOOKED = 80;
  private static final int NEAREST = 10;
  private static final List<String> FIELDS = List.of("even", "odd");

  private final Random random = new Random(3);
  private final float[][] themes = new float[THEMES][];
  private final float[][] passages = new float[PASSAGES][];
  private final Directory directory = new ByteBuffersDirectory();

  @BeforeEach
  void indexed() throws IOException {
    for (int i = 0; i < THEMES; i++) {
      themes[i] = near(new float[DIMENSIONS]);
    }
    try (var writer = new IndexWriter(directory, PassageVectors.configured())) {
      for (int i = 0; i < PASSAGES; i++) {
        passages[i] = near(themes[i % THEMES]);
        var document = new Document();
        document.add(new StoredField("n", i));
        document.add(new StringField("fate", isGone(i) ? "gone" : "kept", Field.Store.NO));
        document.add(
            new KnnFloatVectorField(
                FIELDS.get(i % 2), passages[i], VectorSimilarityFunction.DOT_PRODUCT));
        writer.addDocument(document);
        if (i % 1_500 == 1_499) {
          writer.commit();
        }
      }
      writer.deleteDocuments(new Term("fate", "gone"));
    }
  }

  @AfterEach
  void close() throws IOException {
    directory.close();
  }

  @Test
  void theNearestAreFoundAlthoughTheGraphHoldsBitsOnly() throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      var searcher = new IndexSearcher(reader);
      int found = 0;
      for (int i = 0; i < QUESTIONS; i++) {
        float[] question = near(themes[i]);
        List<Near> nearest =
            PassageVectors.nearest(searcher, FIELDS, question, LOOKED, null).subList(0, NEAREST);
        Set<Integer> truth = nearest(question);
        for (Near near : nearest) {
          found += truth.contains(number(searcher, near)) ? 1 : 0;
        }
      }
      assertThat(found).isGreaterThan(QUESTIONS * NEAREST * 95 / 100);
    }
  }

  @Test
  void theyAreRankedByTheirTrueCosine() throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      var searcher = new IndexSearcher(reader);
      float[] question = near(themes[7]);
      List<Near> nearest = PassageVectors.nearest(searcher, FIELDS, question, LOOKED, null);
      assertThat(nearest).isSortedAccordingTo(Comparator.comparingDouble(Near::cosine).reversed());
      for (Near near : nearest) {
        float[] passage = passages[number(searcher, near)];
        assertThat(near.cosine()).isCloseTo(VectorUtil.dotProduct(question, passage), within(1e-5));
      }
    }
  }

  @Test
  void whatIsDeletedClosedOrInAnotherFieldIsNotFound() throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      var searcher = new IndexSearcher(reader);
      float[] question = near(themes[7]);
      List<String> odd = List.of("odd");
      assertThat(PassageVectors.nearest(searcher, odd, question, LOOKED, null))
          .isNotEmpty()
          .allSatisfy(near -> {
            int number = number(searcher, near);
            assertThat(number % 2).isEqualTo(1);
            assertThat(isGone(number)).isFalse();
          });
      var none = new TermQuery(new Term("fate", "unheard of"));
      assertThat(PassageVectors.nearest(searcher, odd, question, LOOKED, none)).isEmpty();
    }
  }

  private static boolean isGone(int passage) {
    return passage % 5 == 0;
  }

  private static int number(IndexSearcher searcher, Near near) throws IOException {
    return searcher.storedFields().document(near.doc()).getField("n").numericValue().intValue();
  }

  private Set<Integer> nearest(float[] question) {
    var all = new ArrayList<Integer>();
    IntStream.range(0, PASSAGES).filter(i -> !isGone(i)).forEach(all::add);
    all.sort(Comparator.comparingDouble(i -> -VectorUtil.dotProduct(question, passages[i])));
    return all.stream().limit(NEAREST).collect(Collectors.toSet());
  }

  private float[] near(float[] middle) {
    float[] moved = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      moved[i] = (float) (middle[i] + 0.04 * random.nextGaussian());
    }
    return VectorUtil.l2normalize(moved);
  }
}
