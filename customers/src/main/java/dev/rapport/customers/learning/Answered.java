package dev.rapport.customers.learning;

import java.text.Normalizer;
import java.util.Locale;

/// A question that the customer answered once, so that nobody needs to ask it again.
///
/// @param question its key, see [#key]: the same words are the same question
/// @param place the channel or contact where it was answered
/// @param at epoch milliseconds
/// @param askedAgain how often somebody asked it although the answer was here
public record Answered(
    String customer,
    String question,
    String answer,
    String place,
    String by,
    long at,
    int askedAgain) {
  public static final int MAX_QUESTION = 200;
  public static final int MAX_ANSWER = 2_000;

  /// The most answers kept for one customer.
  public static final int MOST = 200;

  /// One form of a question: lower case, letters and digits, words apart by one blank.
  public static String key(String question) {
    String plain = Normalizer.normalize(question, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return plain.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ").strip();
  }
}
