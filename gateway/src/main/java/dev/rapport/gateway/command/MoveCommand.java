package dev.rapport.gateway.command;

import dev.rapport.storage.StoreMove;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `rapport move`: from the file of a centre alone to a PostgreSQL.
@Command(
    name = "move",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Copies everything that lasts from a data directory to an empty PostgreSQL, counts the rows of"
          + " each table on both sides, and checks the chain of events there. The process must be"
          + " stopped. The file stays as it was.",
      "Exit 1 when it was not moved; then PostgreSQL has none of it."
    },
    footer = {
      "",
      "Example: rapport move --data DIR --to postgresql://rapport:secret@db.example:5432/rapport"
    })
final class MoveCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data directory.",
      required = true)
  private Path data = Path.of("data");

  @Option(
      names = "--to",
      paramLabel = "URL",
      description = "The PostgreSQL: postgresql://user:password@host:5432/database.",
      required = true)
  private String to = "";

  @Override
  public Integer call() {
    StoreMove.Moved moved;
    try {
      moved = StoreMove.run(data, to);
    } catch (IllegalArgumentException e) {
      throw new RapportCommand.Refused(String.valueOf(e.getMessage()));
    }
    moved
        .rows()
        .forEach((table, rows) ->
            System.out.printf("%-24s %,12d rows there, %,12d here%n", table, rows, rows));
    System.out.printf("the chains of %,d events are whole%n", moved.events());
    if (moved.mended() > 0) {
      System.out.printf(
          "%,d texts had a character that PostgreSQL does not keep (U+0000)%n", moved.mended());
    }
    System.out.println("now name it in the settings, as `storage`, and serve");
    return 0;
  }
}
