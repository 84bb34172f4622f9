package dev.rapport.knowledge.intents;

import dev.rapport.knowledge.calibration.Logistic;
import dev.rapport.knowledge.calibration.Temperature;
import dev.rapport.knowledge.intents.IntentModel.Calibration;
import dev.rapport.knowledge.intents.IntentModel.Core;
import dev.rapport.knowledge.intents.IntentModel.Read;
import dev.rapport.knowledge.intents.IntentModel.Signs;
import dev.rapport.knowledge.meaning.SentenceModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Trains an {@link IntentModel}. In three rounds a third of the questions and a third of the
/// intents are held out: the questions of intents that were kept teach how sure the model may be,
/// those of intents that it never saw what a text about none of them looks like, unless {@link
/// UsualGate} knows better. Seconds for ten thousand questions; deterministic.
public final class IntentTraining {

  /// The most questions one model is made from; the newest are the ones to give.
  public static final int MAX_QUESTIONS = 20_000;

  /// The least to begin with: two intents with so many questions each.
  static final int MIN_EACH = 4;

  private static final int ROUNDS = 3;

  /// What is expected of the questions to come.
  ///
  /// @param none the share that is about none of the intents, 0 to 1
  public record Expected(double none) {
    public static final Expected USUAL = new Expected(0.03);

    /// Every question is about one of the intents.
    public static final Expected NEVER_NONE = new Expected(0);
  }

  private final @Nullable SentenceModel sentences;
  private final Expected expected;

  public IntentTraining(@Nullable SentenceModel sentences, Expected expected) {
    this.sentences = sentences;
    this.expected = expected;
  }

  /// Empty if fewer than two intents have enough questions. Intents with too few are left out.
  ///
  /// @throws IllegalArgumentException for more than {@link #MAX_QUESTIONS}
  public Optional<IntentModel> train(List<LabelledQuestion> questions) {
    if (questions.size() > MAX_QUESTIONS) {
      throw new IllegalArgumentException("more than " + MAX_QUESTIONS + " questions");
    }
    List<String> intents = intents(questions);
    if (intents.size() < 2) {
      return Optional.empty();
    }
    List<LabelledQuestion> used =
        questions.stream().filter(q -> q.intent() == null || intents.contains(q.intent())).toList();
    List<float[]> meanings = used.stream().map(q -> meaning(q.text())).toList();
    Directions directions = Directions.of(sentences, meanings);
    var read = new ArrayList<Read>();
    for (int i = 0; i < used.size(); i++) {
      String intent = used.get(i).intent();
      int at = intent == null ? -1 : intents.indexOf(intent);
      read.add(new Read(used.get(i).text(), directions.of(meanings.get(i)), at));
    }
    Calibration calibration = calibrate(intents, read);
    Core core = IntentModel.core(intents, read.stream().filter(q -> q.intent() >= 0).toList());
    return Optional.of(new IntentModel(core, calibration, directions));
  }

  private static List<String> intents(List<LabelledQuestion> questions) {
    var counts = new HashMap<String, Integer>();
    for (LabelledQuestion question : questions) {
      String intent = question.intent();
      if (intent != null) {
        counts.merge(intent, 1, Integer::sum);
      }
    }
    var enough = new TreeSet<String>();
    counts.forEach((intent, count) -> {
      if (count >= MIN_EACH) {
        enough.add(intent);
      }
    });
    return List.copyOf(enough);
  }

  private float[] meaning(String text) {
    return sentences == null ? new float[0] : sentences.embed(text);
  }

  /// A question as a model saw it that had not been trained on it.
  ///
  /// @param intent its index among that model's intents, or -1
  @SuppressWarnings("ArrayRecordComponent") // numbers by the thousand, never compared
  private record HeldOut(float[] scores, Signs signs, int intent) {}

