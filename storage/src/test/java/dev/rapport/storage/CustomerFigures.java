package dev.rapport.storage;

import dev.rapport.customers.CustomerValue;
import dev.rapport.customers.Identifier;
import dev.rapport.customers.Money;
import dev.rapport.customers.PresentedIdentifier;
import dev.rapport.customers.Proof;
import dev.rapport.customers.Recognition;
import dev.rapport.customers.Recognizer;
import dev.rapport.customers.Relationships;
import dev.rapport.customers.ValueScale;
import dev.rapport.customers.importing.CustomerImport;
import dev.rapport.customers.importing.ImportOutcome;
import dev.rapport.customers.importing.ImportProgress;
import dev.rapport.customers.importing.ImportSettings;
import dev.rapport.storage.schema.Tables;
import dev.rapport.storage.schema.tables.records.ContactRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Measures what customers cost on this machine: importing, recognising, reading relationships. A
/// file of customers may be given; without one, 10,000 are made up.
///
/// `java -cp ... dev.rapport.storage.CustomerFigures [FILE.csv]`
final class CustomerFigures {
  private static final int MADE_UP = 10_000;
  private static final int LOOKUPS = 5_000;
  private static final int HISTORY = 50;
  private static final String CENTRE = "figures";

  private CustomerFigures() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("customer-figures");
    Path file = arguments.length > 0 ? Path.of(arguments[0]) : madeUp(folder);
    try (Store store = Store.open(folder.resolve("data"))) {
      ImportSettings settings = ImportSettings.of(CENTRE, "crm", "GB");
      for (String run : List.of("first", "again")) {
        long begin = System.nanoTime();
        double cpu = cpuSeconds();
        ImportOutcome outcome =
            new CustomerImport(new SqlCustomerDirectory(store), InstantSource.system())
                .run(file, settings, ImportProgress.NONE);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "import %s: %.2f s (%.2f s of processor time), %s%n",
            run,
            seconds,
            cpuSeconds() - cpu,
            counts(outcome));
      }
      List<Identifier> mails = mails(store);
      List<String> known = withHistory(store);
      // Twice: the first time is mostly the compiler's.
      for (int i = 0; i < 2; i++) {
        recognise(store, mails);
        relationships(store, known);
      }
    }
  }

  /// Of this process so far: what a measurement means on a machine that others use too.
  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  private static String counts(ImportOutcome outcome) {
    return switch (outcome) {
      case ImportOutcome.Done done -> done.report().counts() + " " + done.report().columns();
      case ImportOutcome.Refused refused -> refused.reason();
      case ImportOutcome.BrokenOff broken -> broken.reason();
    };
  }

  private static Path madeUp(Path folder) throws IOException {
    StringBuilder rows = new StringBuilder("id,name,email,phone,postcode,dob\n");
    for (int i = 0; i < MADE_UP; i++) {
      rows.append(i + ",Name " + i + ",n" + i + "@example.org,+4930" + (9_000_000 + i))
          .append(",10115,1980-01-01\n");
    }
    return Files.writeString(folder.resolve("customers.csv"), rows);
  }

  private static List<Identifier> mails(Store store) {
    return store.read(dsl ->
        dsl.select(Tables.CUSTOMER_IDENTIFIER.VALUE)
            .from(Tables.CUSTOMER_IDENTIFIER)
            .where(Tables.CUSTOMER_IDENTIFIER.KIND.eq(Identifier.Kind.EMAIL.name()))
            .limit(LOOKUPS)
            .fetch(row -> new Identifier(Identifier.Kind.EMAIL, row.value1())));
  }

  private static void recognise(Store store, List<Identifier> mails) {
    Recognizer recognizer = new Recognizer(new SqlCustomerDirectory(store));
    List<Long> nanos = new ArrayList<>();
    double cpu = cpuSeconds();
    int known = 0;
    for (Identifier mail : mails) {
      long begin = System.nanoTime();
      Recognition recognition =
          recognizer.recognise(CENTRE, List.of(new PresentedIdentifier(mail, Proof.CLAIMED)));
      nanos.add(System.nanoTime() - begin);
      known += recognition instanceof Recognition.Known ? 1 : 0;
    }
    report("recognise (" + known + " of " + mails.size() + " known)", nanos, cpuSeconds() - cpu);
  }

  private static List<String> withHistory(Store store) {
    List<String> customers =
        store.read(dsl ->
            dsl.select(Tables.CUSTOMER.ID).from(Tables.CUSTOMER).limit(100).fetch(r -> r.value1()));
    for (String customer : customers) {
      store.write(dsl -> dsl.batchInsert(history(customer)).execute()).join();
    }
    return customers;
  }

  private static void relationships(Store store, List<String> customers) {
    Relationships relationships =
        new Relationships(
            new SqlRelationshipStore(store), new ValueScale(new Money(10_000, "EUR")));
    List<Long> nanos = new ArrayList<>();
    double cpu = cpuSeconds();
    for (int i = 0; i < LOOKUPS; i++) {
      long begin = System.nanoTime();
      CustomerValue value =
          relationships
              .view(CENTRE, customers.get(i % customers.size()), begin)
              .orElseThrow()
              .relationship()
              .customer()
              .value();
      nanos.add(value == null ? 0 : System.nanoTime() - begin);
    }
    report("relationship with " + HISTORY + " contacts", nanos, cpuSeconds() - cpu);
  }

  private static List<ContactRecord> history(String customer) {
    List<ContactRecord> rows = new ArrayList<>();
    for (int i = 0; i < HISTORY; i++) {
      ContactRecord row = new ContactRecord();
      row.setCentre(CENTRE);
      row.setId(customer + "-" + i);
      row.setConversation("v" + i);
      row.setCustomer(customer);
      row.setChannel("chat");
      row.setSubject("Subject " + i);
      row.setState(i < HISTORY - 2 ? "ended" : "waiting");
      row.setCreatedAt((long) i);
      row.setEndedAt(i < HISTORY - 2 ? (long) i : null);
      rows.add(row);
    }
    return rows;
  }

  private static void report(String what, List<Long> nanos, double cpu) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%s: p50 %.3f ms, p99 %.3f ms, max %.3f ms, processor %.3f ms each%n",
        what,
        sorted[sorted.length / 2] / 1e6,
        sorted[sorted.length * 99 / 100] / 1e6,
        sorted[sorted.length - 1] / 1e6,
        cpu * 1e3 / sorted.length);
  }
}
