package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.EVENT;
import static dev.rapport.storage.schema.Tables.SNAPSHOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.EventLog.Snapshot;
import dev.rapport.routing.Fate;
import dev.rapport.storage.schema.tables.records.ContactRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class SqlEventLogTest extends EventLogContract {
  @Parameter TestEngine engine;
  @TempDir Path directory;
  private Store store;

  @BeforeEach
  void open() {
    store = engine.open(directory);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  SqlEventLog log(String centre) {
    return new SqlEventLog(store, centre);
  }

  private void sql(String sql) {
    store.write(dsl -> dsl.execute(sql)).join();
  }

  private ContactRecord contact(String id) {
    return store.read(dsl ->
        dsl.selectFrom(CONTACT)
            .where(CONTACT.CENTRE.eq(CENTRE))
            .and(CONTACT.ID.eq(id))
            .fetchSingle());
  }

  private SqlEventLog withTenEvents() {
    SqlEventLog log = log(CENTRE);
    for (int i = 1; i <= 10; i++) {
      append(log, AT + i, connected("a" + i));
    }
    assertThat(log.verify()).isEqualTo(10);
    return log;
  }

  private void findsDamageAt(long sequence) {
    SqlEventLog log = log(CENTRE);
    assertThatThrownBy(log::verify)
        .isInstanceOfSatisfying(
            DamagedLog.class,
            damage -> {
              assertThat(damage.sequence()).isEqualTo(sequence);
              assertThat(damage.centre()).isEqualTo(CENTRE);
            });
    List<Long> shown = new ArrayList<>();
    assertThatThrownBy(() -> log.replay(0, (at, time, event) -> shown.add(at)))
        .isInstanceOf(DamagedLog.class);
    assertThat(shown).as("only what is before the damage").allMatch(at -> at < sequence);
  }

  @Test
  @DisplayName("P21: a changed payload, moment, type or hash is found and its place named")
  void aChangedEventIsFound() {
    withTenEvents();
    List<String> changes =
        List.of(
            "payload = replace(payload, 'a4', 'a5')",
            "at = at + 1",
            "type = 'AgentDisconnected'",
            "agent = 'zoe'",
            "contact = 'c1'",
            "version = version + 1",
            "hash = replace(hash, substr(hash, 1, 1), 'x')",
            "prev_hash = replace(prev_hash, substr(prev_hash, 1, 1), 'x')");
    for (String change : changes) {
      sql("CREATE TABLE kept AS SELECT * FROM event");
      sql("UPDATE event SET " + change + " WHERE seq = 4");
      findsDamageAt(4);
      sql("DELETE FROM event");
      sql("INSERT INTO event SELECT * FROM kept");
      sql("DROP TABLE kept");
    }
    assertThat(log(CENTRE).verify()).isEqualTo(10);
  }

  @Test
  @DisplayName("P21: an event taken out, or two that changed places, are found")
  void missingAndSwappedEventsAreFound() {
    withTenEvents();
    sql("UPDATE event SET seq = -1 WHERE seq = 6");
    findsDamageAt(6);
    sql("UPDATE event SET seq = 6 WHERE seq = 7");
    sql("UPDATE event SET seq = 7 WHERE seq = -1");
    findsDamageAt(6);
  }

  @Test
  @DisplayName("P21: an event with a hash made anew does not fit the one after it")
  void aRewrittenEventDoesNotFitItsFollower() {
    SqlEventLog log = withTenEvents();
    String hash =
        new HashChain()
            .add(store.read(dsl -> dsl.fetchSingle(EVENT, EVENT.SEQ.eq(4L)).getPrevHash()))
            .add(CENTRE)
            .add(4)
            .add(AT)
            .add("AgentConnected")
            .add(SqlEventLog.VERSION)
            .add((String) null)
            .add("a4")
            .add("{\"$\":\"AgentConnected\",\"agent\":\"a4\"}")
            .hash();
    sql("UPDATE event SET at = " + AT + ", hash = '" + hash + "' WHERE seq = 4");
    assertThatThrownBy(log::verify).hasMessageContaining("event 5");
  }

  @Test
  @DisplayName("P21: a log that ends before its snapshot is found")
  void aCutLogIsFound() {
    SqlEventLog log = withTenEvents();
    log.saveSnapshot(new Snapshot(9, "h", SomeEvents.SNAPSHOT));
    sql("DELETE FROM event WHERE seq > 8");
    findsDamageAt(9);
    assertThatThrownBy(log::newestSnapshot)
        .isInstanceOf(DamagedLog.class)
        .hasMessageContaining("event 9");
    assertThatThrownBy(() -> log.replay(9, (sequence, at, event) -> {}))
        .isInstanceOf(DamagedLog.class);
  }

  @Test
  void anEventOfANewerVersionIsAClearError() {
    SqlEventLog log = log(CENTRE);
    append(log, AT, connected("ana"));
    RecordCodec codec = new RecordCodec();
    assertThatThrownBy(() -> codec.decode(Event.class, "{\"$\":\"Teleported\",\"agent\":\"ana\"}"))
        .hasMessageContaining("Unknown Event 'Teleported'");
  }

  @Test
  void aDamagedSnapshotIsSkippedForTheOneBefore() {
    SqlEventLog log = withTenEvents();
    Snapshot older = new Snapshot(5, "five", SomeEvents.SNAPSHOT);
    log.saveSnapshot(older);
    log.saveSnapshot(new Snapshot(8, "eight", SomeEvents.SNAPSHOT));
    sql("UPDATE snapshot SET state = replace(state, 'xt', 'xx') WHERE seq = 8");
    assertThat(log.newestSnapshot()).contains(older);
    sql("UPDATE snapshot SET state_hash = 'x' WHERE seq = 5");
    assertThat(log.newestSnapshot()).isEmpty();
  }

  @Test
  void onlyTheNewestSnapshotsAreKept() {
    SqlEventLog log = withTenEvents();
    for (long sequence = 1; sequence <= 5; sequence++) {
      log.saveSnapshot(new Snapshot(sequence, "h", SomeEvents.SNAPSHOT));
    }
    log.saveSnapshot(new Snapshot(5, "again", SomeEvents.SNAPSHOT));
    List<Long> kept =
        store.read(dsl -> dsl.select(SNAPSHOT.SEQ).from(SNAPSHOT).fetch(SNAPSHOT.SEQ));
    assertThat(kept).containsExactlyInAnyOrder(4L, 5L);
    assertThat(log.newestSnapshot().orElseThrow().stateHash()).isEqualTo("again");
  }

  @Test
  void theContactFollowsItsEvents() {
    store.write(dsl -> Rows.addContact(dsl, CENTRE, "c1")).join();
    store.write(dsl -> Rows.addContact(dsl, "other", "c1")).join();
    SqlEventLog log = log(CENTRE);
    assertThat(contact("c1").getState()).isEqualTo("received");

    append(log, 10, arrived("c1"));
    assertThat(contact("c1").getState()).isEqualTo("waiting");
    assertThat(contact("c1").getQueue()).isEqualTo("sales");
    assertThat(contact("c1").getArrivedAt()).isEqualTo(10);

    append(
        log,
        20,
        new Event.Offered(
            SomeEvents.OFFER, SomeEvents.C1, SomeEvents.ANA, 50, SomeEvents.DECISION));
    assertThat(contact("c1").getState()).isEqualTo("offered");
    assertThat(contact("c1").getAgent()).isEqualTo("ana");

    append(log, 30, new Event.OfferExpired(SomeEvents.OFFER, SomeEvents.C1, SomeEvents.ANA, 60));
    assertThat(contact("c1").getState()).isEqualTo("waiting");
    assertThat(contact("c1").getAgent()).isNull();

    append(
        log,
        40,
        new Event.Offered(SomeEvents.OFFER, SomeEvents.C1, SomeEvents.BEN, 50, SomeEvents.DECISION),
        new Event.Accepted(SomeEvents.OFFER, SomeEvents.C1, SomeEvents.BEN));
    assertThat(contact("c1").getState()).isEqualTo("assigned");
    assertThat(contact("c1").getAgent()).isEqualTo("ben");
    assertThat(contact("c1").getOfferedAt()).as("the first offer").isEqualTo(20);
    assertThat(contact("c1").getAcceptedAt()).isEqualTo(40);

    append(log, 50, new Event.Finished(SomeEvents.C1, SomeEvents.BEN, 90, false));
    assertThat(contact("c1").getState()).isEqualTo("wrap_up");
    append(
        log,
        60,
        new Event.Ended(
            SomeEvents.C1, Fate.HANDLED, SomeEvents.BEN, null, null, null, "wrapped_up"));
    assertThat(contact("c1").getState()).isEqualTo("ended");
    assertThat(contact("c1").getFate()).isEqualTo("handled");
    assertThat(contact("c1").getEndedAt()).isEqualTo(60);
    String elsewhere =
        store.read(dsl -> dsl.fetchSingle(CONTACT, CONTACT.CENTRE.eq("other")).getState());
    assertThat(elsewhere).isEqualTo("received");
  }

  @Test
  @DisplayName("P20: what happens to contacts in one append is in their rows as if one by one")
  void aRowIsWrittenOnceForAnAppend() {
    for (String id : List.of("c1", "c2", "c3")) {
      store.write(dsl -> Rows.addContact(dsl, CENTRE, id)).join();
      store.write(dsl -> Rows.addContact(dsl, "other", id)).join();
    }
    ContactId c2 = new ContactId("c2");
    SqlEventLog log = log(CENTRE);
    append(
        log,
        10,
        arrived("c1"),
        arrived("c2"),
        arrived("without a row"),
        SomeEvents.offered(SomeEvents.C1, SomeEvents.ANA),
        SomeEvents.offered(c2, SomeEvents.BEN),
        new Event.Declined(SomeEvents.OFFER, SomeEvents.C1, SomeEvents.ANA, "busy", 60));
    assertThat(contact("c1"))
        .returns("waiting", ContactRecord::getState)
        .returns("sales", ContactRecord::getQueue)
        .returns(null, ContactRecord::getAgent)
        .returns(10L, ContactRecord::getArrivedAt)
        .returns(10L, ContactRecord::getOfferedAt);
    assertThat(contact("c2"))
        .returns("offered", ContactRecord::getState)
        .returns("ben", ContactRecord::getAgent);
    append(
        log,
        20,
        SomeEvents.offered(SomeEvents.C1, SomeEvents.BEN),
        SomeEvents.accepted(SomeEvents.C1, SomeEvents.BEN),
        SomeEvents.accepted(c2, SomeEvents.BEN),
        new Event.Ended(c2, Fate.HANDLED, SomeEvents.BEN, null, null, null, "done"));
    assertThat(contact("c1"))
        .returns("assigned", ContactRecord::getState)
        .returns("sales", ContactRecord::getQueue)
        .returns("ben", ContactRecord::getAgent)
        .returns(10L, ContactRecord::getOfferedAt)
        .returns(20L, ContactRecord::getAcceptedAt);
    assertThat(contact("c2"))
        .returns("ended", ContactRecord::getState)
        .returns("handled", ContactRecord::getFate)
        .returns(20L, ContactRecord::getAcceptedAt)
        .returns(20L, ContactRecord::getEndedAt);
    assertThat(contact("c3")).returns("received", ContactRecord::getState);
    store
        .read(dsl -> dsl.selectFrom(CONTACT).where(CONTACT.CENTRE.eq("other")).fetch())
        .forEach(row -> assertThat(row.getState()).isEqualTo("received"));
  }

  @Test
  @DisplayName("P15: the decisions of a contact are found again, oldest first")
  void theDecisionsOfAContactAreFound() {
    SqlEventLog log = log(CENTRE);
    append(log, 1, SomeEvents.offered(SomeEvents.C1, SomeEvents.ANA), connected("ana"));
    append(log, 2, SomeEvents.offered(new ContactId("c2"), SomeEvents.BEN));
    append(log, 3, SomeEvents.offered(SomeEvents.C1, new AgentId("dia")));
    List<LoggedEvent<Event.Offered>> decisions =
        log.eventsOf(SomeEvents.C1, Event.Offered.class, 10);
    assertThat(decisions).extracting(LoggedEvent::sequence).containsExactly(1L, 4L);
    assertThat(decisions.getFirst().event().decision()).isEqualTo(SomeEvents.DECISION);
    assertThat(log.eventsOf(SomeEvents.C1, Event.Offered.class, 1))
        .extracting(LoggedEvent::at)
        .as("the newest when there are more than asked for")
        .containsExactly(3L);
    assertThat(log.eventsOf(SomeEvents.C1, Event.Accepted.class, 10)).isEmpty();
    assertThat(log.wasOffered(SomeEvents.C1, SomeEvents.ANA)).isTrue();
    assertThat(log.wasOffered(SomeEvents.C1, SomeEvents.BEN)).isFalse();
    assertThat(log("other").wasOffered(SomeEvents.C1, SomeEvents.ANA)).isFalse();
    assertThat(log("other").eventsOf(SomeEvents.C1, Event.Offered.class, 10)).isEmpty();
  }
}
