package dev.rapport.customers.importing;

import dev.rapport.customers.ImportCounts;

/// Told after every batch, on the importing thread. An exception stops the import there; what was
/// committed stays.
@FunctionalInterface
public interface ImportProgress {
  ImportProgress NONE = (_, _, _) -> {};

  /// @param bytes of the file read so far, of `total`
  void at(ImportCounts counts, long bytes, long total);
}
