package dev.rapport.knowledge;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;

/// Takes from a body the sentences that say most about the question, word for word. Where no word
/// of the question occurs in the body (it was in the title), the beginning stands for it.
final class Excerpts {

  /// Sentences are added until an excerpt is about this long, in UTF-16 code units.
  private static final int GOAL = 200;

  /// Text without sentences (a table, a log) is cut here, between words.
  static final int MAX_LENGTH = 400;

  /// How much of a body is looked through.
  private static final int MAX_READ = 50_000;

  private final UnifiedHighlighter highlighter;

  Excerpts(Analyzer analyzer) {
    highlighter =
        UnifiedHighlighter.builderWithoutSearcher(analyzer)
            .withMaxLength(MAX_READ)
            .withMaxNoHighlightPassages(1)
            .withHighlightPhrasesStrictly(false)
            .withHandleMultiTermQuery(false)
            .withBreakIterator(() ->
                LengthGoalBreakIterator.createMinLength(
                    BreakIterator.getSentenceInstance(Locale.ROOT), GOAL, 0.5f))
            .withFormatter(new AsExcerpt())
            .build();
  }

  /// @param body the plain body
  /// @param language the language it is indexed in
  Excerpt of(String body, String language, List<String> terms) throws IOException {
    String field = ArticleFields.field(ArticleFields.BODY, "", language);
    var query = new BooleanQuery.Builder();
    for (String term : terms) {
      query.add(new TermQuery(new Term(field, term)), Occur.SHOULD);
    }
    Object excerpt = highlighter.highlightWithoutSearcher(field, query.build(), body, 1);
    return excerpt instanceof Excerpt found ? found : cut(body, 0, body.length(), List.of());
  }

  /// The highlighter's best passage, brought to {@link #MAX_LENGTH}.
  private static final class AsExcerpt extends PassageFormatter {
    @Override
    public Object format(Passage[] passages, String content) {
      Passage best = passages[0];
      var matches = new ArrayList<Excerpt.Match>();
      int last = 0;
      for (int i = 0; i < best.getNumMatches(); i++) {
        int start = best.getMatchStarts()[i];
        int end = best.getMatchEnds()[i];
        if (start >= last && end > start) {
          matches.add(new Excerpt.Match(start, end));
          last = end;
        }
      }
      return cut(content, best.getStartOffset(), best.getEndOffset(), matches);
    }
  }

  /// @param matches in offsets of the body
  private static Excerpt cut(String body, int from, int to, List<Excerpt.Match> matches) {
    int start = from;
    int end = Math.min(to, body.length());
    if (end - start > MAX_LENGTH) {
      int first = matches.isEmpty() ? from : matches.getFirst().start();
      start =
          first - from <= MAX_LENGTH / 2 ? from : wordStart(body, first - MAX_LENGTH / 4, first);
      end = Math.min(end, start + MAX_LENGTH);
      end = end == body.length() ? end : wordEnd(body, start, end);
    }
    while (start < end && Character.isWhitespace(body.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(body.charAt(end - 1))) {
      end--;
    }
    var within = new ArrayList<Excerpt.Match>();
    for (Excerpt.Match match : matches) {
      if (match.start() >= start && match.end() <= end) {
        within.add(new Excerpt.Match(match.start() - start, match.end() - start));
      }
    }
    boolean whole = start == 0 && end == body.length();
    return new Excerpt(body.substring(start, end), start, whole, within);
  }

  /// The first beginning of a word from `at` on, not beyond `limit`.
  private static int wordStart(String body, int at, int limit) {
    for (int i = at; i < limit; i++) {
      if (Character.isWhitespace(body.charAt(i))) {
        return i + 1;
      }
    }
    return limit;
  }

  /// The last end of a word before `at`; `at` itself, less half a pair, if there is none.
  private static int wordEnd(String body, int start, int at) {
    for (int i = at; i > start + MAX_LENGTH / 2; i--) {
      if (Character.isWhitespace(body.charAt(i))) {
        return i;
      }
    }
    return Character.isHighSurrogate(body.charAt(at - 1)) ? at - 1 : at;
  }
}
