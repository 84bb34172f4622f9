package dev.rapport.customers.importing;

import dev.rapport.customers.CustomerDirectory;
import dev.rapport.customers.CustomerDraft;
import dev.rapport.customers.ImportCheckpoint;
import dev.rapport.customers.ImportCounts;
import dev.rapport.customers.SaveBatch;
import dev.rapport.customers.SaveCounts;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One pass over one file. Not thread-safe, used once.
final class ImportRun {
  private static final int SAVE_TIMEOUT_SECONDS = 60;

  /// What stays the same during the pass.
  ///
  /// @param bytes length of the file
  /// @param batch rows in a transaction
  record Setting(
      CustomerDirectory directory,
      InstantSource clock,
      ImportSettings settings,
      ImportProgress progress,
      long bytes,
      int batch) {}

  private final Setting setting;
  private final DraftReader reader;
  private final @Nullable RejectFile rejects;
  private final ImportCheckpoint start;
  private List<CustomerDraft> batch = new ArrayList<>();
  private final List<ImportReport.Problem> problems = new ArrayList<>();
  private ImportCounts counts;
  private int pending;
  private @Nullable Saving saving;

  /// A batch on its way to the directory.
  ///
  /// @param upTo what was read until then
  /// @param bytes of the file read until then
  private record Saving(CompletionStage<SaveCounts> stage, ImportCounts upTo, long bytes) {}

  ImportRun(
      Setting setting, DraftReader reader, @Nullable RejectFile rejects, ImportCheckpoint start) {
    this.setting = setting;
    this.reader = reader;
    this.rejects = rejects;
    this.start = start;
    this.counts = start.counts();
  }

  ImportOutcome read(CsvFile file, List<String> columns) {
    long skip = start.counts().read();
    try {
      for (CsvRow row = file.next(); row != null; row = file.next()) {
        if (skip > 0) {
          skip--;
        } else {
          take(row);
          if (pending == setting.batch()) {
            save(file, false);
          }
        }
      }
    } catch (CsvFile.Broken broken) {
      save(file, false);
      settle();
      return new ImportOutcome.BrokenOff(
          report(columns), broken.line(), String.valueOf(broken.getMessage()));
    }
    save(file, true);
    settle();
    return new ImportOutcome.Done(report(columns));
  }

  private void take(CsvRow row) {
    pending++;
    switch (reader.read(row)) {
      case DraftReader.Row.Accepted accepted -> {
        batch.add(accepted.draft());
        counts = read(0);
      }
      case DraftReader.Row.Rejected rejected -> {
        counts = read(1);
        if (rejects != null) {
          rejects.add(row, rejected.reason());
        }
        if (problems.size() < ImportReport.MAX_PROBLEMS) {
          problems.add(new ImportReport.Problem(row.line(), rejected.reason()));
        }
      }
    }
  }

  private ImportCounts read(int rejected) {
    return new ImportCounts(
        counts.read() + 1,
        counts.created(),
        counts.updated(),
        counts.unchanged(),
        counts.rejected() + rejected);
  }

  private void save(CsvFile file, boolean finished) {
    ImportSettings settings = setting.settings();
    var full = new SaveBatch(settings.centre(), settings.source(), batch, setting.clock().millis());
    batch = new ArrayList<>();
    pending = 0;
    CompletionStage<SaveCounts> stage;
    if (settings.dryRun()) {
      settle();
      stage =
          CompletableFuture.completedStage(
              setting.directory().compare(full.centre(), full.source(), full.drafts()));
    } else {
      // Made ready while the one before is still written, whose counts its checkpoint needs.
      CustomerDirectory.Prepared prepared = setting.directory().prepare(full);
      settle();
      long rejectBytes = rejects == null ? start.rejectBytes() : rejects.force();
      stage = prepared.save(new ImportCheckpoint(start.plan(), counts, rejectBytes, finished));
    }
    saving = new Saving(stage, counts, file.bytesRead());
  }

  /// Waits for the batch under way, if there is one: one is saved while the next one is read, and
  /// no more than that.
  private void settle() {
    Saving last = saving;
    if (last != null) {
      saving = null;
      SaveCounts saved = durable(last.stage());
      counts = counts.plus(saved);
      setting.progress().at(last.upTo().plus(saved), last.bytes(), setting.bytes());
    }
  }

  private static SaveCounts durable(CompletionStage<SaveCounts> stage) {
    try {
      return stage.toCompletableFuture().get(SAVE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the directory did not save", failed.getCause());
    } catch (TimeoutException late) {
      throw new IllegalStateException(
          "the directory did not save within " + SAVE_TIMEOUT_SECONDS + " s", late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the import was interrupted", stopped);
    }
  }

  private ImportReport report(List<String> columns) {
    return new ImportReport(counts, start.counts().read(), columns, problems);
  }
}
