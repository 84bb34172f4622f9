package dev.rapport.gateway.command;

import dev.rapport.customers.importing.CustomerImport;
import dev.rapport.customers.importing.ImportProgress;
import dev.rapport.customers.importing.ImportSettings;
import dev.rapport.customers.importing.SheetImport;
import dev.rapport.gateway.Rapport;
import dev.rapport.gateway.demo.DemoCentre;
import dev.rapport.gateway.demo.DemoMailbox;
import dev.rapport.gateway.demo.SimulatedAgents;
import dev.rapport.gateway.demo.SimulatedCallers;
import dev.rapport.gateway.demo.SimulatedCustomers;
import dev.rapport.gateway.security.Passwords;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.settings.SettingsFile;
import dev.rapport.knowledge.imports.ArticleImport;
import dev.rapport.knowledge.imports.ImportOptions;
import dev.rapport.storage.Account;
import dev.rapport.storage.SqlAccounts;
import dev.rapport.storage.SqlArticleStore;
import dev.rapport.storage.SqlCustomerDirectory;
import dev.rapport.storage.SqlEarlierContacts;
import dev.rapport.storage.SqlLearning;
import dev.rapport.storage.SqlPurchases;
import dev.rapport.storage.Store;
import dev.rapport.storage.StoreSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `rapport demo`: the same process as `serve`, with a written centre, a store that is thrown away,
/// and simulated people who come through the public interfaces.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "A whole centre to try: nothing to set up, nothing is kept.",
    footer = {"", "Example:", "  rapport demo --rate 20      twenty customers a minute"})
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--rate",
      defaultValue = "6",
      description = "Simulated customers a minute, 0 for none (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(names = "--seed", defaultValue = "1", description = "Same seed, same people.")
  private long seed;

  @Option(
      names = "--seconds",
      defaultValue = "0",
      description = "Ends by itself after so many seconds; 0 for never.")
  private long seconds;

  /// The source whose customer numbers the demo's files have.
  private static final String REGISTER = "demo";

  private static final double CALLS_OF_CONTACTS = 0.2;

  private final SecureRandom random = new SecureRandom();
  private @Nullable SimulatedCustomers customers;
  private @Nullable SimulatedAgents agents;
  private @Nullable SimulatedCallers callers;
  private @Nullable DemoMailbox mailbox;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("rapport-demo");
    Settings settings =
        SettingsFile.parse(DemoCentre.settings(data.resolve("demo")), System.getenv());
    furnish(settings, data);
    Rapport rapport = Rapport.start(settings, data);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(rapport, data)));
    rapport.awaitSearchable();
    people(rapport, settings);
    welcome(rapport, settings);
    rapport.awaitStop(seconds == 0 ? Long.MAX_VALUE : seconds);
    return 0;
  }

  private void furnish(Settings settings, Path data) throws IOException {
    Path files = Files.createDirectories(data.resolve("demo"));
    DemoCentre.unpack(files, LocalDate.now(ZoneOffset.UTC));
    String centre = settings.centre().id();
    InstantSource clock = InstantSource.system();
    try (Store store = Store.open(StoreSettings.in(data).withPostgres(settings.storage()))) {
      customers(settings, store, files);
      new ArticleImport(new SqlArticleStore(store), clock)
          .run(
              centre,
              files.resolve("articles"),
              ImportOptions.DEFAULT,
              ArticleImport.Progress.NONE);
      accounts(new SqlAccounts(store), settings);
    }
  }

  private static void customers(Settings settings, Store store, Path files) throws IOException {
    String centre = settings.centre().id();
    InstantSource clock = InstantSource.system();
    new CustomerImport(new SqlCustomerDirectory(store), clock)
        .run(
            files.resolve("customers.csv"),
            ImportSettings.of(centre, REGISTER, settings.centre().region()),
            ImportProgress.NONE);
    var scope = new SheetImport.Scope(centre, REGISTER, settings.value().currency(), 0);
    var sheets = new SheetImport(scope, clock.millis());
    sheets.purchases(files.resolve("purchases.csv"), new SqlPurchases(store));
    sheets.preferences(files.resolve("preferences.csv"), new SqlLearning(store));
    sheets.contacts(files.resolve("contacts.csv"), new SqlEarlierContacts(store));
  }

  /// One hash for all: every login of the demo has the same password, and a hash takes its time.
  private void accounts(SqlAccounts accounts, Settings settings) {
    String hash = new Passwords(random).hash(DemoCentre.PASSWORD);
    String centre = settings.centre().id();
    long now = System.currentTimeMillis();
    Stream<Account> agentAccounts =
        settings.plan().agents().stream()
            .map(a ->
                new Account(
                    centre, a.id(), a.name(), Account.Role.AGENT, a.id(), hash, false, now));
    Stream<Account> supervisor =
        Stream.of(
            new Account(
                centre,
                DemoCentre.SUPERVISOR,
                DemoCentre.SUPERVISOR_NAME,
                Account.Role.SUPERVISOR,
                null,
                hash,
                false,
                now));
    Stream.concat(agentAccounts, supervisor).map(accounts::add).toList().forEach(f -> f.join());
  }

  private void people(Rapport rapport, Settings settings) {
    Vertx vertx = rapport.vertx();
    URI http = URI.create("http://127.0.0.1:" + rapport.httpPort());
    List<String> simulated =
        settings.plan().agents().stream()
            .map(Settings.Agent::id)
            .filter(id -> !DemoCentre.freeSeats().contains(id))
            .toList();
    Settings.Relay relay = settings.relay();
    mailbox = new DemoMailbox(vertx);
    mailbox.start(relay == null ? 0 : relay.port()).await();
    Map<String, Set<String>> queues =
        settings.plan().agents().stream()
            .collect(Collectors.toMap(Settings.Agent::id, agent -> Set.copyOf(agent.queues())));
    agents = new SimulatedAgents(vertx, http, simulated, queues, seed);
    agents.start().await();
    callers = new SimulatedCallers(vertx, rapport.phonePort(), seed, rate * CALLS_OF_CONTACTS);
    callers.start(simulated).await();
    if (rate > 0) {
      customers = new SimulatedCustomers(vertx, http, rapport.smtpPort(), seed, rate);
      customers.start().await();
    }
  }

  private static void welcome(Rapport rapport, Settings settings) {
    String url = "http://localhost:" + rapport.httpPort();
    String seats = String.join(", ", DemoCentre.freeSeats());
    System.out.printf(
        """

        %s is open. Everything here is thrown away when you press Ctrl-C.

          Customers    %s/        search, chat, form
          Agents       %s/desk    log in as %s
          Supervisors  %s/live    log in as %s
          Password     %s (the same for all)

          Send a mail  printf 'From: you@example.org\\nSubject: My order\\n\\nWhere is it?\\n' | \\
                         curl --crlf smtp://localhost:%d --mail-from you@example.org \\
                           --mail-rcpt %s --upload-file -

          Call         point a softphone of this machine at sip:help@127.0.0.1:%d
                       or register it there as %s, password as above, to answer calls

        """,
        settings.centre().name(),
        url,
        url,
        seats,
        url,
        DemoCentre.SUPERVISOR,
        DemoCentre.PASSWORD,
        rapport.smtpPort(),
        DemoCentre.MAILBOX,
        rapport.phonePort(),
        DemoCentre.freeSeats().getFirst());
  }

  private void end(Rapport rapport, Path data) {
    if (customers != null) {
      quietly(customers.close());
    }
    if (callers != null) {
      quietly(callers.close());
    }
    if (agents != null) {
      quietly(agents.close());
    }
    if (mailbox != null) {
      quietly(mailbox.close());
    }
    rapport.close();
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      System.err.println("left behind: " + data);
    }
  }

  private static void quietly(Future<Void> end) {
    try {
      end.await();
    } catch (RuntimeException e) {
      System.err.println("the demo's people did not leave: " + e.getMessage());
    }
  }
}
