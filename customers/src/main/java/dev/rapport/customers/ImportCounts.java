package dev.rapport.customers;

/// How far an import is, in rows. `read` is the sum of the others once a batch is saved.
public record ImportCounts(long read, long created, long updated, long unchanged, long rejected) {
  public static final ImportCounts ZERO = new ImportCounts(0, 0, 0, 0, 0);

  public ImportCounts plus(SaveCounts saved) {
    return new ImportCounts(
        read,
        created + saved.created(),
        updated + saved.updated(),
        unchanged + saved.unchanged(),
        rejected);
  }
}
