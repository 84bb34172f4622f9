package dev.rapport.gateway.command;

import dev.rapport.gateway.settings.SettingsException;
import dev.rapport.storage.StoreUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `rapport`: the commands and what goes wrong with them. Exit codes: 0 done, 1 refused or failed,
/// 2 the command line is wrong.
@Command(
    name = "rapport",
    mixinStandardHelpOptions = true,
    versionProvider = RapportCommand.Version.class,
    description =
        "An omnichannel contact centre: recognises, answers, routes, and shows the story.",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      ReindexCommand.class,
      VerifyCommand.class,
      RepairCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      MoveCommand.class,
      AccountCommand.class,
      BenchCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  rapport demo                                    a whole centre to try, nothing to set up",
      "  rapport serve --config rapport.yaml --data DIR  production",
      "  rapport import customers customers.csv --data DIR",
      "  rapport import articles articles/ --data DIR",
      "  rapport account add ana --role agent --agent ana --data DIR",
      "  rapport backup --data DIR --to /backups/monday.db",
      "  rapport bench flow --data PATH --json flow.json"
    })
public final class RapportCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  /// Runs the command line and answers its exit code.
  public static int run(String[] arguments) {
    return new CommandLine(new RapportCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, line, _) -> failed(e, line))
        .execute(arguments);
  }

  @Override
  public void run() {
    CommandSpec own = Objects.requireNonNull(spec, "picocli sets it before it runs the command");
    throw new ParameterException(own.commandLine(), "say what to do");
  }

  /// What an operator can mend is said in a sentence; anything else keeps its stack trace.
  private static int failed(Exception e, CommandLine line) throws Exception {
    switch (e) {
      case SettingsException settings ->
          settings.problems().forEach(problem -> line.getErr().println("settings: " + problem));
      case Refused refused -> line.getErr().println(refused.getMessage());
      case StoreUnavailable store -> line.getErr().println(store.getMessage());
      case UncheckedIOException io -> line.getErr().println(String.valueOf(io.getCause()));
      case IOException io -> line.getErr().println(sentence(io));
      default -> throw e;
    }
    return 1;
  }

  /// What the file system throws says no more than a name.
  private static String sentence(IOException e) {
    return switch (e) {
      case NoSuchFileException none -> "there is no " + none.getFile();
      case FileAlreadyExistsException there -> there.getFile() + " is there already";
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }

  /// A command cannot be carried out, for a reason its caller can mend.
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /// The version of the build, which Maven writes beside the classes.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      var build = new Properties();
      try (var written = RapportCommand.class.getResourceAsStream("/build.properties")) {
        if (written != null) {
          build.load(written);
        }
      }
      return new String[] {"rapport " + build.getProperty("version", "(built in place)")};
    }
  }
}
