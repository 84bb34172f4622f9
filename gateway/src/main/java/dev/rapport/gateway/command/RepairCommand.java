package dev.rapport.gateway.command;

import dev.rapport.storage.StoreRepair;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `rapport repair`: sets what is damaged aside and keeps the rest.
@Command(
    name = "repair",
    mixinStandardHelpOptions = true,
    description = {
      "Copies the files as they are to DIR/set-aside, then mends what can be mended and cuts off what"
          + " cannot; says what it did. The process must be stopped.",
      "A sound store is not touched. Exit 1 when something is left that is not what was written."
    },
    footer = {"", "Example: rapport repair --data DIR"})
final class RepairCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data directory.",
      required = true)
  private Path data = Path.of("data");

  @Override
  public Integer call() {
    StoreRepair.Repaired repaired = StoreRepair.run(data, InstantSource.system());
    repaired.before().damage().forEach(damage -> System.out.println("damaged: " + damage));
    repaired.done().forEach(step -> System.out.println("done: " + step));
    StoreWords.print(repaired.after());
    return repaired.after().sound() ? 0 : 1;
  }
}
