package dev.rapport.knowledge;

import java.util.List;

/// Words that mean the same in a centre: whoever asks for one of them finds the others too.
///
/// @param language whose rules they are read with
/// @param words each a word or a short phrase; 2 to {@link #MAX_WORDS}
public record SynonymGroup(String id, String language, List<String> words) {

  /// Groups of one centre.
  public static final int MAX_GROUPS = 2_000;

  public static final int MAX_WORDS = 20;

  /// UTF-16 code units of a word or phrase.
  public static final int MAX_LENGTH = 60;

  public SynonymGroup {
    words = List.copyOf(words);
  }
}
