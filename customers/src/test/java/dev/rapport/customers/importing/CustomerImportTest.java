package dev.rapport.customers.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.customers.CustomerDraft;
import dev.rapport.customers.CustomerValue;
import dev.rapport.customers.Identifier;
import dev.rapport.customers.ImportCounts;
import dev.rapport.customers.MemoryCustomerDirectory;
import dev.rapport.customers.Money;
import dev.rapport.customers.ValueBand;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CustomerImportTest {
  @TempDir private Path folder;

  private final MemoryCustomerDirectory directory = new MemoryCustomerDirectory();
  private final CustomerImport importer =
      new CustomerImport(directory, InstantSource.fixed(Instant.ofEpochMilli(1_000)), 500);
  private final ImportSettings settings = ImportSettings.of("demo", "crm", "DE");

  private Path file(String text) throws IOException {
    return file(text, StandardCharsets.UTF_8);
  }

  private Path file(String text, Charset charset) throws IOException {
    return Files.write(folder.resolve("customers.csv"), text.getBytes(charset));
  }

  private ImportReport done(Path file, ImportSettings how) {
    return assertThat(importer.run(file, how, ImportProgress.NONE))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(ImportOutcome.Done.class))
        .actual()
        .report();
  }

  private static ImportCounts counts(long read, long created, long updated, long same, long bad) {
    return new ImportCounts(read, created, updated, same, bad);
  }

  @Test
  void aRegisterWithUsualHeadersNeedsNoMapping() throws IOException {
    ImportReport report =
        done(
            file(
                """
                record_id,postcode,full_name,dob,name_first,name_last,sex,e-mail,Mobile,Language,LTV
                A7,SW1A 1AA,Ana Ruiz,1980-02-03,Ana,Ruiz,F,Ana@Example.org,030 901820,Spanish,"1.234,50 €"
                """),
            settings);
    assertThat(report.counts()).isEqualTo(counts(1, 1, 0, 0, 0));
    assertThat(report.columns()).contains("dob: birth-date", "sex: attribute sex");
    CustomerDraft.Details ana = directory.draft("A7").details();
    assertThat(ana.name()).isEqualTo("Ana Ruiz");
    assertThat(ana.language()).isEqualTo("es");
    assertThat(ana.value()).isEqualTo(new CustomerValue(new Money(123_450, "EUR"), null));
    assertThat(ana.identifiers().stream().map(o -> o.identifier()))
        .containsExactly(
            new Identifier(Identifier.Kind.EMAIL, "ana@example.org"),
            new Identifier(Identifier.Kind.PHONE, "+4930901820"),
            new Identifier(Identifier.Kind.EXTERNAL_ID, "crm:A7"));
    assertThat(ana.attributes())
        .isEqualTo(
            Map.of(
                "birth_date",
                "1980-02-03",
                "first_name",
                "Ana",
                "last_name",
                "Ruiz",
                "postcode",
                "SW1A 1AA",
                "sex",
                "F"));
  }

  @Test
  void anUnknownKeyColumnIsFoundByItsEnding() throws IOException {
    ImportReport report = done(file("scenario_id,name\nx.0,Ana\n"), settings);
    assertThat(report.columns()).containsExactly("scenario_id: external-id", "name: name");
  }

  @Test
  void germanFrenchAndSpanishHeadersAndSemicolonsAreUnderstood() throws IOException {
    done(file("Kundennummer;Vorname;Nachname;Telefon\n1;Jürgen;Groß;030 901820\n"), settings);
    done(file("Prénom;Nom;Courriel\nZoé;Lefèvre;zoe@example.org\n"), settings);
    done(file("Nombre\tApellidos\tCorreo electrónico\nIñigo\tRuiz\ti@example.org\n"), settings);
    assertThat(directory.all().stream().map(c -> c.name()))
        .containsExactly("Jürgen Groß", "Zoé Lefèvre", "Iñigo Ruiz");
  }

  @Test
  void whatIsToldBeatsWhatIsGuessed() throws IOException {
    Path file = file("id,code,name,contact\n9,K1,Ana,ana@example.org\n");
    done(
        file,
        settings.withMap(Map.of(ImportField.EXTERNAL_ID, "code", ImportField.EMAIL, "Contact")));
    assertThat(directory.draft("K1").details().attributes()).containsEntry("id", "9");
    assertThat(directory.draft("K1").details().identifiers()).hasSize(2);
  }

  @Test
  void aColumnThatIsNotThereIsRefusedNamingThoseThatAre() throws IOException {
    assertThat(
            importer.run(
                file("id,name\n1,Ana\n"),
                settings.withMap(Map.of(ImportField.EMAIL, "mails")),
                ImportProgress.NONE))
        .isEqualTo(new ImportOutcome.Refused("no column 'mails'; the file has: id, name"));
  }

  @Test
  void aFileThatCannotIdentifyAnybodyIsRefused() throws IOException {
    assertThat(importer.run(file("name,town\nAna,Berlin\n"), settings, ImportProgress.NONE))
        .isInstanceOfSatisfying(
            ImportOutcome.Refused.class,
            refused -> assertThat(refused.reason()).contains("--map").contains("name, town"));
    assertThat(importer.run(file(""), settings, ImportProgress.NONE))
        .isEqualTo(new ImportOutcome.Refused("the file is empty"));
    assertThat(importer.run(folder.resolve("none.csv"), settings, ImportProgress.NONE))
        .isInstanceOf(ImportOutcome.Refused.class);
    assertThat(
            importer.run(
                file("id,name\n1,Ana\n", StandardCharsets.UTF_16), settings, ImportProgress.NONE))
        .isEqualTo(new ImportOutcome.Refused("the file is UTF-16; save it as UTF-8"));
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheFirstHeader() throws IOException {
    done(file("\ufeffid,name\n1,Ana\n"), settings);
    assertThat(directory.draft("1").details().name()).isEqualTo("Ana");
  }

  @Test
  void withoutAnIdTheFirstAddressOrNumberIsTheKey() throws IOException {
    Path file = file("name,email,phone\nAna,ana@example.org,030 901820\nBen,,030 901821\n");
    assertThat(done(file, settings).counts()).isEqualTo(counts(2, 2, 0, 0, 0));
    assertThat(done(file, settings).counts()).isEqualTo(counts(2, 0, 0, 2, 0));
    assertThat(directory.draft("phone:+4930901821").details().name()).isEqualTo("Ben");
  }

  @Test
  @DisplayName("P4: the same file again changes nothing, a changed row is updated")
  void runningAgainChangesNothing() throws IOException {
    assertThat(done(file("id,name\n1,Ana\n2,Ben\n"), settings).counts())
        .isEqualTo(counts(2, 2, 0, 0, 0));
    assertThat(done(file("id,name\n1,Ana\n2,Ben\n"), settings).counts())
        .isEqualTo(counts(2, 0, 0, 2, 0));
    assertThat(done(file("id,name\n1,Ana\n2,Benjamin\n3,Cem\n"), settings).counts())
        .isEqualTo(counts(3, 1, 1, 1, 0));
  }

  @Test
  void badRowsAreRejectedWithReasonsAndTheRestGoesIn() throws IOException {
    Path rejects = folder.resolve("rejects.csv");
    Path file =
        file(
            "id,name,email,phone,value,since,language,band\n"
                + "1,Ana,ana@@example.org,,,,,\n"
                + "2,Ben,,12,,,,\n"
                + "3,Cem,,,lots,,,\n"
                + "4,Dan,,,,05/06/2019,,\n"
                + "5,Eve,,,,,klingonish,\n"
                + "6,Fay,,,,,,diamond\n"
                + "7,Gus,,,,,,,extra\n"
                + ",,,,,,,\n"
                + "8,"
                + "x".repeat(201)
                + ",,,,,,\n"
                + "9,Hal,n/a,unknown,12,2019-05-31,de_AT,Gold\n");
    ImportReport report = done(file, settings.withRejects(rejects));
    assertThat(report.counts()).isEqualTo(counts(10, 1, 0, 0, 9));
    assertThat(report.problems().stream().map(p -> p.line() + " " + p.reason()))
        .containsExactly(
            "2 email: 'ana@@example.org': a character or dot before the @ that an address cannot"
                + " have there",
            "3 phone: '12': too short, or the area code is missing",
            "4 value: 'lots': not an amount",
            "5 since: '05/06/2019': not a date like 2019-05-31",
            "6 language: 'klingonish': not a language",
            "7 band: 'diamond': not platinum, gold, silver or bronze",
            "8 9 fields under 8 headers",
            "9 no id, e-mail address or telephone number",
            "10 name: longer than 200 characters");
    assertThat(Files.readAllLines(rejects))
        .hasSize(10)
        .startsWith("id,name,email,phone,value,since,language,band,rejected_line,rejected_because")
        .contains("2,Ben,,12,,,,,3,\"phone: '12': too short, or the area code is missing\"");
    CustomerDraft.Details hal = directory.draft("9").details();
    assertThat(hal.language()).isEqualTo("de-AT");
    assertThat(hal.value()).isEqualTo(new CustomerValue(new Money(1_200, "EUR"), ValueBand.GOLD));
    assertThat(hal.since()).isEqualTo(Instant.parse("2019-05-31T00:00:00Z").toEpochMilli());
  }

  @Test
  void aCorrectedRejectFileCanBeImported() throws IOException {
    Path rejects = folder.resolve("rejects.csv");
    done(file("id,name,phone\n1,Ana,12\n"), settings.withRejects(rejects));
    Path corrected = folder.resolve("corrected.csv");
    Files.writeString(corrected, Files.readString(rejects).replace(",12,", ",030 901820,"));
    assertThat(done(corrected, settings).counts()).isEqualTo(counts(1, 1, 0, 0, 0));
    assertThat(directory.draft("1").details().attributes()).isEmpty();
  }

  @Test
  void bytesThatAreNotUtf8CostTheirRowAndStandInTheRejectFileAsTheyWere() throws IOException {
    Path rejects = folder.resolve("rejects.csv");
    byte[] bytes = "id,name\n1,J\u00fcrgen\n2,Ana\n".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("customers.csv"), bytes);
    ImportReport report = done(file, settings.withRejects(rejects));
    assertThat(report.counts()).isEqualTo(counts(2, 1, 0, 0, 1));
    assertThat(report.problems()).containsExactly(new ImportReport.Problem(2, "name: not UTF-8"));
    assertThat(Files.readString(rejects, StandardCharsets.ISO_8859_1)).contains("1,J\u00fcrgen,2,");
  }

  @Test
  void rowsBeyondTheLimitsCostThemselvesOnly() throws IOException {
    String wide = "2," + "x,".repeat(300);
    String longField = "3," + "y".repeat(10_001);
    String large = "4," + ("z".repeat(9_000) + ",").repeat(150);
    ImportReport report =
        done(
            file("id,name\n1,Ana\n" + wide + "\n" + longField + "\n" + large + "\n5,Eve\n"),
            settings);
    assertThat(report.counts()).isEqualTo(counts(5, 2, 0, 0, 3));
    assertThat(report.problems().stream().map(ImportReport.Problem::reason))
        .containsExactly(
            "more than 200 columns",
            "column 2 is longer than 10000 bytes",
            "the row is longer than 1048576 bytes");
  }

  @Test
  void aQuoteNeverClosedBreaksOffAtItsLineAndKeepsWhatWasBefore() throws IOException {
    String endless = "3,\"Cem\n" + "4,Dan\n".repeat(1_000_000);
    assertThat(
            importer.run(file("id,name\n1,Ana\n2,Ben\n" + endless), settings, ImportProgress.NONE))
        .isInstanceOfSatisfying(
            ImportOutcome.BrokenOff.class,
            broken -> {
              assertThat(broken.line()).isEqualTo(4);
              assertThat(broken.report().counts()).isEqualTo(counts(2, 2, 0, 0, 0));
            });
  }

  @Test
  void quotedFieldsMayHoldDelimitersQuotesAndLines() throws IOException {
    done(file("id,name,note\n1,\"Ruiz, \"\"Ana\"\"\",\"two\nlines\"\n"), settings);
    assertThat(directory.draft("1").details().name()).isEqualTo("Ruiz, \"Ana\"");
    assertThat(directory.draft("1").details().note()).isEqualTo("two\nlines");
  }

  @Test
  void aDryRunCountsAndWritesNothing() throws IOException {
    Path rejects = folder.resolve("rejects.csv");
    done(file("id,name\n1,Ana\n2,Ben\n"), settings);
    Path file = file("id,name,phone\n1,Ana,\n2,Benjamin,\n3,Cem,\n4,Dan,12\n");
    ImportReport report = done(file, settings.withRejects(rejects).asDryRun());
    assertThat(report.counts()).isEqualTo(counts(4, 1, 1, 1, 1));
    assertThat(report.problems()).hasSize(1);
    assertThat(rejects).doesNotExist();
    assertThat(directory.draft("2").details().name()).isEqualTo("Ben");
    assertThat(directory.all()).hasSize(2);
  }

  @Test
  void aBrokenOffImportGoesOnWhereItWasAndRejectsEveryBadRowOnce() throws IOException {
    StringBuilder rows = new StringBuilder("id,name,phone\n");
    for (int i = 0; i < 2_600; i++) {
      rows.append(i).append(",Name ").append(i).append(i % 100 == 0 ? ",12\n" : ",\n");
    }
    Path file = file(rows.toString());
    Path rejects = folder.resolve("rejects.csv");
    ImportSettings how = settings.withRejects(rejects);
    directory.failAfter(3);
    assertThatThrownBy(() -> importer.run(file, how, ImportProgress.NONE))
        .hasMessage("the directory did not save");
    assertThat(directory.all()).hasSize(1_485);
    directory.failAfter(Integer.MAX_VALUE);
    ImportReport report = done(file, how);
    assertThat(report.resumedAfter()).isEqualTo(1_500);
    assertThat(report.counts()).isEqualTo(counts(2_600, 2_574, 0, 0, 26));
    assertThat(Files.readAllLines(rejects)).hasSize(27);
    assertThat(directory.all()).hasSize(2_574);
    assertThat(done(file, how).counts()).isEqualTo(counts(2_600, 0, 0, 2_574, 26));
  }

  @Test
  void anotherFileDoesNotResumeTheFirst() throws IOException {
    directory.failAfter(1);
    Path first = file("id,name\n" + "1,Ana\n".repeat(900));
    assertThatThrownBy(() -> importer.run(first, settings, ImportProgress.NONE));
    directory.failAfter(Integer.MAX_VALUE);
    ImportReport report = done(file("id,name\n7,Gus\n"), settings);
    assertThat(report.resumedAfter()).isZero();
    assertThat(report.counts()).isEqualTo(counts(1, 1, 0, 0, 0));
  }

  @Test
  void theRejectFileMayNotBeTheFileItself() throws IOException {
    Path file = file("id,name\n1,Ana\n");
    assertThat(importer.run(file, settings.withRejects(file), ImportProgress.NONE))
        .isEqualTo(new ImportOutcome.Refused("the reject file is the file itself"));
    assertThat(file).hasContent("id,name\n1,Ana\n");
  }

  @Test
  void progressIsToldAfterEveryBatchUpToTheWholeFile() throws IOException {
    List<Long> rows = new java.util.ArrayList<>();
    List<Long> bytes = new java.util.ArrayList<>();
    Path file = file("id,name\n" + "1,Ana\n".repeat(1_200));
    importer.run(
        file,
        settings,
        (counts, read, total) -> {
          rows.add(counts.read());
          bytes.add(total - read);
        });
    assertThat(rows).containsExactly(500L, 1_000L, 1_200L);
    assertThat(bytes.getLast()).isZero();
  }

  @Test
  void columnsBeyondTheAttributesOfACustomerAreSaidToBeLeftOut() throws IOException {
    StringBuilder header = new StringBuilder("id");
    for (int i = 0; i < 60; i++) {
      header.append(",extra").append(i);
    }
    ImportReport report = done(file(header + "\n1" + ",v".repeat(60) + "\n"), settings);
    assertThat(report.columns()).contains("extra45: attribute extra45", "extra46: not kept");
    assertThat(directory.draft("1").details().attributes()).hasSize(46);
  }
}
