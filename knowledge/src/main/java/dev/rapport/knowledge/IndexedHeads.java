package dev.rapport.knowledge;

import java.util.HashMap;
import java.util.Map;

/// How far an index has read each centre's articles, as it stands in the index's commit.
///
/// ```
///   format          5
///   made-by         words
///   head.<centre>   <lineage> <revision>
/// ```
record IndexedHeads(Map<String, ArticleStore.Head> byCentre) {

  /// Changes with the fields or the analysis: an index of another format is built anew.
  private static final String FORMAT = "5";

  private static final String FORMAT_KEY = "format";
  private static final String MADE_BY_KEY = "made-by";
  private static final String HEAD_PREFIX = "head.";

  static final IndexedHeads NONE = new IndexedHeads(Map.of());

  IndexedHeads {
    byCentre = Map.copyOf(byCentre);
  }

  long revisionOf(String centre) {
    ArticleStore.Head head = byCentre.get(centre);
    return head == null ? 0 : head.revision();
  }

  /// Whether there is nothing to read.
  boolean covers(Map<String, ArticleStore.Head> stored) {
    return byCentre.equals(stored);
  }

  /// Whether the store is the one that was read, at the same point or further.
  boolean canReadOnTo(Map<String, ArticleStore.Head> stored) {
    return byCentre.entrySet().stream()
        .allMatch(read -> {
          ArticleStore.Head now = stored.get(read.getKey());
          return now != null
              && now.lineage().equals(read.getValue().lineage())
              && now.revision() >= read.getValue().revision();
        });
  }

  /// @param madeBy what the contents come out of beside the articles, such as a sentence model
  Map<String, String> asCommitData(String madeBy) {
    var data = new HashMap<String, String>();
    data.put(FORMAT_KEY, FORMAT);
    data.put(MADE_BY_KEY, madeBy);
    byCentre.forEach(
        (centre, head) -> data.put(HEAD_PREFIX + centre, head.lineage() + ' ' + head.revision()));
    return data;
  }

  /// @throws IllegalStateException if another format, another model, or something else altogether
  ///   wrote it
  static IndexedHeads fromCommitData(Map<String, String> data, String madeBy) {
    if (!FORMAT.equals(data.get(FORMAT_KEY))) {
      throw new IllegalStateException("index format " + data.get(FORMAT_KEY) + ", not " + FORMAT);
    }
    String maker = data.get(MADE_BY_KEY);
    if (!madeBy.equals(maker)) {
      throw new IllegalStateException("made by " + maker + ", not by " + madeBy);
    }
    var heads = new HashMap<String, ArticleStore.Head>();
    data.forEach((key, value) -> {
      if (key.startsWith(HEAD_PREFIX)) {
        int space = value.lastIndexOf(' ');
        heads.put(
            key.substring(HEAD_PREFIX.length()),
            new ArticleStore.Head(
                value.substring(0, space), Long.parseLong(value.substring(space + 1))));
      }
    });
    return new IndexedHeads(heads);
  }
}
