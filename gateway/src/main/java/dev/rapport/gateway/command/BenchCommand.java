package dev.rapport.gateway.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// `rapport bench`: stands here for `--help`. The launcher runs benchmarks in a process of their
/// own, since they drive the public interfaces from outside.
@Command(
    name = "bench",
    description = "Benchmarks against a freshly started process; prints one JSON object.",
    footer = {"", "Example:", "  rapport bench flow --data ../data --json flow.json"})
final class BenchCommand implements Callable<Integer> {
  @Unmatched private List<String> arguments = List.of();

  @Override
  public Integer call() {
    throw new RapportCommand.Refused(
        "benchmarks run through the launcher: ./rapport bench " + String.join(" ", arguments));
  }
}
