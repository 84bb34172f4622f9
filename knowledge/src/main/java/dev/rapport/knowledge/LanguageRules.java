package dev.rapport.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/// How the words of one language become terms, and which of its words are function words.
///
/// @param analyzer keeps every word: none is left out of the index
/// @param functionWords as they are written
record LanguageRules(Analyzer analyzer, CharArraySet functionWords) {

  static final String ENGLISH = "en";

  private static final String JAPANESE = "ja";

  /// For texts in a language that has no rules here (BCP 47's "undetermined"): words as they are
  /// written, in lower case and without accents.
  static final String PLAIN = "und";

  /// Those that do not part words by spaces.
  private static final Set<String> WITHOUT_SPACES = Set.of(JAPANESE, "ko", "zh");

  /// Codes that are read by the rules of another.
  private static final Map<String, String> READ_AS = Map.of("nb", "no", "nn", "no");

  private static final SortedMap<String, Supplier<LanguageRules>> BY_CODE = byCode();

  private static final List<String> CODES = List.copyOf(BY_CODE.keySet());

  /// Every language with rules, in a fixed order.
  static List<String> codes() {
    return CODES;
  }

  /// The code of the rules that texts of a language are read by.
  static String codeFor(String language) {
    String code = READ_AS.getOrDefault(language, language);
    return BY_CODE.containsKey(code) ? code : PLAIN;
  }

  /// Languages that a sentence model for English does not cover and that part words by spaces: read
  /// by pieces of words too, which finds a compound by its parts and a word by another ending. On
  /// XQuAD-R's sentences that is worth .05 MRR in German and .04 in Spanish.
  static boolean hasPieces(String code) {
    return !code.equals(ENGLISH) && !WITHOUT_SPACES.contains(code);
  }

  /// Whether a term belongs to grammar by its letters alone: in Japanese a pair of characters with
  /// hiragana, in which particles and endings are written, while what a question is about mostly
  /// stands in kanji and katakana.
  static boolean isGrammar(String code, String term) {
    return code.equals(JAPANESE)
        && term.codePoints()
            .anyMatch(
                letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.HIRAGANA);
  }

  /// @param code one of {@link #codes}
  /// @throws IllegalArgumentException for any other
  static LanguageRules of(String code) {
    Supplier<LanguageRules> rules = BY_CODE.get(code);
    if (rules == null) {
      throw new IllegalArgumentException("no rules for " + code);
    }
    return rules.get();
  }

  private static SortedMap<String, Supplier<LanguageRules>> byCode() {
    var all = new TreeMap<String, Supplier<LanguageRules>>();
    add(all, "ar", ArabicAnalyzer::new, ArabicAnalyzer::getDefaultStopSet);
    add(all, "bg", BulgarianAnalyzer::new, BulgarianAnalyzer::getDefaultStopSet);
    add(all, "ca", CatalanAnalyzer::new, CatalanAnalyzer::getDefaultStopSet);
    add(all, "cs", CzechAnalyzer::new, CzechAnalyzer::getDefaultStopSet);
    add(all, "da", DanishAnalyzer::new, DanishAnalyzer::getDefaultStopSet);
    add(all, "de", GermanAnalyzer::new, GermanAnalyzer::getDefaultStopSet);
    add(all, "el", GreekAnalyzer::new, GreekAnalyzer::getDefaultStopSet);
    add(all, ENGLISH, EnglishAnalyzer::new, LanguageRules::snowballEnglish);
    add(all, "es", SpanishAnalyzer::new, SpanishAnalyzer::getDefaultStopSet);
    add(all, "et", EstonianAnalyzer::new, EstonianAnalyzer::getDefaultStopSet);
    add(all, "fi", FinnishAnalyzer::new, FinnishAnalyzer::getDefaultStopSet);
    add(all, "fr", FrenchAnalyzer::new, FrenchAnalyzer::getDefaultStopSet);
    add(all, "hi", HindiAnalyzer::new, HindiAnalyzer::getDefaultStopSet);
    add(all, "hu", HungarianAnalyzer::new, HungarianAnalyzer::getDefaultStopSet);
    add(all, "it", ItalianAnalyzer::new, ItalianAnalyzer::getDefaultStopSet);
    add(all, JAPANESE, CJKAnalyzer::new, () -> CharArraySet.EMPTY_SET); // pairs of characters
    add(all, "ko", CJKAnalyzer::new, () -> CharArraySet.EMPTY_SET); // likewise
    add(all, "lt", LithuanianAnalyzer::new, LithuanianAnalyzer::getDefaultStopSet);
    add(all, "lv", LatvianAnalyzer::new, LatvianAnalyzer::getDefaultStopSet);
    add(all, "nl", DutchAnalyzer::new, DutchAnalyzer::getDefaultStopSet);
    add(all, "no", NorwegianAnalyzer::new, NorwegianAnalyzer::getDefaultStopSet);
    add(all, "pt", PortugueseAnalyzer::new, PortugueseAnalyzer::getDefaultStopSet);
    add(all, "ro", RomanianAnalyzer::new, RomanianAnalyzer::getDefaultStopSet);
    add(all, "ru", RussianAnalyzer::new, RussianAnalyzer::getDefaultStopSet);
    add(all, "sv", SwedishAnalyzer::new, SwedishAnalyzer::getDefaultStopSet);
    add(all, "tr", TurkishAnalyzer::new, TurkishAnalyzer::getDefaultStopSet);
    add(all, PLAIN, _ -> new PlainWords(), () -> CharArraySet.EMPTY_SET);
    add(all, "zh", CJKAnalyzer::new, () -> CharArraySet.EMPTY_SET); // likewise
    return all;
  }

  /// @param analyzer without the words that it is told to leave out, which are none
  private static void add(
      Map<String, Supplier<LanguageRules>> all,
      String code,
      Function<CharArraySet, Analyzer> analyzer,
      Supplier<CharArraySet> functionWords) {
    all.put(
        code, () -> new LanguageRules(analyzer.apply(CharArraySet.EMPTY_SET), functionWords.get()));
  }

  /// Lucene's own English list lacks "how", "do", "I" and the like, which begin most questions; the
  /// Snowball project's has them.
  private static CharArraySet snowballEnglish() {
    String list = "/org/apache/lucene/analysis/snowball/english_stop.txt";
    try (InputStream in = Objects.requireNonNull(EnglishAnalyzer.class.getResourceAsStream(list))) {
      return WordlistLoader.getSnowballWordSet(in);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + list, e);
    }
  }

  private static final class PlainWords extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
      var words = new StandardTokenizer();
      TokenStream plain = new ASCIIFoldingFilter(new LowerCaseFilter(words));
      return new TokenStreamComponents(words, plain);
    }
  }
}
