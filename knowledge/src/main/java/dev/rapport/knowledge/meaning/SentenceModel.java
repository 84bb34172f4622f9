package dev.rapport.knowledge.meaning;

/// Turns a text into a vector of length 1, so that the dot product of two says how alike they are:
/// about [#strangers] for strangers at most, 1 for the same. Blocking (milliseconds); safe for many
/// threads.
public interface SentenceModel {

  /// Which one it is: vectors of two models cannot be compared.
  String name();

  /// The cosine that texts which have nothing to do with each other hardly ever exceed. Where it
  /// lies is a matter of the model: some press all cosines into the upper half.
  double strangers();

  /// How near two texts are by the cosine of their vectors: 1 for the same, 0 for strangers, and
  /// less for those who have even less to do with each other.
  default double nearness(double cosine) {
    return (cosine - strangers()) / (1 - strangers());
  }

  /// The length of every vector.
  int dimensions();

  /// @param text of any length; what is beyond the model's window is not read
  float[] embed(String text);

  /// Whether it can answer at once, without being read from somewhere first.
  default boolean ready() {
    return true;
  }

  /// Whether the model was made for texts of that language. A model may give vectors for others,
  /// they only mean less.
  ///
  /// @param language a primary language subtag: `en`, `de`
  boolean speaks(String language);
}
