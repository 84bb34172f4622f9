package dev.rapport.storage;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A small centre that really lived: a core on a real store, with contacts in every state. Every
/// step is durable before the next one.
final class LivedCentre implements AutoCloseable {
  static final String CENTRE = "acme";
  private static final int AGENTS = 4;

  private final Path home;
  final Store store;
  final SqlEventLog log;
  final RoutingCore core = new RoutingCore();
  private final Random random;
  private long now = 1_790_000_000_000L;
  private long last;
  private int arrivals;

  LivedCentre(Path directory, long seed) {
    home = directory;
    store = Store.open(StoreSettings.in(directory).withReserveBytes(0));
    log = new SqlEventLog(store, CENTRE);
    random = new Random(seed);
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

  long last() {
    return last;
  }

  LivedCentre live(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
    }
    return this;
  }

  LivedCentre snapshot() {
    log.saveSnapshot(new Snapshot(last, core.stateHash(), core.snapshot()));
    return this;
  }

  /// The files as a process leaves them that is killed now.
  void copyTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (String end : List.of("", "-wal", "-shm")) {
      String name = "rapport.db" + end;
      Files.copy(home.resolve(name), directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static AgentId agent(int number) {
    return new AgentId("a" + number);
  }

  private void run(Command command) {
    if (core.handle(command, now) instanceof Outcome.Done done && !done.events().isEmpty()) {
      last = log.append(done.events(), now).join();
    }
  }

  private void step() {
    now += random.nextInt(3_000);
    switch (random.nextInt(8)) {
      case 0, 1 -> arrive();
      case 2 -> run(new Command.TimePassed());
      case 3 -> run(new Command.CustomerLeft(new ContactId("c" + random.nextInt(arrivals + 1))));
      case 4 -> run(new Command.SetPresence(agent(random.nextInt(AGENTS)), Presence.available()));
      default -> work(random.nextInt(4) > 0);
    }
  }

  private void arrive() {
    String id = "c" + ++arrivals;
    store.write(dsl -> Rows.addContact(dsl, CENTRE, id)).join();
    run(Command.Arrive.now(Contact.of(new ContactId(id), ChannelId.CHAT, new QueueId("sales"))));
  }

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

  @Override
  public void close() {
    store.close();
  }
}
