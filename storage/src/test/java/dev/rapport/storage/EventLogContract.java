package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.EventLog;
import dev.rapport.routing.EventLog.Snapshot;
import dev.rapport.routing.QueueId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every [EventLog] keeps, whichever engine is under it. A subclass gives logs on one and the
/// same engine; two logs of the same centre given one after the other see the same events.
abstract class EventLogContract {
  static final String CENTRE = "acme";
  static final long AT = 1_790_000_000_000L;

  /// A log of a centre, at its present end.
  abstract EventLog log(String centre);

  record Read(long sequence, long at, Event event) {}

  static List<Read> read(EventLog log, long after) {
    List<Read> read = new ArrayList<>();
    log.replay(after, (sequence, at, event) -> read.add(new Read(sequence, at, event)));
    return read;
  }

  static long append(EventLog log, long at, Event... events) {
    return log.append(List.of(events), at).toCompletableFuture().join();
  }

  static Event arrived(String contact) {
    Contact facts = Contact.of(new ContactId(contact), ChannelId.CHAT, new QueueId("sales"));
    return new Event.Arrived(facts, AT, null);
  }

  static Event connected(String agent) {
    return new Event.AgentConnected(new AgentId(agent));
  }

  @Test
  void anEmptyLogEndsAtNought() {
    EventLog log = log(CENTRE);
    assertThat(log.replay(0, (sequence, at, event) -> {})).isZero();
    assertThat(log.newestSnapshot()).isEmpty();
  }

  @Test
  void eventsComeBackInOrderAsTheyWere() {
    EventLog log = log(CENTRE);
    for (Event event : SomeEvents.ALL) {
      append(log, AT, event);
    }
    assertThat(read(log(CENTRE), 0)).extracting(Read::event).isEqualTo(SomeEvents.ALL);
  }

  @Test
  void sequencesCountFromOneWithoutAGap() {
    EventLog log = log(CENTRE);
    assertThat(append(log, AT, connected("ana"), connected("ben"))).isEqualTo(2);
    assertThat(append(log, AT + 5, connected("cem"))).isEqualTo(3);
    assertThat(append(log(CENTRE), AT + 9, connected("dia"))).isEqualTo(4);
    assertThat(read(log, 0)).extracting(Read::sequence).containsExactly(1L, 2L, 3L, 4L);
    assertThat(read(log, 0)).extracting(Read::at).containsExactly(AT, AT, AT + 5, AT + 9);
  }

  @Test
  void aReplayBeginsAfterTheSequenceItIsGiven() {
    EventLog log = log(CENTRE);
    append(log, AT, connected("ana"), connected("ben"), connected("cem"));
    assertThat(read(log, 2)).extracting(Read::event).containsExactly(connected("cem"));
    assertThat(log.replay(3, (sequence, at, event) -> {})).isEqualTo(3);
  }

  @Test
  void manyAppendsInFlightKeepTheirOrder() {
    EventLog log = log(CENTRE);
    List<java.util.concurrent.CompletableFuture<Long>> appends =
        LongStream.rangeClosed(1, 200)
            .mapToObj(i -> log.append(List.of(connected("a" + i)), AT + i).toCompletableFuture())
            .toList();
    for (int i = 0; i < appends.size(); i++) {
      assertThat(appends.get(i).join()).isEqualTo(i + 1);
    }
    assertThat(read(log, 0))
        .allSatisfy(r -> assertThat(r.event()).isEqualTo(connected("a" + r.sequence())));
  }

  @Test
  void twoCentresDoNotSeeEachOther() {
    EventLog one = log(CENTRE);
    EventLog other = log("other");
    append(one, AT, connected("ana"));
    assertThat(append(other, AT, connected("zoe"), connected("yan"))).isEqualTo(2);
    assertThat(append(one, AT, connected("ben"))).isEqualTo(2);
    assertThat(read(one, 0))
        .extracting(Read::event)
        .containsExactly(connected("ana"), connected("ben"));
    one.saveSnapshot(new Snapshot(2, "h", SomeEvents.SNAPSHOT));
    assertThat(other.newestSnapshot()).isEmpty();
  }

  @Test
  void anAppenderThatWasOvertakenIsRefusedAndStoresNothing() {
    EventLog old = log(CENTRE);
    append(old, AT, connected("ana"));
    append(log(CENTRE), AT, connected("ben"));
    assertThatThrownBy(() -> append(old, AT, connected("old"), arrived("c1")))
        .hasCauseInstanceOf(LogMovedOn.class);
    assertThatThrownBy(() -> append(old, AT, connected("old")))
        .hasCauseInstanceOf(LogMovedOn.class);
    assertThat(read(old, 0))
        .extracting(Read::event)
        .containsExactly(connected("ana"), connected("ben"));
  }

  @Test
  void theNewestSnapshotComesBackAsItWas() {
    EventLog log = log(CENTRE);
    append(log, AT, connected("ana"), connected("ben"));
    log.saveSnapshot(new Snapshot(1, "one", SomeEvents.SNAPSHOT));
    Snapshot newest = new Snapshot(2, "two", SomeEvents.SNAPSHOT);
    log.saveSnapshot(newest);
    assertThat(log(CENTRE).newestSnapshot()).contains(newest);
  }

  @Test
  void aSnapshotOfEventsThatAreNotThereIsRefused() {
    EventLog log = log(CENTRE);
    assertThatThrownBy(() -> log.saveSnapshot(new Snapshot(1, "one", SomeEvents.SNAPSHOT)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
