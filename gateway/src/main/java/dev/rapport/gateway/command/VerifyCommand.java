package dev.rapport.gateway.command;

import dev.rapport.storage.StoreCheck;
import dev.rapport.storage.StoreReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `rapport verify`: looks for damage in a store, and changes nothing.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Looks for damage and changes nothing: the files, the chain of events, their replay against the"
          + " snapshots, the contacts against the events.",
      "May run while the process serves. Exit 1 when something is not what was written."
    },
    footer = {"", "Example: rapport verify --data DIR"})
final class VerifyCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data directory.",
      required = true)
  private Path data = Path.of("data");

  @Override
  public Integer call() {
    StoreReport report = StoreCheck.of(data);
    if (report.served()) {
      System.out.println("a process serves it; its write-ahead log was not looked at");
    }
    StoreWords.print(report);
    return report.sound() ? 0 : 1;
  }
}
