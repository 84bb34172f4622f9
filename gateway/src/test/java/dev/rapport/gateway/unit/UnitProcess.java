package dev.rapport.gateway.unit;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.Conversations;
import dev.rapport.channels.InboundContact;
import dev.rapport.channels.Inbox;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.Sender;
import dev.rapport.channels.SenderIdentifier;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentProfile;
import dev.rapport.routing.AgentView;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ChannelRules;
import dev.rapport.routing.ChannelTimes;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.Event;
import dev.rapport.routing.Plan;
import dev.rapport.routing.PolicySettings;
import dev.rapport.routing.Presence;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.RoutingCore;
import dev.rapport.storage.SqlContacts;
import dev.rapport.storage.SqlConversations;
import dev.rapport.storage.SqlEventLog;
import dev.rapport.storage.SqlInbox;
import dev.rapport.storage.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A process to be killed: the store, the inbox, the log and the unit of a centre as the
/// application has them, and nothing around them. Mails come in by its standard input, agents work
/// of themselves, and whatever somebody would be told of it is a line of its standard output.
///
/// ```
///  in    contact KEY    a mail; the same key is the same mail
///        again          the unit closes, which keeps a snapshot, and a new one begins with that
///        finish         agents leave nothing lying; when all has ended, the process ends
///
///  out   begun                     before the store is opened
///        state SEQUENCE HASH       of the core after a replay
///        ready                     recovered, and open
///        taken KEY CONTACT         the sender is told "accepted"
///        told SEQUENCE EVENT       a listener is told, see [#said]
/// ```
final class UnitProcess implements EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(UnitProcess.class);

  static final String CENTRE = "velo";

  private static final QueueId QUEUE = new QueueId("repairs");
  private static final List<AgentId> AGENTS =
      List.of(new AgentId("ana"), new AgentId("jonas"), new AgentId("mei"));

  /// Short, so that kills come before, between and after what is due.
  private static final long RESTS_MS = 30;

  private static final long OFFER_MS = 150;
  private static final long WRAP_UP_MS = 80;
  private static final long BAR_MS = 60;
  private static final long LOOK_MS = 20;

  private final PrintStream out;
  private final Random random;
  private final Store store;
  private final Inbox inbox;
  private final SqlContacts contacts;
  private final Conversations conversations;
  private final Turns turns = new VertxTurns(Vertx.vertx().getOrCreateContext());
  private volatile RoutingUnit unit;
  private volatile boolean finishing;

  private UnitProcess(PrintStream out, Path directory, long seed) {
    this.out = out;
    random = new Random(seed);
    store = Store.open(directory);
    inbox = new SqlInbox(store, InstantSource.system());
    contacts = new SqlContacts(store);
    var reads = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    conversations = new SqlConversations(store, reads, InstantSource.system());
    unit = begun();
  }

  @SuppressWarnings("SystemOut") // The parent process reads it.
  public static void main(String[] args) {
    PrintStream out = System.out;
    System.setOut(System.err);
    out.println("begun");
    try {
      var process = new UnitProcess(out, Path.of(args[0]), Long.parseLong(args[1]));
      process.recover();
      out.println("ready");
      process.listen();
    } catch (IOException | RuntimeException e) {
      LOG.error("it ends", e);
    }
    // Whoever started it is gone, or waits for what will not come.
    Runtime.getRuntime().halt(1);
  }

  private void listen() throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      switch (line) {
        case "again" -> again();
        case "finish" -> finish();
        default -> take(line.substring(line.indexOf(' ') + 1));
      }
    }
  }

  private RoutingUnit begun() {
    var fresh =
        new RoutingUnit(turns, () -> new SqlEventLog(store, CENTRE), InstantSource.system());
    fresh.listen(this);
    fresh.start(Future.succeededFuture()).await();
    return fresh;
  }

  private void again() {
    unit.close().await();
    unit = begun();
    recover();
  }

  /// As at every start: the plan, nobody connected, and what was acknowledged and did not arrive.
  private void recover() {
    List<AgentView> before = unit.ask(RoutingCore::agents).await();
    if (before.isEmpty()) {
      unit.submit(new Command.SavePlan(plan(), "settings")).await();
    }
    before.stream()
        .filter(AgentView::connected)
        .forEach(agent -> submit(new Command.Disconnect(agent.profile().id())));
    for (AgentId agent : AGENTS) {
      submit(new Command.Connect(agent));
      submit(new Command.SetPresence(agent, Presence.available()));
    }
    conversations
        .received(CENTRE)
        .toCompletableFuture()
        .join()
        .forEach(found -> arrive(found.id(), found.createdAt()));
    unit.ask(RoutingCore::contacts).await().forEach(this::work);
  }

  private static Plan plan() {
    var mail =
        new ChannelRules(
            ChannelId.EMAIL,
            2,
            false,
            true,
            RESTS_MS,
            new ChannelTimes(60_000, OFFER_MS, WRAP_UP_MS, 86_400_000, -1, 86_400_000, 86_400_000));
    List<AgentProfile> agents = new ArrayList<>();
    AGENTS.forEach(agent -> agents.add(AgentProfile.of(agent.value(), agent.value())));
    var repairs = ContactQueue.of(QUEUE.value(), "Repairs", Requirement.allOf());
    var usual = PolicySettings.DEFAULTS;
    var policy =
        new PolicySettings(
            usual.gamma(), usual.beta(), usual.bounds(), usual.choice(), BAR_MS, usual.creditFor());
    return Plan.of(1, List.of(), List.of(repairs), agents).withChannels(List.of(mail)).with(policy);
  }

  private void take(String key) {
    var mail =
        new InboundContact(
            CENTRE,
            ChannelKind.EMAIL,
            new Sender(
                List.of(
                    new SenderIdentifier(
                        SenderIdentifier.Kind.EMAIL,
                        key + "@example.org",
                        SenderIdentifier.Proof.CLAIMED)),
                null,
                null),
            key,
            "It is flat again.",
            null,
            false,
            null,
            key,
            null,
            null,
            null,
            false,
            List.of(),
            null);
    var _ =
        inbox
            .receive(mail)
            .thenAccept(receipt -> {
              if (receipt instanceof Receipt.Accepted accepted) {
                String contact = String.valueOf(accepted.contact());
                out.println("taken " + key + " " + contact);
                if (!accepted.duplicate()) {
                  arrive(contact, accepted.message().at());
                }
              }
            });
  }

  private void arrive(String contact, long since) {
    submit(
        new Command.Arrive(
            Contact.of(new ContactId(contact), ChannelId.EMAIL, QUEUE), since, null));
  }

  /// What is refused meanwhile is taken up again by [#recover].
  private void submit(Command command) {
    var _ = unit.submit(command);
  }

  @Override
  public void rebuilt(RoutingCore core) {
    // Nobody appends before the unit has begun, so this is where the log ends.
    out.println("state " + contacts.counts(CENTRE, 0).upTo() + " " + core.stateHash());
  }

  @Override
  public void happened(long sequence, long at, Event event, RoutingCore core) {
    out.println("told " + sequence + " " + said(event));
    if (event instanceof Event.PresenceChanged changed && !changed.presence().takesContacts()) {
      submit(new Command.SetPresence(changed.agent(), Presence.available()));
    }
    if (event instanceof Event.OfContact about) {
      ContactView now = core.contact(about.contact());
      if (now != null) {
        work(now);
      }
    }
  }

  /// An event in a word, another for another event.
  static String said(Event event) {
    return event.getClass().getSimpleName() + Integer.toHexString(event.toString().hashCode());
  }

  /// Agents decline now and then, let an offer expire, and leave the end of wrap-up to the clock.
  private void work(ContactView contact) {
    ContactId id = contact.facts().id();
    int mood = finishing ? 9 : random.nextInt(10);
    Command next =
        switch (contact.state()) {
          case ContactState.Offered offered ->
              switch (mood) {
                case 0 -> null;
                case 1 -> new Command.Decline(offered.offer(), offered.agent(), "busy");
                default -> new Command.Accept(offered.offer(), offered.agent());
              };
          case ContactState.Assigned assigned ->
              mood < 6
                  ? new Command.Finish(id, assigned.agent())
                  : new Command.EndContact(id, assigned.agent(), "done", null);
          case ContactState.WrapUp wrapUp ->
              mood == 2 ? new Command.CompleteWrapUp(id, wrapUp.agent(), "done", null) : null;
          case ContactState.Answering _, ContactState.Waiting _, ContactState.Ended _ -> null;
        };
    if (next != null) {
      submit(next);
    }
  }

  private void finish() {
    finishing = true;
    unit.ask(RoutingCore::contacts).await().forEach(this::work);
    turns.every(
        LOOK_MS,
        () ->
            unit.ask(RoutingCore::contactCount)
                .onSuccess(open -> {
                  if (open == 0) {
                    stop();
                  }
                }));
  }

  private void stop() {
    unit.close()
        .onSuccess(_ -> {
          store.close();
          System.exit(0);
        });
  }
}
