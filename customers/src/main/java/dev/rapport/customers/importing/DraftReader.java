package dev.rapport.customers.importing;

import dev.rapport.customers.CustomerDraft;
import dev.rapport.customers.CustomerValue;
import dev.rapport.customers.Identifier;
import dev.rapport.customers.Identifiers;
import dev.rapport.customers.Money;
import dev.rapport.customers.OwnedIdentifier;
import dev.rapport.customers.Reading;
import dev.rapport.customers.ValueBand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads one row into a customer, or says why it cannot be one. A row is taken whole or not at all:
/// a customer with a silently dropped number would be a stranger when he calls.
final class DraftReader {
  private final HeaderMapping mapping;
  private final ImportSettings settings;
  private final long readAt;
  private final Identifiers identifiers;
  private final Languages languages = new Languages();

  DraftReader(HeaderMapping mapping, ImportSettings settings, long readAt) {
    this.mapping = mapping;
    this.settings = settings;
    this.readAt = readAt;
    this.identifiers = new Identifiers(settings.defaults().region());
  }

  sealed interface Row {
    record Accepted(CustomerDraft draft) implements Row {}

    record Rejected(String reason) implements Row {}
  }

  /// Thrown inside only, to leave a row from wherever its fault is found.
  private static final class Unfit extends Exception {
    private static final long serialVersionUID = 1;

    Unfit(String reason) {
      super(reason, null, false, false);
    }
  }

  Row read(CsvRow row) {
    if (!row.beyond().isEmpty()) {
      return new Row.Rejected(row.beyond());
    }
    if (row.fields().size() > mapping.headers().size()) {
      return new Row.Rejected(
          row.fields().size() + " fields under " + mapping.headers().size() + " headers");
    }
    try {
      return new Row.Accepted(draft(decoded(row)));
    } catch (Unfit unfit) {
      return new Row.Rejected(String.valueOf(unfit.getMessage()));
    }
  }

  private List<String> decoded(CsvRow row) throws Unfit {
    List<String> texts = new ArrayList<>(row.fields().size());
    for (int i = 0; i < row.fields().size(); i++) {
      String text = Utf8.decode(row.fields().get(i));
      if (text == null) {
        throw new Unfit(mapping.headers().get(i) + ": not UTF-8");
      }
      if (text.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r')) {
        throw new Unfit(mapping.headers().get(i) + ": has a control character");
      }
      texts.add(text.strip());
    }
    return texts;
  }

  private CustomerDraft draft(List<String> row) throws Unfit {
    List<OwnedIdentifier> owned = new ArrayList<>();
    addAll(ImportField.EMAIL, row, owned);
    addAll(ImportField.PHONE, row, owned);
    String externalId = externalId(row, owned);
    if (owned.size() > CustomerDraft.MAX_IDENTIFIERS) {
      throw new Unfit("more than " + CustomerDraft.MAX_IDENTIFIERS + " numbers and addresses");
    }
    return new CustomerDraft(
        externalId,
        new CustomerDraft.Details(
            name(row, owned),
            language(row),
            value(row),
            within(first(ImportField.NOTE, row), CustomerDraft.MAX_NOTE, "note"),
            since(row),
            owned,
            attributes(row)));
  }

  private void addAll(ImportField field, List<String> row, List<OwnedIdentifier> into)
      throws Unfit {
    for (int column : mapping.columns(field)) {
      String text = at(row, column);
      Reading reading =
          field == ImportField.PHONE ? identifiers.phone(text) : identifiers.email(text);
      switch (reading) {
        case Reading.Read read -> add(read, into);
        case Reading.Withheld _ -> {}
        case Reading.Invalid invalid ->
            throw new Unfit(
                mapping.headers().get(column) + ": " + quoted(text) + ": " + invalid.reason());
      }
    }
  }

  private void add(Reading.Read read, List<OwnedIdentifier> into) {
    if (into.stream().noneMatch(o -> o.identifier().equals(read.identifier()))) {
      into.add(
          new OwnedIdentifier(
              read.identifier(),
              read.display(),
              settings.defaults().proof(),
              settings.source(),
              readAt));
    }
  }

