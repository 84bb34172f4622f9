package dev.rapport.loadtests;

import dev.rapport.loadtests.customers.IdentityCommand;
import dev.rapport.loadtests.customers.RelationshipCommand;
import dev.rapport.loadtests.customers.ValueCommand;
import dev.rapport.loadtests.knowledge.KnowledgeCommand;
import dev.rapport.loadtests.routing.ModelsCommand;
import dev.rapport.loadtests.routing.PolicyCommand;
import dev.rapport.loadtests.routing.RoutingCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `rapport bench NAME`: figures of a freshly started process, measured from outside.
@Command(
    name = "rapport bench",
    mixinStandardHelpOptions = true,
    subcommands = {
      FlowCommand.class,
      RecoveryCommand.class,
      DurableCommand.class,
      TogetherCommand.class,
      PhoneCommand.class,
      RoutingCommand.class,
      PolicyCommand.class,
      ModelsCommand.class,
      KnowledgeCommand.class,
      IdentityCommand.class,
      ValueCommand.class,
      RelationshipCommand.class
    },
    description = "Measures a freshly started Rapport from outside; prints one JSON object.",
    footer = {"", "Example: rapport bench flow --data ../shared/data --json flow.json"})
public final class Bench {
  private Bench() {}

  /// Exits with 0 when the figures are sound, 1 when a promise was broken, 2 when the command line
  /// is wrong.
  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }
}
