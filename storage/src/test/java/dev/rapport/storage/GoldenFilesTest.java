package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.routing.Event;
import dev.rapport.routing.EventLog.Snapshot;
import dev.rapport.routing.RoutingCore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What earlier versions wrote is read by this one: a whole store of each version, with its log and
/// its snapshots, and one event of every kind. The files of a version that was released never
/// change. Those of the version that is being made are written anew with `-Dgolden=write`.
class GoldenFilesTest {
  private static final String MAKING = "0.1.0";
  private static final long SEED = 20_261_123L;

  @TempDir Path folder;

  private static InputStream golden(String version, String name) {
    return Objects.requireNonNull(
        GoldenFilesTest.class.getResourceAsStream("/golden/" + version + "/" + name), name);
  }

  private static List<String> lines(String version, String name) throws IOException {
    try (InputStream in = golden(version, name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void writesTheFilesOfTheVersionThatIsBeingMade() throws IOException {
    if (!"write".equals(System.getProperty("golden"))) {
      return;
    }
    Path to = Files.createDirectories(Path.of("src/test/resources/golden", MAKING));
    Path home = folder.resolve("home");
    try (LivedCentre lived = new LivedCentre(home, SEED)) {
      lived.live(150).snapshot().live(150).snapshot().live(60);
      Files.write(to.resolve("contacts.txt"), contacts(lived.store));
    }
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(to.resolve("rapport.db.gz")))) {
      Files.copy(home.resolve("rapport.db"), out);
    }
    RecordCodec codec = new RecordCodec();
    Files.write(
        to.resolve("events.txt"),
        SomeEvents.ALL.stream().map(event -> codec.encode(Event.class, event)).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = MAKING)
  @DisplayName("P33: a store of an earlier version is migrated, replays, and says the same")
  void aStoreOfAnEarlierVersionSaysTheSame(String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve("data"));
    try (InputStream in = new GZIPInputStream(golden(version, "rapport.db.gz"))) {
      Files.copy(in, home.resolve("rapport.db"));
    }
    try (Store store = Store.open(StoreSettings.in(home).withReserveBytes(0))) {
      SqlEventLog log = new SqlEventLog(store, LivedCentre.CENTRE);
      assertThat(log.verify()).isPositive();
      RoutingCore replayed = new RoutingCore();
      log.replay(0, (_, at, event) -> replayed.apply(event, at));
      Snapshot snapshot = log.newestSnapshot().orElseThrow();
      RoutingCore restored = new RoutingCore(snapshot.state());
      log.replay(snapshot.sequence(), (_, at, event) -> restored.apply(event, at));
      assertThat(restored.stateHash()).isEqualTo(replayed.stateHash());
      assertThat(contacts(store)).isEqualTo(lines(version, "contacts.txt"));
    }
    assertThat(StoreCheck.of(home).damage()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = MAKING)
  @DisplayName("P33: every kind of event that an earlier version wrote is read")
  void everyKindOfEventIsRead(String version) throws IOException {
    RecordCodec codec = new RecordCodec();
    List<String> written = lines(version, "events.txt");
    assertThat(written).hasSizeGreaterThan(40);
    for (String line : written) {
      Object event = codec.decode(Event.class, line);
      assertThat(event).as(line).isInstanceOf(Event.class);
    }
  }

  private static List<String> contacts(Store store) {
    List<String> lines = new ArrayList<>();
    store
        .read(dsl -> dsl.selectFrom(CONTACT).orderBy(CONTACT.ID).fetch(SqlContacts::contact))
        .forEach(row ->
            lines.add("%s %s %s %s".formatted(row.id(), row.state(), row.agent(), row.fate())));
    return lines;
  }
}
