package dev.rapport.knowledge;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/// How the words of each language become terms: its tokens and its stems. No word is left out of
/// the index, since "what is" and "how long" tell one question from another; but a language's
/// function words ("how", "do", "I", "my") count less, and are never enough for an answer.
///
/// A language without rules of its own is read as {@link LanguageRules#PLAIN}: its words are found
/// as they are written, or by their pieces.
final class Languages implements AutoCloseable {

  private static final int PIECE = 4;

  /// Letters of a beginning; words that begin so far alike complete each other.
  private static final int LONGEST_BEGINNING = 15;

  /// Those in use: a process that has English articles only reads no French word list.
  private final ConcurrentHashMap<String, Rules> rules = new ConcurrentHashMap<>();

  /// What is not part of any word, though tokenizers take it for one: control characters end a
  /// word, soft hyphens and the marks of writing direction leave it whole.
  private final NormalizeCharMap characters = characters();

  private final Analyzer pieces = new Pieces();
  private final Analyzer said = new WrittenWords();
  private final Analyzer begin = new Beginnings();

  /// The analyser of every field: the field's name ends with the language, see {@link
  /// ArticleFields}.
  private final Analyzer byField =
      new AnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
        @Override
        protected Analyzer getWrappedAnalyzer(String fieldName) {
          if (ArticleFields.isPieces(fieldName)) {
            return pieces;
          }
          if (ArticleFields.isSaid(fieldName)) {
            return said;
          }
          return ArticleFields.isBegin(fieldName)
              ? begin
              : of(ArticleFields.languageOf(fieldName)).analyzer();
        }

        @Override
        protected Reader wrapReader(String fieldName, Reader reader) {
          return new MappingCharFilter(characters, reader);
        }
      };

  /// @param functionWords as terms
  private record Rules(Analyzer analyzer, Set<String> functionWords) {}

  /// The code of the rules an article in that language is read with.
  String rulesFor(String language) {
    return LanguageRules.codeFor(language);
  }

  /// Every language with rules of its own, in a fixed order.
  List<String> all() {
    return LanguageRules.codes();
  }

  /// One analyser for all fields.
  Analyzer byField() {
    return byField;
  }

  /// The terms of a text read in that language, in order, each once.
  ///
  /// @param limit how many at most
  SequencedSet<String> terms(String language, String text, int limit) {
    return terms(byField, ArticleFields.field(ArticleFields.BODY, "", language), text, limit);
  }

  /// Whether texts of that language are read by pieces too.
  boolean hasPieces(String language) {
    return LanguageRules.hasPieces(language);
  }

  /// The pieces of a text's words, in order, each once.
  SequencedSet<String> pieces(String text, int limit) {
    return terms(
        byField, ArticleFields.field(ArticleFields.PIECES, "", LanguageRules.PLAIN), text, limit);
  }

  /// All pieces of {@link #PIECE} letters, and words shorter or longer as they are.
  private static final class Pieces extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
      var words = new StandardTokenizer();
      TokenStream plain = new ASCIIFoldingFilter(new LowerCaseFilter(words));
      return new TokenStreamComponents(words, new NGramTokenFilter(plain, PIECE, PIECE, true));
    }
  }

  /// A word of a text as it is written, but in lower case.
  ///
  /// @param start where it stands, in UTF-16 code units; `end` is exclusive
  record Said(String text, int start, int end) {}

  /// The words of a text, in order, repeated ones too.
  List<Said> words(String text, int limit) {
    var words = new ArrayList<Said>();
    try (TokenStream tokens =
        byField.tokenStream(ArticleFields.said(Audience.CUSTOMER, "", LanguageRules.PLAIN), text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute at = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      while (words.size() < limit && tokens.incrementToken()) {
        words.add(new Said(term.toString(), at.startOffset(), at.endOffset()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // cannot happen: it reads from a string
    }
    return words;
  }

  /// What a word that may not be finished yet is looked up as among the beginnings.
  static String begun(String word) {
    char[] letters = word.toCharArray();
    var folded = new char[4 * letters.length];
    int length = ASCIIFoldingFilter.foldToASCII(letters, 0, folded, 0, letters.length);
    var begun = new String(folded, 0, length);
    int points = begun.codePointCount(0, length);
    return points <= LONGEST_BEGINNING
        ? begun
        : begun.substring(0, begun.offsetByCodePoints(0, LONGEST_BEGINNING));
  }

  /// Words as they are written.
  private static final class WrittenWords extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
      var words = new StandardTokenizer();
      return new TokenStreamComponents(words, new LowerCaseFilter(words));
    }
  }

  /// Every beginning of every word, without accents.
  private static final class Beginnings extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
      var words = new StandardTokenizer();
      TokenStream plain = new ASCIIFoldingFilter(new LowerCaseFilter(words));
      return new TokenStreamComponents(
          words, new EdgeNGramTokenFilter(plain, 1, LONGEST_BEGINNING, false));
    }
  }

  boolean isFunctionWord(String language, String term) {
    return of(language).functionWords().contains(term);
  }

  /// Those of the terms that say what a text is about. Function words do not; what merely looks
  /// like grammar does where there is nothing else.
  SequencedSet<String> telling(String language, SequencedSet<String> terms) {
    var telling = new LinkedHashSet<>(terms);
    telling.removeIf(term -> isFunctionWord(language, term));
    var written = new LinkedHashSet<>(telling);
    written.removeIf(term -> LanguageRules.isGrammar(language, term));
    return written.isEmpty() ? telling : written;
  }

  private Rules of(String language) {
    return rules.computeIfAbsent(language, Languages::rules);
  }

  private static Rules rules(String language) {
    LanguageRules rules = LanguageRules.of(language);
    var asTerms = new HashSet<String>();
    for (Object word : rules.functionWords()) {
      asTerms.addAll(terms(rules.analyzer(), "", new String((char[]) word), 1));
    }
    return new Rules(rules.analyzer(), Set.copyOf(asTerms));
  }

  private static SequencedSet<String> terms(
      Analyzer analyzer, String field, String text, int limit) {
    var terms = new LinkedHashSet<String>();
    try (TokenStream tokens = analyzer.tokenStream(field, text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (terms.size() < limit && tokens.incrementToken()) {
        terms.add(term.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // cannot happen: it reads from a string
    }
    return terms;
  }

  private static NormalizeCharMap characters() {
    var map = new NormalizeCharMap.Builder();
    for (char control = 0; control < ' '; control++) {
      map.add(String.valueOf(control), " ");
    }
    String unseen = "\u00AD\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";
    unseen.chars().forEach(mark -> map.add(Character.toString(mark), ""));
    return map.build();
  }

  @Override
  public void close() {
    byField.close();
    pieces.close();
    said.close();
    begin.close();
    rules.values().forEach(r -> r.analyzer().close());
  }
}
