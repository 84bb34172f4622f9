package dev.rapport.loadtests.customers;

import dev.rapport.customers.Identifiers;
import dev.rapport.customers.Reading;
import dev.rapport.customers.identity.IdentityField;
import dev.rapport.customers.identity.Likeness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How well people are told apart and found again, without a label to learn from.
@Command(
    name = "identity",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Finds who is who in FEBRL, the Chicago early-childhood sites, fake_1000 and RLdata500, finds"
          + " the callers of EVI among its 10,000 profiles, and normalises libphonenumber's example"
          + " numbers.",
      "One rule for all registers, set beforehand: a pair counts from even odds on. Labels are used"
          + " to count only."
    },
    footer = {"", "Example: rapport bench identity --data ../shared/data --json identity.json"})
public final class IdentityCommand implements Callable<Integer> {
  private static final List<IdentityField> FEBRL =
      List.of(
          new IdentityField("given name", Likeness.NAME),
          new IdentityField("surname", Likeness.NAME),
          new IdentityField("birth date", Likeness.DATE),
          new IdentityField("suburb", Likeness.NAME),
          new IdentityField("postcode", Likeness.DIGITS),
          new IdentityField("street number", Likeness.DIGITS),
          new IdentityField("street", Likeness.NAME),
          new IdentityField("state", Likeness.CODE),
          new IdentityField("social security number", Likeness.DIGITS));
  private static final List<String> FEBRL_COLUMNS =
      List.of(
          "given_name",
          "surname",
          "date_of_birth",
          "suburb",
          "postcode",
          "street_number",
          "address_1",
          "state",
          "soc_sec_id");

  @Option(
      names = "--data",
      paramLabel = "PATH",
      required = true,
      description = "The folder of the sets; a set that is not there is skipped.")
  private @Nullable Path data;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the list there too.")
  private @Nullable Path json;

  private final Figures figures = new Figures();

  @Override
  public Integer call() throws IOException {
    Path folder = java.util.Objects.requireNonNull(data);
    febrl(folder.resolve("febrl"));
    chicago(folder.resolve("chicago-early-childhood"));
    fake(folder.resolve("splink"));
    rldata(folder.resolve("rldata"));
    evi(folder.resolve("evi"));
    phones(folder.resolve("libphonenumber"));
    return figures.finish(json);
  }

  private void febrl(Path folder) throws IOException {
    if (!there("febrl", folder)) {
      return;
    }
    List<Map<String, String>> rows =
        new ArrayList<>(Tables.read(folder.resolve("dataset4a.csv"), ','));
    int second = rows.size();
    rows.addAll(Tables.read(folder.resolve("dataset4b.csv"), ','));
    figures.atLeast(
        "febrl4",
        "F1, nine fields",
        new Register(FEBRL, FEBRL_COLUMNS, rows, IdentityCommand::febrlPerson, second).linkedF1(),
        0.9998,
        0.999);
    figures.atLeast(
        "febrl4",
        "F1, name, birth date, suburb, postcode",
        new Register(
                FEBRL.subList(0, 5),
                FEBRL_COLUMNS.subList(0, 5),
                rows,
                IdentityCommand::febrlPerson,
                second)
            .linkedF1(),
        0.9883,
        0.985);
    figures.atLeast(
        "febrl3",
        "F1 after closure",
        new Register(
                FEBRL,
                FEBRL_COLUMNS,
                Tables.read(folder.resolve("dataset3.csv"), ','),
                IdentityCommand::febrlPerson,
                0)
            .closedF1(),
        0.9992,
        0.999);
  }

  /// `rec-1070-org` and `rec-1070-dup-0` are one person.
  private static String febrlPerson(Map<String, String> row) {
    return Tables.value(row, "rec_id").replaceAll("rec-(\\d+)-.*", "$1");
  }

  private void chicago(Path folder) throws IOException {
    if (!there("chicago", folder)) {
      return;
    }
    var register =
        new Register(
            List.of(
                new IdentityField("site name", Likeness.WORDS),
                new IdentityField("address", Likeness.WORDS),
                new IdentityField("zip", Likeness.DIGITS),
                new IdentityField("phone", Likeness.DIGITS)),
            List.of("Site name", "Address", "Zip", "Phone"),
            Tables.read(folder.resolve("csv_example_input_with_true_ids.csv"), ','),
            row -> Tables.value(row, "True Id"),
            0);
    figures.atLeast("chicago", "F1 of groups", register.groupedF1(), 0.861, 0.90);
  }

  private void fake(Path folder) throws IOException {
    if (!there("fake_1000", folder)) {
      return;
    }
    var register =
        new Register(
            List.of(
                new IdentityField("first name", Likeness.NAME),
                new IdentityField("surname", Likeness.NAME),
                new IdentityField("birth date", Likeness.DATE),
                new IdentityField("city", Likeness.NAME),
                new IdentityField("e-mail", Likeness.ADDRESS)),
            List.of("first_name", "surname", "dob", "city", "email"),
            Tables.read(folder.resolve("fake_1000.csv"), ','),
            row -> Tables.value(row, "cluster"),
            0);
    figures.atLeast("fake_1000", "F1 of groups", register.groupedF1(), 0.81, 0.88);
  }

  private void rldata(Path folder) throws IOException {
    if (!there("rldata500", folder)) {
      return;
    }
    List<Map<String, String>> rows = Tables.read(folder.resolve("RLdata500.csv"), ',');
    List<Map<String, String>> people = Tables.read(folder.resolve("identity.RLdata500.csv"), ',');
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).put("person", Tables.value(people.get(i), "identity.RLdata500"));
    }
    var register =
        new Register(
            List.of(
                new IdentityField("first name", Likeness.NAME),
                new IdentityField("surname", Likeness.NAME),
                new IdentityField("birth year", Likeness.DIGITS),
                new IdentityField("birth month", Likeness.CODE),
                new IdentityField("birth day", Likeness.CODE)),
            List.of("fname_c1", "lname_c1", "by", "bm", "bd"),
            rows,
            row -> Tables.value(row, "person"),
            0);
    figures.atLeast("rldata500", "F1 of groups", register.groupedF1(), 0.98, 0.98);
  }

  private void evi(Path folder) throws IOException {
    if (there("evi", folder)) {
      new Callers(folder.resolve("records.en.csv"), folder.resolve("dialogues.en.dev.tsv"))
          .measure(figures);
    }
  }

  private void phones(Path folder) throws IOException {
    if (!there("libphonenumber", folder)) {
      return;
    }
    double right = 0;
    List<Map<String, String>> rows = Tables.read(folder.resolve("example_numbers.csv"), ',');
    for (Map<String, String> row : rows) {
      String e164 = "+" + Tables.value(row, "country_code") + Tables.value(row, "national_number");
      boolean read =
          new Identifiers("DE").phone(e164) instanceof Reading.Read number
              && number.identifier().value().replace("+", "").equals(e164.substring(1));
      if (read) {
        right++;
      } else {
        System.err.println("not normalised: " + row);
      }
    }
    figures.atLeast("libphonenumber", "example numbers normalised", right, 1131, rows.size());
  }

  private static boolean there(String set, Path folder) {
    if (Files.isDirectory(folder)) {
      return true;
    }
    Figures.skipped(set, folder);
    return false;
  }
}
