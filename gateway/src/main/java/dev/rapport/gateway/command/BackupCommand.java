package dev.rapport.gateway.command;

import dev.rapport.storage.StoreBackup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `rapport backup`: one file with everything that lasts.
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the store as it stands to a file, also while the process serves, and checks what it"
          + " wrote. Beside the file: its checksum and a copy of the secret key.",
      "Exit 1, and no file, when the copy is not sound."
    },
    footer = {"", "Example: rapport backup --data DIR --to /backups/monday.db"})
final class BackupCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data directory.",
      required = true)
  private Path data = Path.of("data");

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "Where the backup goes; may not be there yet.",
      required = true)
  private Path to = Path.of("backup.db");

  @Override
  public Integer call() {
    StoreBackup.Outcome outcome = StoreBackup.take(data, to);
    StoreWords.print(outcome.report());
    if (!outcome.report().sound()) {
      throw new RapportCommand.Refused("no backup was written; see rapport repair");
    }
    System.out.printf("%s: %,d bytes, SHA-256 %s%n", to, outcome.bytes(), outcome.sha256());
    return 0;
  }
}