  /// The register's own key; without one, the first address or number stands in for it, so that the
  /// same file imported again still meets the same customers.
  private String externalId(List<String> row, List<OwnedIdentifier> owned) throws Unfit {
    String text = first(ImportField.EXTERNAL_ID, row);
    return switch (identifiers.externalId(settings.source(), text)) {
      case Reading.Read read -> {
        add(read, owned);
        yield read.display();
      }
      case Reading.Invalid invalid ->
          throw new Unfit("id: " + quoted(text) + ": " + invalid.reason());
      case Reading.Withheld _ -> substituteId(owned);
    };
  }

  private static String substituteId(List<OwnedIdentifier> owned) throws Unfit {
    if (owned.isEmpty()) {
      throw new Unfit("no id, e-mail address or telephone number");
    }
    Identifier first = owned.getFirst().identifier();
    String key = first.kind().name().toLowerCase(Locale.ROOT) + ":" + first.value();
    return within(key, Identifiers.MAX_EXTERNAL_ID, "e-mail address used as id");
  }

  private String name(List<String> row, List<OwnedIdentifier> owned) throws Unfit {
    String name = first(ImportField.NAME, row);
    if (name.isEmpty()) {
      name = (first(ImportField.FIRST_NAME, row) + " " + first(ImportField.LAST_NAME, row)).strip();
    }
    if (name.isEmpty() && !owned.isEmpty()) {
      name = owned.getFirst().display();
    }
    return within(name, CustomerDraft.MAX_NAME, "name");
  }

  private @Nullable String language(List<String> row) throws Unfit {
    String text = first(ImportField.LANGUAGE, row);
    if (text.isEmpty()) {
      return null;
    }
    String tag = languages.read(text);
    if (tag == null) {
      throw new Unfit("language: " + quoted(text) + ": not a language");
    }
    return tag;
  }

  private CustomerValue value(List<String> row) throws Unfit {
    String band = first(ImportField.BAND, row);
    ValueBand told =
        Arrays.stream(ValueBand.values())
            .filter(b -> b.name().equalsIgnoreCase(band))
            .findFirst()
            .orElse(null);
    if (told == null && !band.isEmpty()) {
      throw new Unfit("band: " + quoted(band) + ": not platinum, gold, silver or bronze");
    }
    String named = first(ImportField.CURRENCY, row);
    String currency = Amounts.currency(named.isEmpty() ? settings.defaults().currency() : named);
    if (currency == null) {
      throw new Unfit("currency: " + quoted(named) + ": no such currency");
    }
    String text = first(ImportField.VALUE, row);
    Money amount = text.isEmpty() ? null : Amounts.read(text, currency);
    if (amount == null && !text.isEmpty()) {
      throw new Unfit("value: " + quoted(text) + ": not an amount");
    }
    return new CustomerValue(amount, told);
  }

  private @Nullable Long since(List<String> row) throws Unfit {
    String text = first(ImportField.SINCE, row);
    Long since = text.isEmpty() ? null : Dates.read(text);
    if (since == null && !text.isEmpty()) {
      throw new Unfit("since: " + quoted(text) + ": not a date like 2019-05-31");
    }
    return since;
  }

  private SortedMap<String, String> attributes(List<String> row) {
    SortedMap<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < row.size(); i++) {
      String name = mapping.attributes().get(i);
      if (name != null && !row.get(i).isEmpty()) {
        attributes.put(name, row.get(i));
      }
    }
    put(attributes, "first_name", first(ImportField.FIRST_NAME, row));
    put(attributes, "last_name", first(ImportField.LAST_NAME, row));
    put(attributes, "postcode", first(ImportField.POSTCODE, row));
    put(attributes, "birth_date", first(ImportField.BIRTH_DATE, row));
    return attributes;
  }

  private static void put(SortedMap<String, String> attributes, String name, String value) {
    if (!value.isEmpty()) {
      attributes.put(name, value);
    }
  }

  private String first(ImportField field, List<String> row) {
    List<Integer> columns = mapping.columns(field);
    return columns.isEmpty() ? "" : at(row, columns.getFirst());
  }

  private static String at(List<String> row, int column) {
    return column < row.size() ? row.get(column) : "";
  }

  private static String within(String text, int limit, String what) throws Unfit {
    if (text.length() > limit) {
      throw new Unfit(what + ": longer than " + limit + " characters");
    }
    return text;
  }

  private static String quoted(String text) {
    return "'" + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + "'";
  }
}
