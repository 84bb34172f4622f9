package dev.rapport.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.settings.SettingsFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCentreTest {
  @TempDir private Path folder;

  @Test
  void theSettingsOfTheDemoAreAccepted() {
    Settings settings = SettingsFile.parse(DemoCentre.settings(), Map.of());
    assertThat(settings.plan().agents()).hasSize(12);
    assertThat(settings.plan().queues()).hasSize(5);
  }

  @Test
  void everyQueueHasThreeAgentsWithTheSkillsItAsksFor() {
    Settings.Staffing plan = SettingsFile.parse(DemoCentre.settings(), Map.of()).plan();
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
        SettingsFile.parse(DemoCentre.settings(), Map.of()).plan().agents().stream()
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
    DemoCentre.unpack(folder);
    assertThat(folder.resolve("customers.csv")).isNotEmptyFile();
    Path written = folder.resolve("articles");
    var list = getClass().getResource("/demo/articles.txt");
    assertThat(list).isNotNull();
    Path resources = Path.of(list.toURI()).resolveSibling("articles");
    assertThat(names(written)).hasSize(31).isEqualTo(names(resources));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
