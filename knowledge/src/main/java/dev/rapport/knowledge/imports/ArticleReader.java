package dev.rapport.knowledge.imports;

import java.io.IOException;

/// Reads the articles of one kind of file.
interface ArticleReader {

  /// Hands over one entry after the other, in a fixed order, until the sink has enough.
  ///
  /// @throws IOException if the path as a whole cannot be read
  void read(Sink sink) throws IOException;

  /// The size of all that is to be read, in bytes.
  long size() throws IOException;

  /// Takes what was read.
  interface Sink {
    /// @param place where it stands, for people
    /// @param bytes how far the reader is
    /// @return whether to go on
    boolean article(String place, ReadArticle article, long bytes);

    /// @return whether to go on
    boolean rejected(String place, String reason, long bytes);
  }
}
