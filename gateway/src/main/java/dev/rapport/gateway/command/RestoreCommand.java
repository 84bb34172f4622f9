package dev.rapport.gateway.command;

import dev.rapport.storage.StoreBackup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `rapport restore`: a backup becomes a data directory again.
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Puts a backup in place in a directory that has no store, after checking it.",
      "With --event the decisions after that event are undone: contacts are where they were then, and"
          + " those that arrived later are taken up anew. What customers sent is kept."
    },
    footer = {
      "",
      "Examples:",
      "  rapport restore --from /backups/monday.db --data DIR",
      "  rapport restore --from /backups/monday.db --data DIR --event 120000"
    })
final class RestoreCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data directory, made when it is not there.",
      required = true)
  private Path data = Path.of("data");

  @Option(names = "--from", paramLabel = "FILE", description = "The backup.", required = true)
  private Path from = Path.of("backup.db");

  @Option(names = "--event", paramLabel = "N", description = "The last event to keep.")
  private long event = Long.MAX_VALUE;

  @Override
  public Integer call() {
    StoreBackup.Outcome outcome = StoreBackup.restore(from, data, event);
    outcome.done().forEach(step -> System.out.println("done: " + step));
    StoreWords.print(outcome.report());
    if (!outcome.report().sound()) {
      throw new RapportCommand.Refused("nothing was restored: the backup is not sound");
    }
    System.out.printf("%s is ready to be served%n", data);
    return 0;
  }
}
