package dev.rapport.gateway;

import dev.rapport.gateway.command.RapportCommand;
import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;

/// The process starts here.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    logQuietly();
    System.exit(RapportCommand.run(arguments));
  }

  /// Unless the operator brings a configuration of his own.
  private static void logQuietly() throws IOException {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    if (System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    try (InputStream settings = Main.class.getResourceAsStream("/logging.properties")) {
      if (settings != null) {
        LogManager.getLogManager().readConfiguration(settings);
      }
    }
  }
}
