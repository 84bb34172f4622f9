package dev.rapport.knowledge.intents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A text as the TF-IDF weights of its words, word pairs and pieces of words of three to five
/// letters, brought to length 1. Pieces make it forgive typing errors and inflection. Only what
/// occurs in two of the texts it was made from is looked at.
final class TextFeatures {

  /// UTF-16 code units read of a text.
  static final int MAX_TEXT = 512;

  private static final int MAX_WORDS = 64;
  private static final int MIN_PIECE = 3;
  private static final int MAX_PIECE = 5;
  private static final int MIN_TEXTS = 2;

  /// Sparse: `index[i]` has `weight[i]`.
  @SuppressWarnings("ArrayRecordComponent") // numbers by the thousand, never compared
  record Sparse(int[] index, float[] weight) {}

  private final Map<String, Integer> ids;
  private final float[] idf;

  private TextFeatures(Map<String, Integer> ids, float[] idf) {
    this.ids = ids;
    this.idf = idf;
  }

  static TextFeatures of(List<String> texts) {
    var seen = new HashMap<String, Integer>();
    for (String text : texts) {
      for (String feature : new HashSet<>(features(text))) {
        seen.merge(feature, 1, Integer::sum);
      }
    }
    var kept =
        seen.entrySet().stream()
            .filter(e -> e.getValue() >= MIN_TEXTS)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    var ids = HashMap.<String, Integer>newHashMap(kept.size());
    float[] idf = new float[kept.size()];
    for (String feature : kept) {
      int id = ids.size();
      ids.put(feature, id);
      int with = seen.getOrDefault(feature, 1);
      idf[id] = (float) (Math.log((1.0 + texts.size()) / (1.0 + with)) + 1);
    }
    return new TextFeatures(ids, idf);
  }

  int size() {
    return idf.length;
  }

  Sparse read(String text) {
    var counts = new HashMap<Integer, Integer>();
    for (String feature : features(text)) {
      Integer id = ids.get(feature);
      if (id != null) {
        counts.merge(id, 1, Integer::sum);
      }
    }
    int[] index = counts.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    float[] weight = new float[index.length];
    double square = 0;
    for (int i = 0; i < index.length; i++) {
      int count = counts.getOrDefault(index[i], 1);
      weight[i] = (float) ((1 + Math.log(count)) * idf[index[i]]);
      square += weight[i] * weight[i];
    }
    float length = (float) Math.sqrt(square);
    for (int i = 0; i < weight.length; i++) {
      weight[i] /= length;
    }
    return new Sparse(index, weight);
  }

  /// Words as they are, pairs with a space between, pieces with the word's edges marked.
  private static List<String> features(String text) {
    String read = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    List<String> words =
        Arrays.stream(read.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}']+"))
            .filter(word -> !word.isEmpty())
            .limit(MAX_WORDS)
            .toList();
    var features = new ArrayList<String>();
    for (int i = 0; i < words.size(); i++) {
      features.add(words.get(i));
      if (i > 0) {
        features.add(words.get(i - 1) + ' ' + words.get(i));
      }
      String edged = '<' + words.get(i) + '>';
      for (int size = MIN_PIECE; size <= MAX_PIECE; size++) {
        for (int from = 0; from + size <= edged.length(); from++) {
          features.add('#' + edged.substring(from, from + size));
        }
      }
    }
    return features;
  }
}
