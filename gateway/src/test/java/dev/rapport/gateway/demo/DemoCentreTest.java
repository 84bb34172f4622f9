package dev.rapport.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.customers.Identifier;
import dev.rapport.customers.importing.CustomerImport;
import dev.rapport.customers.importing.ImportProgress;
import dev.rapport.customers.importing.ImportSettings;
import dev.rapport.customers.importing.SheetImport;
import dev.rapport.customers.sources.Whom;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.settings.SettingsFile;
import dev.rapport.gateway.settings.SourceSettings;
import dev.rapport.gateway.sources.FileHoldings;
import dev.rapport.storage.SqlCustomerDirectory;
import dev.rapport.storage.SqlEarlierContacts;
import dev.rapport.storage.SqlLearning;
import dev.rapport.storage.SqlPurchases;
import dev.rapport.storage.Store;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCentreTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 7, 3);

  @TempDir private Path folder;

  @Test
  void theSettingsOfTheDemoAreAccepted() {
    Settings settings = SettingsFile.parse(DemoCentre.settings(folder), Map.of());
    assertThat(settings.plan().agents()).hasSize(12);
    assertThat(settings.plan().queues()).hasSize(5);
  }

  @Test
  void everyQueueHasThreeAgentsWithTheSkillsItAsksFor() {
    Settings.Staffing plan = SettingsFile.parse(DemoCentre.settings(folder), Map.of()).plan();
    for (Settings.Queue queue : plan.queues()) {
      List<String> able =
          plan.agents().stream()
              .filter(agent -> agent.queues().contains(queue.id()))
              .filter(agent ->
                  queue.skills().entrySet().stream()
                      .allMatch(s -> agent.skills().getOrDefault(s.getKey(), 0) >= s.getValue()))
              .map(Settings.Agent::id)
              .toList();
      assertThat(able).as(queue.id()).hasSizeGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void theFreeSeatsAreAgentsOfTheCentre() {
    List<String> agents =
        SettingsFile.parse(DemoCentre.settings(folder), Map.of()).plan().agents().stream()
            .map(Settings.Agent::id)
            .toList();
    assertThat(agents).containsAll(DemoCentre.freeSeats());
  }

  @Test
  void sixtyCustomersHaveDifferentAddresses() {
    List<DemoCustomer> customers = DemoCentre.load().customers();
    assertThat(customers).hasSize(60);
    var addresses = new HashSet<>(customers.stream().map(DemoCustomer::email).toList());
    assertThat(addresses).hasSize(60).allMatch(a -> a.matches("[a-z.]+@example\\.(org|com|net)"));
  }

  @Test
  void everyTalkHasSomebodyWhoSpeaksItsLanguage() {
    DemoCentre centre = DemoCentre.load();
    assertThat(centre.talks()).hasSize(20);
    for (DemoTalk talk : centre.talks()) {
      assertThat(talk.replies()).as(talk.subject()).isNotEmpty();
      assertThat(talk.more()).hasSizeLessThanOrEqualTo(talk.replies().size());
      assertThat(centre.customers()).anyMatch(c -> c.language().equals(talk.language()));
    }
  }

  @Test
  void unpackingWritesEveryArticleAndTheCustomers() throws IOException, URISyntaxException {
    DemoCentre.unpack(folder, TODAY);
    assertThat(folder.resolve("customers.csv")).isNotEmptyFile();
    Path written = folder.resolve("articles");
    var list = getClass().getResource("/demo/articles.txt");
    assertThat(list).isNotNull();
    Path resources = Path.of(list.toURI()).resolveSibling("articles");
    assertThat(names(written)).hasSize(31).isEqualTo(names(resources));
  }

  @Test
  void everyCustomersStoryIsTakenInAndEndsBeforeToday() throws IOException {
    DemoCentre.unpack(folder, TODAY);
    long now = TODAY.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    try (Store store = Store.open(folder.resolve("data"))) {
      new CustomerImport(new SqlCustomerDirectory(store), InstantSource.system())
          .run(
              folder.resolve("customers.csv"),
              ImportSettings.of("demo", "demo", "GB"),
              ImportProgress.NONE);
      var sheets = new SheetImport(new SheetImport.Scope("demo", "demo", "GBP", 0), now);
      var purchases = new SqlPurchases(store);
      for (SheetImport.Report report :
          List.of(
              sheets.purchases(folder.resolve("purchases.csv"), purchases),
              sheets.preferences(folder.resolve("preferences.csv"), new SqlLearning(store)),
              sheets.contacts(folder.resolve("contacts.csv"), new SqlEarlierContacts(store)))) {
        assertThat(report.complaints()).isEmpty();
        assertThat(report.added()).isEqualTo(report.read()).isGreaterThan(50);
      }
      assertThat(purchases.all("demo", 100)).hasSize(60).allMatch(l -> l.lastAt() < now);
    }
    var orders =
        new FileHoldings(
            new SourceSettings.File("Shop", folder.resolve("orders.csv").toString(), "demo", 60));
    var harriet = new Identifier(Identifier.Kind.EXTERNAL_ID, "demo:AF-1001");
    assertThat(orders.holdings(new Whom("demo", "a", List.of(harriet)))).isNotEmpty();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
