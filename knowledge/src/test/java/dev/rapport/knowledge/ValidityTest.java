package dev.rapport.knowledge;

import static dev.rapport.knowledge.Articles.article;
import static dev.rapport.knowledge.Articles.save;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.knowledge.meaning.SentenceModel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What does not count yet, or no more, is not found in any way, from the very moment on.
class ValidityTest {
  private static final String CENTRE = "acme";
  private static final long FROM = 1_000;
  private static final long UNTIL = 2_000;

  @TempDir Path folder;
  private final MemoryArticleStore store = new MemoryArticleStore();
  private long now;
  private PassageIndex passages;
  private LuceneArticleIndex index;

  /// Texts that begin alike mean the same.
  private static final class FirstLetter implements SentenceModel {
    @Override
    public String name() {
      return "first letters";
    }

    @Override
    public double strangers() {
      return 0;
    }

    @Override
    public int dimensions() {
      return 2;
    }

    @Override
    public float[] embed(String text) {
      double angle = text.isEmpty() ? 0 : text.charAt(0) / 40.0;
      return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }

    @Override
    public boolean speaks(String language) {
      return true;
    }
  }

  @BeforeEach
  void aDatedArticle() {
    InstantSource clock = () -> java.time.Instant.ofEpochMilli(now);
    passages = PassageIndex.open(folder.resolve("meaning"), store, new FirstLetter(), clock);
    index = LuceneArticleIndex.open(folder.resolve("words"), store, passages, clock);
    SaveArticle plain = article("sale", "Midsummer clearance", "Everything at half its price.");
    var text =
        new ArticleText(
            plain.text().title(),
            null,
            plain.text().body(),
            "en",
            List.of("product:Alder"),
            "offers");
    save(store, CENTRE, new SaveArticle(plain.origin(), text, plain.visibility(), plain.state()));
    for (int i = 0; i < 30; i++) {
      save(store, CENTRE, article("hours" + i, "Hours " + i, "We answer from eight to twenty."));
    }
    store.validity(CENTRE, id(), new Validity(FROM, UNTIL));
    index.refresh();
    passages.refresh();
  }

  private static String id() {
    return Article.idOf(CENTRE, new Origin("test", "sale"));
  }

  @AfterEach
  void close() {
    index.close();
    passages.close();
  }

  private boolean isFoundInAnyWay() {
    boolean words = isIn(Ranking.WORDS, "clearance");
    assertThat(isIn(Ranking.FUSED, "clearance")).isEqualTo(words);
    assertThat(isIn(Ranking.MEANING, "M")).as("by its meaning").isEqualTo(words);
    assertThat(index.find(CENTRE, Audience.CUSTOMER, "clearance", 5).hits())
        .extracting(hit -> hit.articleId().equals(id()))
        .matches(hits -> hits.contains(true) == words);
    assertThat(index.complete(CENTRE, Audience.CUSTOMER, "midsum", 5).isEmpty()).isEqualTo(!words);
    assertThat(meant("clearence")).as("it is a word to put right by").isEqualTo(words);
    var all = new ArticleIndex.Question(CENTRE, Audience.CUSTOMER, "", Narrowing.NONE);
    assertThat(index.facets(all).categories().isEmpty()).isEqualTo(!words);
    assertThat(index.facets(all).products().isEmpty()).isEqualTo(!words);
    var narrow =
        new ArticleIndex.Question(
            CENTRE, Audience.AGENT, "everything half price", new Narrowing("offers", "Alder"));
    assertThat(index.find(narrow, 5).hits().isEmpty()).isEqualTo(!words);
    return words;
  }

  private boolean isIn(Ranking by, String text) {
    return index.rank(CENTRE, Audience.CUSTOMER, text, by, 20).contains(id());
  }

  private boolean meant(String text) {
    String meant = index.find(CENTRE, Audience.CUSTOMER, text, 5).meant();
    return "clearance".equals(meant);
  }

  @Test
  void anArticleIsFoundFromItsFirstMomentToItsLastWithoutARefresh() {
    now = FROM - 1;
    assertThat(isFoundInAnyWay()).isFalse();
    now = FROM;
    assertThat(isFoundInAnyWay()).isTrue();
    now = UNTIL - 1;
    assertThat(isFoundInAnyWay()).isTrue();
    now = UNTIL;
    assertThat(isFoundInAnyWay()).isFalse();
  }

  @Test
  void aDateThatIsChangedCountsAfterTheNextRefresh() {
    now = UNTIL;
    store.validity(CENTRE, id(), new Validity(null, UNTIL + 1));
    index.refresh();
    passages.refresh();
    assertThat(isFoundInAnyWay()).isTrue();
    store.validity(CENTRE, id(), new Validity(UNTIL + 5, null));
    index.refresh();
    assertThat(isIn(Ranking.FUSED, "clearance")).as("the meanings are behind").isFalse();
    assertThat(isIn(Ranking.MEANING, "M")).as("the meanings are behind").isFalse();
    passages.refresh();
    assertThat(isFoundInAnyWay()).isFalse();
    store.validity(CENTRE, id(), Validity.ALWAYS);
    index.refresh();
    passages.refresh();
    assertThat(isFoundInAnyWay()).isTrue();
  }

  @Test
  void anArticleIsReadableBetweenItsDates() {
    Article article = store.find(CENTRE, id());
    assertThat(article.visibleTo(Audience.CUSTOMER, FROM - 1)).isFalse();
    assertThat(article.visibleTo(Audience.CUSTOMER, FROM)).isTrue();
    assertThat(article.visibleTo(Audience.AGENT, UNTIL)).isFalse();
  }
}
