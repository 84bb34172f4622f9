package dev.rapport.gateway.command;

import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.settings.SettingsFile;
import dev.rapport.storage.Store;
import dev.rapport.storage.StoreSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that every command on a data directory has.
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where everything lasts; made when it is not there.",
      required = true)
  Path data = Path.of("data");

  @Option(names = "--config", paramLabel = "FILE", description = "The settings, YAML.")
  @Nullable Path config;

  /// Where the settings say it is: a file in the directory, or a PostgreSQL. For one command, which
  /// may write much and answers nobody meanwhile.
  Store store() {
    return Store.open(
        StoreSettings.in(data)
            .withPostgres(settings().storage())
            .withWalPages(StoreSettings.WAL_PAGES_OF_IMPORTS));
  }

  Settings settings() {
    return SettingsFile.read(config, System.getenv());
  }
}
