package dev.rapport.knowledge.learning;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// A question of which somebody has said which articles answer it, or that none does.
///
/// @param question as customers type it, 1 to {@link #MAX_QUESTION} characters
/// @param articles the ids of those that do, any of them; empty for none
public record AnswerLabel(String question, List<String> articles) {

  public static final int MAX_QUESTION = 1_000;

  /// Articles that may all answer one question.
  public static final int MAX_ARTICLES = 10;

  private static final int ID_BYTES = 16;

  public AnswerLabel {
    articles = List.copyOf(articles);
    if (question.isBlank() || question.length() > MAX_QUESTION) {
      throw new IllegalArgumentException("question must be 1 to " + MAX_QUESTION + " characters");
    }
    if (articles.size() > MAX_ARTICLES) {
      throw new IllegalArgumentException("more than " + MAX_ARTICLES + " articles");
    }
  }

  /// Made from the question, whatever its case and spaces: the same question has one label.
  public String id() {
    String same = question.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(same.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
