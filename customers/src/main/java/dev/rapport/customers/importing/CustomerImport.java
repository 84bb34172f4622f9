package dev.rapport.customers.importing;

import dev.rapport.customers.CustomerDirectory;
import dev.rapport.customers.ImportCheckpoint;
import dev.rapport.customers.ImportCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Imports a CSV file of customers into the directory. Blocking; run it on a virtual thread.
///
/// Limits: a row of 1 MB, 200 columns, a field of 10,000 bytes; beyond them the row is rejected.
/// Rows are saved in batches of 2,500, each with its checkpoint in the same transaction, while the
/// next batch is read.
public final class CustomerImport {
  /// Rows in a transaction. Customers who follow each other are neighbours in every tree, so that
  /// larger batches write hardly fewer pages, and cost more: what is held is copied by the
  /// collector.
  public static final int BATCH = 2_500;

  private final CustomerDirectory directory;
  private final InstantSource clock;
  private final int batch;

  public CustomerImport(CustomerDirectory directory, InstantSource clock) {
    this(directory, clock, BATCH);
  }

  /// @param batch rows in a transaction, at most [CustomerDirectory#MAX_BATCH]
  public CustomerImport(CustomerDirectory directory, InstantSource clock, int batch) {
    this.directory = directory;
    this.clock = clock;
    this.batch = batch;
  }

  /// Reads the whole file, from where a broken-off run of the same file and settings left it.
  ///
  /// A dry run counts each batch against what is kept, so a customer who stands twice in the file,
  /// far apart, is counted as created twice.
  ///
  /// @throws RuntimeException what the directory failed with, or what `progress` threw; run again
  ///   to go on
  public ImportOutcome run(Path path, ImportSettings settings, ImportProgress progress) {
    Path rejects = settings.rejects();
    try (CsvFile file = CsvFile.open(path, settings.delimiter())) {
      if (rejects != null && Files.exists(rejects) && Files.isSameFile(path, rejects)) {
        return new ImportOutcome.Refused("the reject file is the file itself");
      }
      return switch (mapping(file, settings)) {
        case HeaderMapping.Mapped.Unusable unusable -> new ImportOutcome.Refused(unusable.reason());
        case HeaderMapping.Mapped.Usable usable ->
            run(file, path, usable.mapping(), settings, progress);
      };
    } catch (CsvFile.NotATable unusable) {
      return new ImportOutcome.Refused(String.valueOf(unusable.getMessage()));
    } catch (CsvFile.Broken broken) {
      return new ImportOutcome.Refused("the header: " + broken.getMessage());
    } catch (IOException unreadable) {
      return new ImportOutcome.Refused("cannot read or write: " + unreadable);
    }
  }

  private static HeaderMapping.Mapped mapping(CsvFile file, ImportSettings settings)
      throws CsvFile.Broken {
    CsvRow header = file.next();
    if (header == null) {
      return new HeaderMapping.Mapped.Unusable("the file is empty");
    }
    if (!header.beyond().isEmpty()) {
      return new HeaderMapping.Mapped.Unusable("the header has " + header.beyond());
    }
    List<String> names = new ArrayList<>();
    for (String bytes : header.fields()) {
      String name = Utf8.decode(bytes);
      if (name == null) {
        return new HeaderMapping.Mapped.Unusable("the header is not UTF-8; save the file as UTF-8");
      }
      names.add(name.strip());
    }
    return HeaderMapping.of(names, settings.map());
  }

  private ImportOutcome run(
      CsvFile file,
      Path path,
      HeaderMapping mapping,
      ImportSettings settings,
      ImportProgress progress)
      throws IOException {
    DraftReader reader = new DraftReader(mapping, settings, clock.millis());
    ImportRun.Setting setting =
        new ImportRun.Setting(directory, clock, settings, progress, Files.size(path), batch);
    if (settings.dryRun()) {
      return new ImportRun(
              setting, reader, null, new ImportCheckpoint("", ImportCounts.ZERO, 0, false))
          .read(file, mapping.words());
    }
    String plan = ImportPlan.fingerprint(path, settings, file.delimiter());
    ImportCheckpoint place =
        directory
            .checkpoint(settings.centre(), settings.source())
            .filter(c -> c.plan().equals(plan) && !c.finished())
            .orElse(new ImportCheckpoint(plan, ImportCounts.ZERO, 0, false));
    try (RejectFile rejects = rejects(settings.rejects(), mapping, file, place)) {
      return new ImportRun(setting, reader, rejects, place).read(file, mapping.words());
    }
  }

  private static @Nullable RejectFile rejects(
      @Nullable Path path, HeaderMapping mapping, CsvFile file, ImportCheckpoint place)
      throws IOException {
    return path == null
        ? null
        : RejectFile.open(path, mapping, file.delimiter(), place.rejectBytes());
  }
}
