package dev.rapport.loadtests;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.InboundContact;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.Sender;
import dev.rapport.channels.SenderIdentifier;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.EventLog.Snapshot;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.RoutingCore;
import dev.rapport.storage.SqlEventLog;
import dev.rapport.storage.SqlInbox;
import dev.rapport.storage.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/// A store with many contacts that wait, made through the inbox and the core without the process:
/// what a day of nobody at work leaves behind. A tenth of them chats, which is as many as the
/// process takes at once; the others forms and mails.
final class OpenFloor implements AutoCloseable {
  private static final String CENTRE = "bench";

  /// How far the core may run ahead of the log.
  private static final int AHEAD = 2_000;

  private final Path directory;
  private final Store store;
  private final SqlEventLog log;
  private final SqlInbox inbox;
  private final RoutingCore core = new RoutingCore();
  private final Queue<CompletableFuture<Long>> appends = new ArrayDeque<>();
  private long last;
  private int arrivals;

  /// Opens a store whose log has the plan.
  OpenFloor(Path directory) {
    this.directory = directory;
    store = Store.open(directory);
    log = new SqlEventLog(store, CENTRE);
    inbox = new SqlInbox(store, InstantSource.system());
    last = log.replay(0, (_, at, event) -> core.apply(event, at));
  }

  /// Lets so many more contacts arrive.
  void arrive(int count) {
    List<CompletableFuture<Receipt>> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batch.add(inbox.receive(inbound(arrivals++)).toCompletableFuture());
      if (batch.size() == AHEAD || i == count - 1) {
        batch.forEach(this::route);
        batch.clear();
      }
    }
    settle(0);
  }

  /// Takes so many contacts in, and answers their ids.
  static List<String> take(SqlInbox inbox, int count) {
    List<CompletableFuture<Receipt>> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(inbox.receive(inbound(i)).toCompletableFuture());
    }
    return taken.stream()
        .map(one -> one.join() instanceof Receipt.Accepted a ? a.contact() : null)
        .map(id -> Objects.requireNonNull(id, "it opened one"))
        .toList();
  }

  private void route(CompletableFuture<Receipt> taken) {
    if (!(taken.join() instanceof Receipt.Accepted accepted)) {
      throw new IllegalStateException("not accepted: " + taken.join());
    }
    long now = System.currentTimeMillis();
    var facts =
        Contact.of(
            new ContactId(Objects.requireNonNull(accepted.contact(), "it opened one")),
            new ChannelId(accepted.message().channel().wireName()),
            new QueueId("support"));
    if (core.handle(Command.Arrive.now(facts), now) instanceof Outcome.Done done) {
      appends.add(log.append(done.events(), now));
      settle(AHEAD);
    }
  }

  private void settle(int most) {
    while (appends.size() > most) {
      last = appends.remove().join();
    }
  }

  private static InboundContact inbound(int number) {
    ChannelKind channel =
        number % 10 == 0
            ? ChannelKind.CHAT
            : number % 2 == 0 ? ChannelKind.FORM : ChannelKind.EMAIL;
    var who =
        new SenderIdentifier(
            SenderIdentifier.Kind.EMAIL,
            "c" + number + "@bench.example",
            SenderIdentifier.Proof.CLAIMED);
    return new InboundContact(
        CENTRE,
        channel,
        new Sender(List.of(who), null, "en"),
        "Where is order " + number,
        "I ordered it a week ago, and it has not come. Could somebody look? Order " + number,
        null,
        true,
        null,
        "k" + number,
        null,
        null,
        null,
        false,
        List.of(),
        null);
  }

  void snapshot() {
    log.saveSnapshot(new Snapshot(last, core.stateHash(), core.snapshot()));
  }

  int open() {
    return core.contactCount();
  }

  long events() {
    return last;
  }

  String stateHash() {
    return core.stateHash();
  }

  /// The files as they are now, which is how a process leaves them that is killed.
  void copyTo(Path to) throws IOException {
    Folders.copy(directory, to);
  }

  @Override
  public void close() {
    store.close();
  }
}
