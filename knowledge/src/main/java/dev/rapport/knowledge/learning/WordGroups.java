package dev.rapport.knowledge.learning;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Groups of questions with many words in common. Function words ("how do I") count a tenth, and a
/// word that many questions have counts the less the more have it. Each question is compared only
/// with the groups that have one of its rarest words: two texts that are alike enough share one of
/// those (prefix filtering, Chaudhuri et al. 2006).
final class WordGroups {

  /// The share of the weight of all words of two questions that both must have.
  private static final double NEAR = 0.5;

  private static final double FUNCTION_WORD = 0.1;

  /// Words that a hundredth of the questions have, or fewer, count fully.
  private static final double RARE = Math.log1p(100);

  /// Of fewer questions than this nothing can be told of how common a word is.
  private static final int FEW = 200;

  /// Words of a question that count.
  private static final int MAX_WORDS = 40;

  /// What is read of a question.
  private static final int MAX_TEXT = 1_000;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  /// Written without spaces; pairs of their characters are as good as words.
  private static final Set<UnicodeScript> UNSPACED =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER);

  private final Map<String, Double> weights;
  private final List<Group> groups = new ArrayList<>();
  private final Map<String, List<Group>> byWord = new HashMap<>();

  private WordGroups(Map<String, Double> weights) {
    this.weights = weights;
  }

  private record Group(Signed leader, List<Gaps.Same> members) {}

  /// @param words rarest first
  private record Signed(List<String> words, Set<String> all, double weight) {}

  /// Each question in one group; the first of a group is the one that began it.
  ///
  /// @param questions the dearest first: they begin the groups
  static List<List<Gaps.Same>> of(List<Gaps.Same> questions, FunctionWords function) {
    List<Set<String>> words = questions.stream().map(one -> words(one.text)).toList();
    Map<String, Double> weights = new HashMap<>();
    words.forEach(set -> set.forEach(word -> weights.merge(word, 1.0, Double::sum)));
    int count = Math.max(FEW, questions.size());
    weights.replaceAll((word, among) ->
        function.has(word) ? FUNCTION_WORD : Math.min(1, Math.log1p(count / among) / RARE));
    var all = new WordGroups(weights);
    for (int i = 0; i < questions.size(); i++) {
      all.add(questions.get(i), words.get(i));
    }
    return all.groups.stream().map(Group::members).toList();
  }

  private void add(Gaps.Same question, Set<String> words) {
    Signed signed = signed(words);
    Group best = nearest(signed);
    if (best != null) {
      best.members().add(question);
      return;
    }
    var group = new Group(signed, new ArrayList<>(List.of(question)));
    groups.add(group);
    for (String word : telling(signed)) {
      byWord.computeIfAbsent(word, _ -> new ArrayList<>()).add(group);
    }
  }

  private @Nullable Group nearest(Signed signed) {
    Group best = null;
    double nearest = NEAR;
    Set<Group> seen = new LinkedHashSet<>();
    for (String word : telling(signed)) {
      for (Group group : byWord.getOrDefault(word, List.of())) {
        if (seen.add(group)) {
          double near = likeness(group.leader(), signed);
          if (near >= nearest && (best == null || near > nearest)) {
            nearest = near;
            best = group;
          }
        }
      }
    }
    return best;
  }

  /// The rarest words, so many that what is left weighs less than what two alike must share.
  private List<String> telling(Signed signed) {
    double left = signed.weight();
    int count = 0;
    while (count < signed.words().size() && left >= NEAR * signed.weight()) {
      left -= weights.getOrDefault(signed.words().get(count), 0.0);
      count++;
    }
    return signed.words().subList(0, count);
  }

  private Signed signed(Set<String> words) {
    List<String> rarest =
        words.stream()
            .sorted(
                Comparator.<String>comparingDouble(word -> -weights.getOrDefault(word, 0.0))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    return new Signed(rarest, words, weight(rarest));
  }

  private double weight(List<String> words) {
    return words.stream().mapToDouble(word -> weights.getOrDefault(word, 0.0)).sum();
  }

  /// The weight of what both have, as a share of what any of them has; 0 to 1.
  private double likeness(Signed one, Signed other) {
    double both = 0;
    for (String word : one.words()) {
      if (other.all().contains(word)) {
        both += weights.getOrDefault(word, 0.0);
      }
    }
    double any = one.weight() + other.weight() - both;
    return any <= 0 ? 0 : both / any;
  }

  /// The words that count, in the order of the text; of writing without spaces, pairs of
  /// characters.
  static Set<String> words(String question) {
    String text = question.length() > MAX_TEXT ? question.substring(0, MAX_TEXT) : question;
    Set<String> words = new LinkedHashSet<>();
    Matcher found = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (found.find() && words.size() < MAX_WORDS) {
      String word = found.group();
      if (!UNSPACED.contains(UnicodeScript.of(word.codePointAt(0)))) {
        words.add(word);
        continue;
      }
      int[] characters = word.codePoints().toArray();
      for (int i = 0; i + 1 < characters.length && words.size() < MAX_WORDS; i++) {
        words.add(new String(characters, i, 2));
      }
      if (characters.length == 1) {
        words.add(word);
      }
    }
    return words;
  }
}
