package dev.rapport.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.routing.AgentProfile;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.Plan;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.Urgency;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A contact by phone without a call.
final class OrphansTest {
  private static final ContactId LEFT = new ContactId("c1");

  private RunningUnit running;
  private final LinkedBlockingQueue<ContactId> gone = new LinkedBlockingQueue<>();

  @BeforeEach
  void aContactWithoutACall() {
    running =
        RunningUnit.start(
            Plan.of(
                1,
                List.of(),
                List.of(ContactQueue.of("support", "Support", Requirement.allOf())),
                List.of(AgentProfile.of("ana", "Ana"))));
    running.done(
        Command.Arrive.now(
            new Contact(
                LEFT,
                ChannelId.PHONE,
                new QueueId("support"),
                Requirement.allOf(),
                Urgency.NORMAL,
                1,
                null,
                null)));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private Orphans orphans(
      Function<ContactId, Future<Boolean>> elsewhere, LinkedBlockingQueue<ContactId> gone) {
    return new Orphans(running.context, running.unit, _ -> false, elsewhere, gone::add);
  }

  private static ContactId next(LinkedBlockingQueue<ContactId> gone) throws InterruptedException {
    return gone.poll(60, TimeUnit.SECONDS);
  }

  @Test
  @DisplayName("P2: whose call cannot be looked for is looked for again")
  void aLookThatFailedIsRepeated() throws InterruptedException {
    AtomicInteger reads = new AtomicInteger();
    orphans(
            _ ->
                reads.incrementAndGet() == 1
                    ? Future.failedFuture("the store is away")
                    : Future.succeededFuture(false),
            gone)
        .look(LEFT);
    assertThat(next(gone)).isEqualTo(LEFT);
    assertThat(reads).hasValue(2);
  }

  @Test
  @DisplayName("P2: while the switch cannot be reached, nobody counts as gone")
  void nobodyIsGoneWhileTheSwitchIsNotLinked() throws InterruptedException {
    LinkedBlockingQueue<ContactId> goneBeside = new LinkedBlockingQueue<>();
    Orphans unlinked = orphans(_ -> Future.succeededFuture(false), gone);
    Orphans beside = orphans(_ -> Future.succeededFuture(false), goneBeside);
    running.context.runOnContext(_ -> {
      unlinked.heard(new PhoneEvent.LinkLost("it is away"));
      unlinked.look(LEFT);
      beside.look(LEFT);
    });
    assertThat(next(goneBeside)).isEqualTo(LEFT);
    running.settled();
    assertThat(gone).isEmpty();
    running.context.runOnContext(_ -> unlinked.heard(new PhoneEvent.LinkRestored()));
    assertThat(next(gone)).isEqualTo(LEFT);
  }
}
