package dev.rapport.knowledge.meaning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The WordPiece tokens of an uncased BERT vocabulary (Devlin et al. 2019; the greedy longest match
/// of Wu et al. 2016): lower case without accents, parted at spaces, punctuation and ideographs,
/// each word cut into the longest pieces the vocabulary has.
final class WordPieces {

  /// A word longer than this is unknown as a whole.
  private static final int MAX_WORD = 100;

  private final Map<String, Integer> vocabulary;
  private final int start;
  private final int end;
  private final int unknown;

  private WordPieces(Map<String, Integer> vocabulary) {
    this.vocabulary = vocabulary;
    this.start = id("[CLS]");
    this.end = id("[SEP]");
    this.unknown = id("[UNK]");
  }

  private int id(String piece) {
    return Objects.requireNonNull(vocabulary.get(piece), piece);
  }

  /// @param tokenizer a `tokenizer.json` with a WordPiece model
  static WordPieces read(InputStream tokenizer) throws IOException {
    JsonNode pieces = new JsonMapper().readTree(tokenizer).at("/model/vocab");
    var vocabulary = HashMap.<String, Integer>newHashMap(pieces.size());
    pieces.properties().forEach(piece -> vocabulary.put(piece.getKey(), piece.getValue().asInt()));
    return new WordPieces(vocabulary);
  }

  /// The ids with the marks of beginning and end.
  ///
  /// @param limit how many at most, the two marks included
  long[] ids(String text, int limit) {
    long[] ids = new long[limit];
    int size = 0;
    ids[size++] = start;
    String plain = plain(text);
    int at = 0;
    while (at < plain.length() && size < limit - 1) {
      int c = plain.codePointAt(at);
      int width = Character.charCount(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || isUnseen(c)) {
        at += width;
      } else {
        int to = standsAlone(c) ? at + width : wordEnd(plain, at);
        size = pieces(plain.substring(at, to), ids, size, limit - 1);
        at = to;
      }
    }
    ids[size++] = end;
    return java.util.Arrays.copyOf(ids, size);
  }

  private static String plain(String text) {
    String apart =
        Normalizer.normalize(text.toLowerCase(java.util.Locale.ROOT), Normalizer.Form.NFD);
    var plain = new StringBuilder(apart.length());
    apart
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static int wordEnd(String text, int from) {
    int at = from;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || standsAlone(c) || isUnseen(c)) {
        break;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  private int pieces(String word, long[] ids, int from, int limit) {
    if (word.length() > MAX_WORD) {
      ids[from] = unknown;
      return from + 1;
    }
    int size = from;
    int at = 0;
    while (at < word.length() && size < limit) {
      int to = word.length();
      Integer piece = null;
      while (to > at && piece == null) {
        piece = piece(word, at, to);
        to = piece == null ? to - 1 : to;
      }
      if (piece == null) {
        ids[from] = unknown;
        return from + 1;
      }
      ids[size++] = piece;
      at = to;
    }
    return size;
  }

  private @Nullable Integer piece(String word, int from, int to) {
    String piece = word.substring(from, to);
    return vocabulary.get(from == 0 ? piece : "##" + piece);
  }

  /// Control and format characters are passed over.
  private static boolean isUnseen(int c) {
    int type = Character.getType(c);
    return c == 0
        || c == 0xFFFD
        || type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE;
  }

  /// Punctuation, what ASCII has of symbols, and ideographs are words of their own.
  private static boolean standsAlone(int c) {
    if (c < 128) {
      return c > ' ' && !Character.isLetterOrDigit(c) && c != 127;
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
    };
  }
}
