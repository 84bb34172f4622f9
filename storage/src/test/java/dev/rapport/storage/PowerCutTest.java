package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.Receipt;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.Event;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Plan;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.RoutingCore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The power fails during every commit of a centre at work, on a disk that loses what was not
/// flushed and tears what was under way; then everything acknowledged is looked for. `-Dcuts=20000`
/// for more, `-Dseed=` for the same ones again. That the checks see anything is shown by planting
/// the mistakes they are there for.
class PowerCutTest {
  private static final int CUTS = Integer.getInteger("cuts", 300);
  private static final long SEED = Long.getLong("seed", 20_261_123L);
  private static final int STEPS = 60;

  /// After every so many cuts the process starts again, and everybody sends again.
  private static final int REPEATED = 50;

  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private final SimulatedDisk disk = new SimulatedDisk(random);

  /// By commit: the dedupe keys acknowledged once it was flushed, and how many events.
  private final List<Set<String>> keys = new ArrayList<>();

  private final List<Long> events = new ArrayList<>();

  /// Mistakes in what is tested, or in the disk's word.
  enum Bug {
    NONE,
    ACKNOWLEDGES_BEFORE_THE_FLUSH,
    NEVER_FLUSHES,
    CUTS_THE_TAIL_TOO_EAGERLY,
    DROPS_DEDUPE,
    WRITES_ROWS_APART_FROM_EVENTS,
    TAKES_A_TORN_COMMIT_FOR_DAMAGE
  }

