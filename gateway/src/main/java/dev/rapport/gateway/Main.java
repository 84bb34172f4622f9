package dev.rapport.gateway;

import dev.rapport.gateway.command.RapportCommand;

/// The process starts here.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(RapportCommand.run(arguments));
  }
}
