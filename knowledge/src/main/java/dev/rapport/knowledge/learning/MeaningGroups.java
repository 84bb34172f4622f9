package dev.rapport.knowledge.learning;

import dev.rapport.knowledge.LanguageDetection;
import dev.rapport.knowledge.meaning.SentenceModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Joins groups of questions that mean the same in other words. Only the dearest groups are looked
/// at, each by the question that began it; the vectors are kept, and embedding stops after a while,
/// so that whoever asks waits a bounded time and the next one gets further. Safe for many threads.
public final class MeaningGroups {

  /// The groups that are compared: those that may be told of, and as many again.
  static final int MAX_COMPARED = 2 * Gaps.MAX_GAPS;

  /// How long one call goes on embedding.
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final int MAX_KEPT = 4_000;

  /// See {@link SentenceModel#nearness}: what is asked in other words is about so near or nearer;
  /// another matter of the same kind (a parcel, an invoice) is a little less.
  private static final double NEAR = 0.55;

  private final SentenceModel sentences;
  private final LanguageDetection detection = new LanguageDetection();
  private final Map<String, Vector> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Vector> eldest) {
          return size() > MAX_KEPT;
        }
      };

  public MeaningGroups(SentenceModel sentences) {
    this.sentences = sentences;
  }

  /// Empty for a text in a language that the model does not speak.
  @SuppressWarnings("ArrayRecordComponent") // numbers, never compared
  private record Vector(float[] numbers) {}

  private record Leader(List<Gaps.Same> members, @Nullable Vector vector) {}

  List<List<Gaps.Same>> joined(
      List<List<Gaps.Same>> groups, ToDoubleFunction<List<Gaps.Same>> weight) {
    List<List<Gaps.Same>> dearest =
        groups.stream().sorted(Comparator.comparingDouble(weight).reversed()).toList();
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<Leader> leaders = new ArrayList<>();
    for (List<Gaps.Same> group : dearest) {
      Vector vector = leaders.size() < MAX_COMPARED ? vector(group.getFirst().text, end) : null;
      Leader nearest = vector == null ? null : nearest(leaders, vector);
      if (nearest == null) {
        leaders.add(new Leader(new ArrayList<>(group), vector));
      } else {
        nearest.members().addAll(group);
      }
    }
    return leaders.stream().map(Leader::members).toList();
  }

  private @Nullable Leader nearest(List<Leader> leaders, Vector vector) {
    Leader best = null;
    double nearest = NEAR;
    for (Leader leader : leaders) {
      Vector other = leader.vector();
      double near =
          other == null ? 0 : sentences.nearness(cosine(other.numbers(), vector.numbers()));
      if (near >= nearest) {
        nearest = near;
        best = leader;
      }
    }
    return best;
  }

  /// Null when it is not known and there is no time left to find out, or nothing to know.
  private @Nullable Vector vector(String text, long end) {
    Vector known;
    synchronized (kept) {
      known = kept.get(text);
    }
    if (known == null && System.nanoTime() - end < 0) {
      known = new Vector(isSpoken(text) ? sentences.embed(text) : new float[0]);
      synchronized (kept) {
        kept.put(text, known);
      }
    }
    return known == null || known.numbers().length == 0 ? null : known;
  }

  /// A short question whose language nobody can tell may be in one that the model speaks.
  private boolean isSpoken(String text) {
    return detection.of(text).map(sentences::speaks).orElse(true);
  }

  private static double cosine(float[] one, float[] other) {
    double dot = 0;
    for (int i = 0; i < one.length && i < other.length; i++) {
      dot += one[i] * other[i];
    }
    return dot;
  }
}
