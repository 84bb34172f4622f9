package dev.rapport.customers.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.rapport.customers.CustomerDraft;
import dev.rapport.customers.Money;
import dev.rapport.customers.learning.LearningStore;
import dev.rapport.customers.learning.Preference;
import dev.rapport.customers.value.Purchase;
import dev.rapport.customers.value.PurchaseStore;
import dev.rapport.customers.view.EarlierContact;
import dev.rapport.customers.view.EarlierContactStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// Imports purchases, preferences and earlier contacts from CSV with a header. A row that is there
/// already changes nothing; a row that cannot be read is rejected with its line and the reason.
///
/// - purchases: `customer` (the source's number), `id`, `at` (`2026-07-03` or an ISO instant),
///   `amount`, and if wanted `margin`, `currency`, `what`
/// - preferences: `customer`, `topic`, `wish`, and if wanted `avoid`, `source`, `changes`, `at`,
///   `until`
/// - contacts of an earlier system: `customer`, `id`, `at`, `channel`, `text`, and if wanted
///   `direction` (`in`, `out`, `inside`) and `by`
public final class SheetImport {
  /// Complaints kept; the rest is counted.
  public static final int MAX_COMPLAINTS = 100;

  private final Scope scope;
  private final long now;

  /// Whose rows they are.
  ///
  /// @param source the customers' source, as given when they were imported
  /// @param currency where a row names none
  /// @param marginRate where a row names no margin
  public record Scope(String centre, String source, String currency, double marginRate) {}

  /// What became of the rows.
  public record Report(int read, int added, int known, int rejected, List<String> complaints) {}

  public SheetImport(Scope scope, long now) {
    this.scope = scope;
    this.now = now;
  }

  public Report purchases(Path file, PurchaseStore store) throws IOException {
    return read(
        file,
        this::purchase,
        PurchaseStore.MAX_BATCH,
        batch ->
            store
                .save(scope.centre(), batch, scope.marginRate())
                .toCompletableFuture()
                .join()
                .added());
  }

  public Report preferences(Path file, LearningStore store) throws IOException {
    return read(
        file,
        this::preference,
        PurchaseStore.MAX_BATCH,
        batch -> store.teachAll(scope.centre(), batch).toCompletableFuture().join());
  }

  public Report contacts(Path file, EarlierContactStore store) throws IOException {
    return read(
        file,
        this::contact,
        EarlierContactStore.MAX_BATCH,
        batch -> store.save(scope.centre(), batch).toCompletableFuture().join());
  }

  /// Reads one row; throws when it cannot be.
  private interface RowReader<T> {
    T read(NamedCsvRecord row);
  }

  private static <T> Report read(
      Path file, RowReader<T> reader, int batchSize, ToIntFunction<List<T>> save)
      throws IOException {
    List<T> batch = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    int read = 0;
    int added = 0;
    int rejected = 0;
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        read++;
        try {
          batch.add(reader.read(row));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
          rejected++;
          if (complaints.size() < MAX_COMPLAINTS) {
            complaints.add("line " + row.getStartingLineNumber() + ": " + e.getMessage());
          }
        }
        if (batch.size() == batchSize) {
          added += save.applyAsInt(batch);
          batch.clear();
        }
      }
    } catch (CsvParseException e) {
      complaints.add("broke off: " + e.getMessage());
      rejected++;
    }
    added += batch.isEmpty() ? 0 : save.applyAsInt(batch);
    return new Report(read, added, read - added - rejected, rejected, complaints);
  }

  private String customer(NamedCsvRecord row) {
    return CustomerDraft.customerId(scope.centre(), scope.source(), needed(row, "customer"));
  }

  private Purchase purchase(NamedCsvRecord row) {
    String currency =
        field(row, "currency").map(c -> c.toUpperCase(Locale.ROOT)).orElse(scope.currency());
    return new Purchase(
        new Purchase.Key(customer(row), scope.source(), needed(row, "id")),
        moment(needed(row, "at")),
        money(needed(row, "amount"), currency),
        field(row, "margin").map(margin -> money(margin, currency).minor()).orElse(null),
        cut(field(row, "what").orElse("")));
  }

  private static String cut(String text) {
    return text.length() <= Purchase.MAX_TEXT ? text : text.substring(0, Purchase.MAX_TEXT);
  }

  private static Money money(String amount, String currency) {
    return Money.of(new BigDecimal(amount), currency);
  }

  private Preference preference(NamedCsvRecord row) {
    String customer = customer(row);
    String topic = needed(row, "topic");
    String wish = needed(row, "wish");
    boolean avoid = field(row, "avoid").map(a -> a.equalsIgnoreCase("true")).orElse(false);
    var source =
        Preference.Source.valueOf(field(row, "source").orElse("told").toUpperCase(Locale.ROOT));
    return new Preference(
        // The same lesson of the same customer is the same preference.
        CustomerDraft.customerId(customer, topic, (avoid ? "-" : "+") + wish),
        customer,
        new Preference.Lesson(topic, wish, avoid, field(row, "changes").orElse("")),
        new Preference.Origin(
            source,
            scope.source(),
            "import",
            field(row, "at").map(SheetImport::moment).orElse(now)),
        field(row, "until").map(SheetImport::moment).orElse(null),
        new Preference.Kept(0, 0),
        null);
  }

  private EarlierContact contact(NamedCsvRecord row) {
    var direction =
        EarlierContact.Direction.valueOf(
            field(row, "direction").orElse("in").toUpperCase(Locale.ROOT));
    String text =
        field(row, "text").orElseThrow(() -> new IllegalArgumentException("nothing was said"));
    return new EarlierContact(
        new EarlierContact.Key(customer(row), scope.source(), needed(row, "id")),
        moment(needed(row, "at")),
        new EarlierContact.Way(needed(row, "channel"), direction, field(row, "by").orElse(null)),
        text.substring(0, Math.min(text.length(), EarlierContact.MAX_TEXT)));
  }

  private static Optional<String> field(NamedCsvRecord row, String name) {
    return row.findField(name).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static String needed(NamedCsvRecord row, String name) {
    return field(row, name)
        .filter(text -> text.length() <= Preference.MAX_TEXT)
        .orElseThrow(() -> new IllegalArgumentException("no " + name + ", or a very long one"));
  }

  private static long moment(String text) {
    return text.length() == 10
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
        : Instant.parse(text).toEpochMilli();
  }
}
