package dev.rapport.loadtests.customers;

import dev.rapport.customers.CustomerDraft;
import dev.rapport.customers.Identifier;
import dev.rapport.customers.PresentedIdentifier;
import dev.rapport.customers.Proof;
import dev.rapport.customers.Recognition;
import dev.rapport.customers.Recognizer;
import dev.rapport.customers.identity.IdentityIndex;
import dev.rapport.customers.identity.IdentityRecord;
import dev.rapport.customers.value.CostToServe;
import dev.rapport.customers.view.PictureStore;
import dev.rapport.loadtests.Launcher;
import dev.rapport.loadtests.RapportProcess;
import dev.rapport.storage.SqlCustomerDirectory;
import dev.rapport.storage.SqlPictures;
import dev.rapport.storage.SqlProfiles;
import dev.rapport.storage.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How fast customers are imported, recognised and shown, with a million of them in a store.
@Command(
    name = "relationship",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Imports made-up customers into a fresh SQLite store, then measures recognition by exact"
          + " identifier, by a name with a mistake and a birth date, and the whole relationship"
          + " view of customers with fifty contacts at 500 a second."
    },
    footer = {"", "Example: rapport bench relationship --json relationship.json"})
public final class RelationshipCommand implements Callable<Integer> {
  private static final String CENTRE = "bench";
  private static final String SETTINGS =
      """
      centre: {id: bench, name: Bench, region: DE, language: de}
      """;
  private static final Duration IMPORT_WITHIN = Duration.ofMinutes(10);
  private static final int WARM_UP = 2_000;
  private static final int SAMPLES = 10_000;
  private static final int WITH_HISTORY = 200;
  private static final int VIEWS_A_SECOND = 500;

  // Taken like the other two benchmarks of customers take it, so that one line runs all three.
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--data", paramLabel = "PATH", description = "Not read; customers are made up.")
  private @Nullable Path data;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the list there too.")
  private @Nullable Path json;

  @Option(names = "--customers", defaultValue = "1000000", description = "how many")
  private int customers = 1_000_000;

  @Mixin private final Launcher launcher = new Launcher();

  private final Figures figures = new Figures();
  private final MadeUpCustomers people = new MadeUpCustomers(1);
  private final SplittableRandom random = new SplittableRandom(2);

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("rapport-relationship");
    try {
      imported(folder);
      try (Store store = Store.open(folder.resolve("data"))) {
        exact(new Recognizer(new SqlCustomerDirectory(store)));
        fuzzy(store);
        view(store);
      }
    } finally {
      delete(folder);
    }
    return figures.finish(json);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private String set() {
    return customers + " customers";
  }

  /// By the command that anybody would import them with, its start included.
  private void imported(Path folder) throws IOException {
    Path file = folder.resolve("customers.csv");
    Path settings = folder.resolve("rapport.yaml");
    people.write(file, customers);
    Files.writeString(settings, SETTINGS);
    List<String> command =
        List.of(
            launcher.command(),
            "import",
            "customers",
            file.toString(),
            "--source=crm",
            "--config=" + settings,
            "--data=" + folder.resolve("data"));
    long began = System.nanoTime();
    RapportProcess.run(command, folder.resolve("import.log"), IMPORT_WITHIN);
    double seconds = (System.nanoTime() - began) / 1e9;
    figures.atLeast(set(), "imported a second", customers / seconds, null, 20_000);
  }

  private void exact(Recognizer recognizer) {
    Histogram times =
        measured(
            SAMPLES,
            number -> {
              var email = new Identifier(Identifier.Kind.EMAIL, people.person(number).email());
              Recognition found =
                  recognizer.recognise(
                      CENTRE, List.of(new PresentedIdentifier(email, Proof.CLAIMED)));
              if (!(found instanceof Recognition.Known)) {
                throw new IllegalStateException("not recognised: " + found);
              }
            });
    figures.told(set(), "recognised by e-mail, p50 ms", millis(times, 50), null);
    figures.atMost(set(), "recognised by e-mail, p99 ms", millis(times, 99), null, 2);
  }

  private void fuzzy(Store store) {
    long began = System.nanoTime();
    var index = new IdentityIndex();
    var profiles = new SqlProfiles(store);
    List<IdentityRecord> page = profiles.page(CENTRE, "");
    while (!page.isEmpty()) {
      index.addAll(page);
      page = profiles.page(CENTRE, page.getLast().id());
    }
    index.learn(() -> {});
    figures.told(set(), "index built, s", (System.nanoTime() - began) / 1e9, null);
    int[] first = new int[1];
    int[] asked = new int[1];
    Histogram times =
        measured(
            SAMPLES / 2,
            number -> {
              MadeUpCustomers.Person person = people.person(number);
              List<IdentityIndex.Candidate> found =
                  index.search(
                      IdentityIndex.record(
                          "", mistaken(person.name()), Map.of("birth_date", person.birthDate())),
                      5);
              asked[0]++;
              first[0] +=
                  !found.isEmpty() && found.getFirst().id().equals(id(person.number())) ? 1 : 0;
            });
    figures.told(set(), "by misspelt name and birth date, p50 ms", millis(times, 50), null);
    figures.atMost(set(), "by misspelt name and birth date, p99 ms", millis(times, 99), null, 25);
    figures.told(set(), "right one first, share", (double) first[0] / asked[0], null);
  }

  private String mistaken(String name) {
    int at = 1 + random.nextInt(name.length() - 1);
    char other = (char) ('a' + random.nextInt(26));
    return name.charAt(at) == ' ' ? name : name.substring(0, at) + other + name.substring(at + 1);
  }

  private static String id(String number) {
    return CustomerDraft.customerId(CENTRE, "crm", number);
  }

  private void view(Store store) {
    long now = System.currentTimeMillis();
    List<String> known = new ArrayList<>();
    for (int i = 0; i < WITH_HISTORY; i++) {
      known.add(id(people.person(i * (customers / WITH_HISTORY)).number()));
      Histories.write(store, CENTRE, known.getLast(), now);
    }
    var pictures = new SqlPictures(store, CostToServe.Rates.of("EUR", 90, 50));
    var times = new Histogram(3);
    long step = 1_000_000_000L / VIEWS_A_SECOND;
    long due = System.nanoTime();
    for (int i = 0; i < WARM_UP + SAMPLES; i++) {
      LockSupport.parkNanos(due - System.nanoTime());
      String customer = known.get(random.nextInt(known.size()));
      var picture = pictures.picture(new PictureStore.Wanted(CENTRE, customer, "ben", 30, now));
      if (picture.isEmpty() || picture.get().past().timeline().size() != 30) {
        throw new IllegalStateException("an incomplete view");
      }
      // From when it was due, so that a slow one is counted for those it delays.
      if (i >= WARM_UP) {
        times.recordValue(Math.max(0, System.nanoTime() - due));
      }
      due = Math.max(due + step, i < WARM_UP ? System.nanoTime() : 0);
    }
    figures.told(set(), "view of 50 contacts at 500/s, p50 ms", millis(times, 50), null);
    figures.atMost(set(), "view of 50 contacts at 500/s, p99 ms", millis(times, 99), null, 10);
  }

  private Histogram measured(int samples, IntConsumer work) {
    var times = new Histogram(3);
    for (int i = 0; i < WARM_UP + samples; i++) {
      int number = random.nextInt(customers);
      long began = System.nanoTime();
      work.accept(number);
      if (i >= WARM_UP) {
        times.recordValue(System.nanoTime() - began);
      }
    }
    return times;
  }

  private static double millis(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }
}
