package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentProfile;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.EventLog.Snapshot;
import dev.rapport.routing.OfferId;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Plan;
import dev.rapport.routing.Presence;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.RoutingCore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A real core on the real log: what it was before the process went is what it is after.
@ParameterizedClass
@EnumSource
class ReplayedCoreTest {
  @Parameter TestEngine engine;
  private static final String CENTRE = "acme";
  private static final int STEPS = 400;
  private static final int AGENTS = 4;

  @TempDir Path directory;
  private Store store;
  private SqlEventLog log;
  private final Random random = new Random(Long.getLong("seed", 20_261_122L));
  private final RoutingCore core = new RoutingCore();
  private final List<CompletableFuture<Long>> appends = new ArrayList<>();
  private long now = 1_790_000_000_000L;
  private int arrivals;

  @BeforeEach
  void open() {
    store = engine.open(directory);
    log = new SqlEventLog(store, CENTRE);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void run(Command command) {
    if (core.handle(command, now) instanceof Outcome.Done done && !done.events().isEmpty()) {
      appends.add(log.append(done.events(), now));
    }
  }

  private void begin() {
    List<AgentProfile> agents = new ArrayList<>();
    for (int i = 0; i < AGENTS; i++) {
      agents.add(AgentProfile.of("a" + i, "Agent " + i));
    }
    ContactQueue sales = ContactQueue.of("sales", "Sales", Requirement.anyone());
    run(new Command.SavePlan(Plan.of(1, List.of(), List.of(sales), agents), "test"));
    for (int i = 0; i < AGENTS; i++) {
      run(new Command.Connect(agent(i)));
      run(new Command.SetPresence(agent(i), Presence.available()));
    }
  }

  private static AgentId agent(int number) {
    return new AgentId("a" + number);
  }

  private void step() {
    now += random.nextInt(3_000);
    switch (random.nextInt(8)) {
      case 0, 1 -> arrive();
      case 2 -> run(new Command.TimePassed());
      case 3 -> run(new Command.CustomerLeft(new ContactId("c" + random.nextInt(arrivals + 1))));
      case 4 ->
          // Who let an offer expire was set away, and comes back.
          run(new Command.SetPresence(agent(random.nextInt(AGENTS)), Presence.available()));
      default -> work(random.nextInt(4) > 0);
    }
  }

  private void arrive() {
    String id = "c" + ++arrivals;
    store.write(dsl -> Rows.addContact(dsl, CENTRE, id)).join();
    Contact facts = Contact.of(new ContactId(id), ChannelId.CHAT, new QueueId("sales"));
    run(Command.Arrive.now(facts));
  }

  /// An agent does the next thing with one of the contacts that some agent has.
  private void work(boolean willing) {
    List<ContactView> held = core.contacts().stream().filter(c -> c.holder() != null).toList();
    if (held.isEmpty()) {
      return;
    }
    ContactView view = held.get(random.nextInt(held.size()));
    switch (view.state()) {
      case ContactState.Offered(OfferId offer, AgentId agent, _, _) ->
          run(willing ? new Command.Accept(offer, agent) : new Command.Decline(offer, agent, "no"));
      case ContactState.Assigned(_, AgentId agent, _) ->
          run(new Command.Finish(view.facts().id(), agent));
      case ContactState.Answering _,
          ContactState.Waiting _,
          ContactState.WrapUp _,
          ContactState.Ended _ -> {}
    }
  }

  private RoutingCore replayed(RoutingCore from, long after) {
    new SqlEventLog(store, CENTRE).replay(after, (sequence, at, event) -> from.apply(event, at));
    return from;
  }

  @Test
  @DisplayName(
      "P20: the state after a replay is the state before, from nothing and from a snapshot")
  void theStateAfterAReplayIsTheStateBefore() {
    begin();
    for (int i = 0; i < STEPS; i++) {
      step();
      if (i == STEPS / 2) {
        log.saveSnapshot(new Snapshot(appends.getLast().join(), core.stateHash(), core.snapshot()));
      }
    }
    appends.forEach(CompletableFuture::join);
    assertThat(replayed(new RoutingCore(), 0).stateHash()).isEqualTo(core.stateHash());

    Snapshot half = new SqlEventLog(store, CENTRE).newestSnapshot().orElseThrow();
    RoutingCore restored = new RoutingCore(half.state());
    assertThat(restored.stateHash()).isEqualTo(half.stateHash());
    assertThat(replayed(restored, half.sequence()).stateHash()).isEqualTo(core.stateHash());
  }

  @Test
  @DisplayName("P2: the contact's row says what the core says, and how it ended")
  void theRowsSayWhatTheCoreSays() {
    begin();
    for (int i = 0; i < STEPS; i++) {
      step();
    }
    appends.forEach(CompletableFuture::join);
    var rows = store.read(dsl -> dsl.selectFrom(CONTACT).fetch());
    assertThat(rows).hasSize(arrivals);
    for (var row : rows) {
      ContactView view = core.contact(new ContactId(row.getId()));
      if (view == null || view.state() instanceof ContactState.Ended) {
        assertThat(row.getState()).isEqualTo("ended");
        assertThat(row.getFate()).isNotNull();
        assertThat(row.getEndedAt()).isNotNull();
      } else {
        assertThat(row.getState()).isEqualTo(name(view.state()));
        assertThat(row.getFate()).isNull();
      }
    }
    assertThat(rows).extracting("state").contains("ended", "waiting", "assigned", "wrap_up");
  }

  private static String name(ContactState state) {
    return switch (state) {
      case ContactState.Answering _ -> "answering";
      case ContactState.Waiting _ -> "waiting";
      case ContactState.Offered _ -> "offered";
      case ContactState.Assigned _ -> "assigned";
      case ContactState.WrapUp _ -> "wrap_up";
      case ContactState.Ended _ -> "ended";
    };
  }
}