  private Calibration calibrate(List<String> intents, List<Read> questions) {
    var heldOut = new ArrayList<HeldOut>();
    for (int round = 0; round < ROUNDS; round++) {
      heldOut.addAll(round(round, intents, questions));
    }
    List<HeldOut> known = heldOut.stream().filter(q -> q.intent() >= 0).toList();
    List<HeldOut> none = heldOut.stream().filter(q -> q.intent() < 0).toList();
    double temperature = Temperature.best(t -> loss(known, t));
    var examples = new ArrayList<Logistic.Example>();
    double knownWeight = (1 - expected.none()) / Math.max(1, known.size());
    double noneWeight = expected.none() / Math.max(1, none.size());
    for (HeldOut question : heldOut) {
      boolean is = question.intent() >= 0;
      double weight = is ? knownWeight : noneWeight;
      examples.add(new Logistic.Example(question.signs().features(), is, weight));
    }
    if (expected.none() == 0 || none.isEmpty()) {
      return new Calibration(temperature, Logistic.ALWAYS, 0);
    }
    long labelled = questions.stream().filter(q -> q.intent() < 0).count();
    if (sentences != null && labelled < UsualGate.ENOUGH) {
      Logistic usual = UsualGate.expecting(expected.none());
      return new Calibration(temperature, usual, UsualGate.FROM);
    }
    Logistic gate = Logistic.fit(examples);
    return new Calibration(temperature, gate, from(heldOut, gate, knownWeight, noneWeight));
  }

  private static double loss(List<HeldOut> known, double temperature) {
    double loss = 0;
    for (HeldOut question : known) {
      float[] probabilities = question.scores().clone();
      Softmax.probabilities(probabilities, temperature);
      loss -= Math.log(Math.max(1e-9, probabilities[question.intent()]));
    }
    return loss;
  }

  /// The threshold at which most held-out questions, each weighing what is expected, come out
  /// right, "none of these" being one of the answers.
  private static double from(
      List<HeldOut> heldOut, Logistic gate, double knownWeight, double noneWeight) {
    record At(double known, double gain) {}
    var sorted = new ArrayList<At>();
    for (HeldOut question : heldOut) {
      double gain =
          question.intent() < 0
              ? noneWeight
              : right(question) ? -knownWeight : 0; // of saying "none" to it
      sorted.add(new At(gate.of(question.signs().features()), gain));
    }
    sorted.sort(java.util.Comparator.comparingDouble(At::known));
    double best = 0;
    double from = 0;
    double sum = 0;
    for (int i = 0; i + 1 < sorted.size(); i++) {
      sum += sorted.get(i).gain();
      if (sum > best) {
        best = sum;
        from = (sorted.get(i).known() + sorted.get(i + 1).known()) / 2;
      }
    }
    return from;
  }

  private static boolean right(HeldOut question) {
    float of = question.scores()[question.intent()];
    for (float score : question.scores()) {
      if (score > of) {
        return false;
      }
    }
    return true;
  }

  private static List<HeldOut> round(int round, List<String> intents, List<Read> questions) {
    List<String> kept = new ArrayList<>();
    int[] index = new int[intents.size()];
    for (int i = 0; i < intents.size(); i++) {
      boolean keep = intents.size() < 2 * ROUNDS || i % ROUNDS != round;
      index[i] = keep ? kept.size() : -1;
      if (keep) {
        kept.add(intents.get(i));
      }
    }
    int[] met = new int[intents.size() + 1];
    var training = new ArrayList<Read>();
    var testing = new ArrayList<Read>();
    for (Read question : questions) {
      int intent = question.intent() < 0 ? -1 : index[question.intent()];
      var here = new Read(question.text(), question.meaning(), intent);
      boolean hold = met[question.intent() + 1]++ % ROUNDS == round;
      if (hold) {
        testing.add(here);
      } else if (intent >= 0) {
        training.add(here);
      }
    }
    Core core = IntentModel.core(List.copyOf(kept), training);
    return testing.stream().map(q -> heldOut(core, q)).filter(Objects::nonNull).toList();
  }

  private static HeldOut heldOut(Core core, Read question) {
    float[] scores = IntentModel.scores(core, question.text(), question.meaning());
    Signs signs = IntentModel.signs(core, question.text(), question.meaning(), scores.clone());
    return new HeldOut(scores, signs, question.intent());
  }
}
