package dev.rapport.gateway.sources;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.rapport.customers.sources.HoldingSource;
import dev.rapport.customers.sources.Whom;
import dev.rapport.customers.view.Holding;
import dev.rapport.gateway.settings.SourceSettings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A source that is a file: CSV with a header, or JSON, with the columns or fields `customer` (his
/// number in the register), `id`, `title`, and if wanted `kind`, `state`, `at`. Read whole, and
/// again whenever it has been written since.
public final class FileHoldings implements HoldingSource {
  /// Bytes of a file that is read.
  static final long MAX_BYTES = 64L << 20;

  private final SourceSettings.File settings;
  private final Path path;
  private @Nullable Contents contents;

  private record Contents(FileTime writtenAt, Map<String, List<Holding>> byNumber) {}

  public FileHoldings(SourceSettings.File settings) {
    this.settings = settings;
    this.path = Path.of(settings.path());
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public List<Holding> holdings(Whom whom) {
    Map<String, List<Holding>> known = contents().byNumber();
    return whom.numbers(settings.register()).stream()
        .flatMap(number -> known.getOrDefault(number, List.of()).stream())
        .sorted(Comparator.comparingLong(Holding::at).reversed())
        .toList();
  }

  private synchronized Contents contents() {
    try {
      FileTime writtenAt = Files.getLastModifiedTime(path);
      Contents last = contents;
      if (last == null || !last.writtenAt().equals(writtenAt)) {
        if (Files.size(path) > MAX_BYTES) {
          throw new SourceFailed("is larger than " + (MAX_BYTES >> 20) + " MiB");
        }
        last = new Contents(writtenAt, read());
        contents = last;
      }
      return last;
    } catch (IOException unreadable) {
      throw new SourceFailed("cannot be read", unreadable);
    }
  }

  private Map<String, List<Holding>> read() throws IOException {
    Map<String, List<Holding>> byNumber = new HashMap<>();
    if (settings.path().endsWith(".json")) {
      for (Object each : HoldingJson.array(Files.readString(path))) {
        if (each instanceof JsonObject item) {
          put(byNumber, item);
        }
      }
      return byNumber;
    }
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(path)) {
      for (NamedCsvRecord row : rows) {
        JsonObject item = new JsonObject();
        row.getFieldsAsMap().forEach(item::put);
        put(byNumber, item);
      }
      return byNumber;
    } catch (CsvParseException broken) {
      throw new SourceFailed("is no CSV: " + broken.getMessage(), broken);
    }
  }

  private void put(Map<String, List<Holding>> byNumber, JsonObject item) {
    Object customer = item.getValue("customer");
    if (customer == null) {
      throw new SourceFailed("has a thing of nobody: a customer is needed");
    }
    byNumber
        .computeIfAbsent(String.valueOf(customer).strip(), _ -> new ArrayList<>())
        .add(HoldingJson.holding(name(), item));
  }
}