  @Test
  @DisplayName("P1 P3 P4: a power cut at any point loses nothing acknowledged and doubles nothing")
  void aPowerCutLosesNothingAcknowledged() throws IOException, SQLException {
    live(Bug.NONE);
    for (int cut = 0; cut < CUTS; cut++) {
      assertThat(afterCut(cut, Bug.NONE)).as("cut %d of seed %d", cut, SEED).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  @DisplayName("a planted mistake is found")
  void aPlantedMistakeIsFound(Bug bug) throws IOException, SQLException {
    live(bug);
    for (int cut = 0; cut < CUTS; cut++) {
      if (afterCut(cut, bug).isPresent()) {
        return;
      }
    }
    throw new AssertionError(bug + " was not found in " + CUTS + " cuts");
  }

  /// Customers write, the core routes; after every commit the disk is shown the files.
  private void live(Bug bug) throws IOException {
    Path home = folder.resolve("lived");
    try (Store store = Store.open(StoreSettings.in(home).withReserveBytes(0))) {
      SqlInbox inbox = new SqlInbox(store, CLOCK);
      SqlEventLog log = new SqlEventLog(store, Inbound.CENTRE);
      RoutingCore core = new RoutingCore();
      ContactQueue sales = ContactQueue.of("sales", "Sales", Requirement.anyone());
      Plan plan = Plan.of(1, List.of(), List.of(sales), List.of());
      append(log, core, new Command.SavePlan(plan, "test"));
      Set<String> acknowledged = new HashSet<>();
      long last = 1;
      for (int step = 0; step < STEPS; step++) {
        String key = "k" + step;
        // A long one now and then, so that a commit has many pages.
        String text = "x".repeat(random.nextInt(5) == 0 ? 60_000 : 100);
        var taken =
            (Receipt.Accepted)
                inbox
                    .receive(Inbound.chat("v" + step, text, key, null))
                    .toCompletableFuture()
                    .join();
        acknowledged.add(key);
        note(home, acknowledged, last);
        Contact facts =
            Contact.of(new ContactId(taken.contact()), ChannelId.CHAT, new QueueId("sales"));
        if (bug == Bug.WRITES_ROWS_APART_FROM_EVENTS) {
          last = apart(store, log, core, facts, home, acknowledged);
        } else {
          last = append(log, core, Command.Arrive.now(facts));
        }
        note(home, acknowledged, last);
      }
    }
  }

  private void note(Path home, Set<String> acknowledged, long last) throws IOException {
    disk.flushed(home);
    keys.add(Set.copyOf(acknowledged));
    events.add(last);
  }

  private static long append(SqlEventLog log, RoutingCore core, Command command) {
    List<Event> decided = ((Outcome.Done) core.handle(command, 1_000)).events();
    return log.append(decided, 1_000).join();
  }

  private long apart(
      Store store,
      SqlEventLog log,
      RoutingCore core,
      Contact facts,
      Path home,
      Set<String> acknowledged)
      throws IOException {
    long last = append(log, core, Command.Arrive.now(facts));
    store.write(dsl -> setState(dsl, facts.id(), ContactRow.RECEIVED)).join();
    note(home, acknowledged, last);
    store.write(dsl -> setState(dsl, facts.id(), "waiting")).join();
    return last;
  }

  private static int setState(DSLContext dsl, ContactId contact, String state) {
    return dsl.update(CONTACT)
        .set(CONTACT.STATE, state)
        .where(CONTACT.ID.eq(contact.value()))
        .execute();
  }

  /// What is wrong after one cut; empty when nothing is.
  private Optional<String> afterCut(int number, Bug bug) throws IOException, SQLException {
    int commit = 1 + number % (disk.commits() - 1);
    Path left = folder.resolve("left");
    disk.cut(commit, bug == Bug.NEVER_FLUSHES ? Math.min(3, commit - 1) : 0, left);
    Path file = left.resolve("rapport.db");
    WalFile.State log = WalFile.of(file);
    if (log.damage() != null) {
      return Optional.of("refused: " + log.damage());
    }
    if (bug == Bug.TAKES_A_TORN_COMMIT_FOR_DAMAGE && log.unfinishedFrames() > 0) {
      return Optional.of("refused: a commit was not finished");
    }
    if (bug == Bug.CUTS_THE_TAIL_TOO_EAGERLY && log.soundBytes() > 0) {
      Files.deleteIfExists(left.resolve("rapport.db-shm"));
      try (var wal = new RandomAccessFile(left.resolve("rapport.db-wal").toFile(), "rw")) {
        wal.setLength(log.soundBytes() - 1);
      }
    }
    int told = bug == Bug.ACKNOWLEDGES_BEFORE_THE_FLUSH ? commit : commit - 1;
    try (ReadOnlyDatabase database = ReadOnlyDatabase.open(file)) {
      Optional<String> missing = missing(database.dsl(), told);
      if (missing.isPresent()) {
        return missing;
      }
    }
    return number % REPEATED == 0 ? doubled(left, told, bug) : Optional.empty();
  }

  private Optional<String> missing(DSLContext dsl, int commit) {
    Set<String> stored = dsl.select(MESSAGE.DEDUPE_KEY).from(MESSAGE).fetchSet(MESSAGE.DEDUPE_KEY);
    for (String key : keys.get(commit)) {
      if (!stored.contains(key)) {
        return Optional.of(key + " was acknowledged and is gone");
      }
    }
    LogFindings log = LogCheck.run(dsl, Inbound.CENTRE);
    if (!log.damage().isEmpty()) {
      return Optional.of(log.damage().toString());
    }
    if (log.end().sequence() < events.get(commit)) {
      return Optional.of("the log ends with " + log.end().sequence());
    }
    for (ContactRow row : dsl.selectFrom(CONTACT).fetch(SqlContacts::contact)) {
      List<String> different = log.contacts().of(row.id()).differences(row);
      if (!different.isEmpty()) {
        return Optional.of(row.id() + ": " + different);
      }
    }
    int contacts = dsl.fetchCount(CONTACT);
    return contacts == stored.size()
        ? Optional.empty()
        : Optional.of(contacts + " contacts of " + stored.size() + " inputs");
  }

  /// Everybody sends again what was acknowledged: nothing comes of it, unless the key is dropped.
  private Optional<String> doubled(Path left, int commit, Bug bug) {
    try (Store store = Store.open(StoreSettings.in(left).withReserveBytes(0))) {
      SqlInbox inbox = new SqlInbox(store, CLOCK);
      int before = store.read(dsl -> dsl.fetchCount(CONTACT));
      for (String key : keys.get(commit)) {
        String sent = bug == Bug.DROPS_DEDUPE ? key + " again" : key;
        String visitor = "v" + key.substring(1);
        inbox
            .receive(Inbound.chat(visitor + "b", "again", sent, null))
            .toCompletableFuture()
            .join();
      }
      int after = store.read(dsl -> dsl.fetchCount(CONTACT));
      return after == before ? Optional.empty() : Optional.of(before + " contacts became " + after);
    }
  }
}
