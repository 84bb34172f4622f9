package dev.rapport.customers.importing;

import dev.rapport.customers.Identifiers;
import dev.rapport.customers.Proof;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How to read a file of customers.
///
/// @param centre whose customers they are
/// @param source the register they come from; with the row's id it names the customer
/// @param map column headers by field, overriding the guess; an empty header means "no column"
/// @param delimiter `,` `;` or tab, or null to guess
/// @param rejects where rejected rows go with their reasons, or null for nowhere
/// @param dryRun count and list problems, write nothing at all
public record ImportSettings(
    String centre,
    String source,
    Map<ImportField, String> map,
    Defaults defaults,
    @Nullable Character delimiter,
    @Nullable Path rejects,
    boolean dryRun) {

  /// What the file does not say.
  ///
  /// @param region ISO 3166, where numbers without `+` are dialled
  /// @param currency ISO 4217, of amounts without one
  /// @param proof how far the register is believed about whose number or address it is
  public record Defaults(String region, String currency, Proof proof) {}

  public ImportSettings {
    map = Map.copyOf(map);
    if (!Identifiers.isSource(source)) {
      throw new IllegalArgumentException("not a source name: " + source);
    }
  }

  /// Guess everything, believe the register: it is the company's own.
  public static ImportSettings of(String centre, String source, String region) {
    return new ImportSettings(
        centre, source, Map.of(), new Defaults(region, "EUR", Proof.PROVEN), null, null, false);
  }

  public ImportSettings withMap(Map<ImportField, String> mapping) {
    return new ImportSettings(centre, source, mapping, defaults, delimiter, rejects, dryRun);
  }

  public ImportSettings withDelimiter(char mark) {
    return new ImportSettings(centre, source, map, defaults, mark, rejects, dryRun);
  }

  public ImportSettings withRejects(Path file) {
    return new ImportSettings(centre, source, map, defaults, delimiter, file, dryRun);
  }

  public ImportSettings asDryRun() {
    return new ImportSettings(centre, source, map, defaults, delimiter, rejects, true);
  }

  public ImportSettings withDefaults(Defaults others) {
    return new ImportSettings(centre, source, map, others, delimiter, rejects, dryRun);
  }
}
