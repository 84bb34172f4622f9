package dev.rapport.gateway;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.Conversations;
import dev.rapport.channels.Inbox;
import dev.rapport.channels.Message;
import dev.rapport.channels.chat.ChatSockets;
import dev.rapport.channels.email.SmtpListener;
import dev.rapport.channels.email.SmtpSender;
import dev.rapport.channels.phone.PhoneSwitch;
import dev.rapport.customers.Identifiers;
import dev.rapport.customers.Money;
import dev.rapport.customers.Recognizer;
import dev.rapport.customers.ValueScale;
import dev.rapport.gateway.desk.DeskHub;
import dev.rapport.gateway.desk.ScreenPops;
import dev.rapport.gateway.flow.Arrivals;
import dev.rapport.gateway.flow.CallbackBooking;
import dev.rapport.gateway.flow.Caller;
import dev.rapport.gateway.flow.CustomerBook;
import dev.rapport.gateway.flow.CustomerFinder;
import dev.rapport.gateway.flow.CustomerNotices;
import dev.rapport.gateway.flow.Foretelling;
import dev.rapport.gateway.flow.IntentGuesser;
import dev.rapport.gateway.flow.Learner;
import dev.rapport.gateway.flow.Librarian;
import dev.rapport.gateway.flow.OpenContacts;
import dev.rapport.gateway.flow.Placement;
import dev.rapport.gateway.flow.Reception;
import dev.rapport.gateway.flow.Reindexing;
import dev.rapport.gateway.flow.RulePlacement;
import dev.rapport.gateway.flow.ValuedPlacement;
import dev.rapport.gateway.http.HealthCheck;
import dev.rapport.gateway.http.HttpDoor;
import dev.rapport.gateway.live.Board;
import dev.rapport.gateway.live.LiveHub;
import dev.rapport.gateway.pbx.PbxCalls;
import dev.rapport.gateway.phone.PhoneCalls;
import dev.rapport.gateway.security.Keys;
import dev.rapport.gateway.security.SessionSockets;
import dev.rapport.gateway.security.SharedLimits;
import dev.rapport.gateway.settings.PhoneSettings;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.together.Together;
import dev.rapport.gateway.together.ToldConversations;
import dev.rapport.gateway.together.ToldInbox;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.gateway.unit.RoutingWatch;
import dev.rapport.gateway.unit.VertxTurns;
import dev.rapport.knowledge.Answers;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.LuceneArticleIndex;
import dev.rapport.knowledge.PassageIndex;
import dev.rapport.knowledge.meaning.BgeSmall;
import dev.rapport.routing.QueueId;
import dev.rapport.storage.SqlArticleStore;
import dev.rapport.storage.SqlContacts;
import dev.rapport.storage.SqlConversations;
import dev.rapport.storage.SqlCustomerDirectory;
import dev.rapport.storage.SqlEventLog;
import dev.rapport.storage.SqlIdempotency;
import dev.rapport.storage.SqlRegistrations;
import dev.rapport.storage.SqlSessions;
import dev.rapport.storage.SqlVisits;
import dev.rapport.storage.Store;
import dev.rapport.storage.StoreSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What is made of what: every object of the process, once, by hand, in the order in which they
/// need each other. Nothing is started here, but what takes long to read is read from now on.
final class Wiring {
  /// Threads that read the store for the gateway: as many as it has connections for reads.
  private static final int READERS = 4;

  private static final int HASHERS = 1;
  private static final int STORE_READERS = 3;
  private static final long BLOCKING_AT_MOST_S = 30;

  // The ground.
  final Settings settings;
  final Vertx vertx;
  final Context context;
  final PrometheusMeterRegistry metrics;
  final InstantSource clock = InstantSource.system();
  final String centre;
  final Store store;
  final Keys keys;
  final WorkerExecutor readers;
  final ExecutorService storeReads =
      Executors.newFixedThreadPool(
          STORE_READERS, Thread.ofPlatform().daemon().name("store-reads-", 0).factory());
  final WorkerExecutor hashing;
  final SecureRandom random = new SecureRandom();

  // What lasts.
  final SqlEventLog log;
  final SqlContacts contacts;
  final Conversations conversations;
  final SqlSessions sessions;
  final SqlIdempotency idempotency;
  final SqlVisits visits;
  final ArticleStore articles;
  final @Nullable BgeSmall sentences;
  final @Nullable PassageIndex passages;
  final LuceneArticleIndex index;
  final Reindexing reindexing;
  final Answers answers;

  // What decides and what tells.
  final RoutingUnit unit;
  final OpenContacts open = new OpenContacts();

  /// Completes when `open` has been read.
  Future<?> opened = Future.succeededFuture();

  private volatile long epoch;

  /// Null unless several gateways serve at once.
  final @Nullable Together together;

  final Caller caller;
  final CustomerWiring people;
  final CustomerFinder finder;
  final Learner learner;
  final IntentGuesser intents;
  final KnowledgeKeeper keeper = new KnowledgeKeeper();
  final Arrivals arrivals;
  final Reception reception;
  final ChatSockets chat;
  final CustomerNotices notices;
  final Foretelling foretelling;
  final DeskHub desks;
  final LiveHub live;
  final RoutingWatch watch = new RoutingWatch();
  final SessionSockets sockets = new SessionSockets(this::sessionEnded);
  final SharedLimits limits = new SharedLimits();
  final HttpDoor door;
  final @Nullable SmtpListener smtp;
  final @Nullable SmtpSender sender;
  final @Nullable PbxCalls pbx;
  final Placement placement;
  final @Nullable PhoneSwitch phone;
  final @Nullable PhoneCalls calls;
  final CallbackBooking callbacks;

  /// @param context the one on which the core and everything derived from its events run
  Wiring(
      Settings settings,
      Path data,
      Vertx vertx,
      Context context,
      PrometheusMeterRegistry metrics,
      Health health) {
    this.settings = settings;
    this.vertx = vertx;
    this.context = context;
    this.metrics = metrics;
    centre = settings.centre().id();
    readers = workers("readers", READERS);
    hashing = workers("hashing", HASHERS);
    store = Store.open(StoreSettings.in(data).withPostgres(settings.storage()));
    unit = new RoutingUnit(new VertxTurns(context), this::newestLog, clock);
    contacts = new SqlContacts(store);
    together = TogetherWiring.of(this);
    readAheadUnlessStandingBy();
    keys = Keys.of(data, random);
    log = new SqlEventLog(store, centre);
    conversations = told(new SqlConversations(store, storeReads, clock));
    sessions = new SqlSessions(store);
    idempotency = new SqlIdempotency(store);
    visits = new SqlVisits(store);
    articles = new SqlArticleStore(store);
    sentences = settings.knowledge().meaning() ? new BgeSmall() : null;
    passages = KnowledgeWiring.passages(this, data);
    index = KnowledgeWiring.index(this, data);
    reindexing = new Reindexing(data);
    caller = caller();
    people = new CustomerWiring(this);
    CustomerBook book = people.book(scale());
    finder = people.finder(book);
    ScreenPops pops = pops(book);
    desks = desks(pops);
    answers = new Answers(index);
    learner = KnowledgeWiring.learner(this);
    intents = KnowledgeWiring.intents(this);
    placement = placement(book);
    reception = ChannelWiring.reception(this, librarian());
    arrivals = new Arrivals(context, unit);
    chat = ChannelWiring.chat(this);
    callbacks = PhoneWiring.callbacks(this);
    phone = phone();
    notices = new CustomerNotices(centre, open, chat);
    live = new LiveHub(board(), reception::setAsides, clock);
    foretelling = new Foretelling(unit, notices);
    List.of(arrivals, notices, desks, live, watch).forEach(unit::listen);
    pbx = PhoneWiring.pbx(this);
    calls = calls();
    door = HttpWiring.door(this, new HttpWiring.Parts(book, pops, librarian(), health));
    people.tend(book, desks);
    smtp = smtp();
    sender = sender();
  }

  /// Whether no other process can decide for the centre: the store is this one's own file.
  boolean alone() {
    return settings.storage() == null;
  }

  /// A process that stands by reads when it is its turn: what it read before would be old.
  private void readAheadUnlessStandingBy() {
    if (alone() || together != null) {
      readAhead(0);
    }
  }

  /// Whether this process decides for the centre: it is alone, or it leads.
  boolean decides() {
    Together others = together;
    return others == null || others.leads();
  }

  private Librarian librarian() {
    return KnowledgeWiring.librarian(this);
  }

  private SqlEventLog newestLog() {
    return new SqlEventLog(store, centre, epoch);
  }

  /// In which epoch this process leads from now on.
  void epoch(long leads) {
    epoch = leads;
  }

  private Conversations told(Conversations stored) {
    Together others = together;
    return others == null ? stored : new ToldConversations(stored, others.tidings()::said);
  }

  Inbox told(Inbox stored) {
    Together others = together;
    return others == null ? stored : new ToldInbox(stored, others.tidings()::said);
  }

  /// @param session as [SessionSockets] names it
  private void sessionEnded(String session) {
    if (together != null) {
      together.tidings().sessionEnded(session);
    }
  }

  /// Something that screens show of a customer has changed.
  void customerChanged(String customer) {
    desks.customerChanged(customer);
    if (together != null) {
      together.tidings().changed(customer);
    }
  }

  /// Begins to read what was decided so far. With many open contacts this is most of a start: it
  /// goes on while the rest is made.
  ///
  /// @param leads the epoch in which this process leads; 0 when it is alone
  void readAhead(long leads) {
    epoch = leads;
    unit.replayAhead();
    opened = readers.executeBlocking(() -> open.load(contacts, centre), false);
  }

  private ScreenPops pops(CustomerBook book) {
    var stores = new ScreenPops.Stores(contacts, conversations, log);
    return new ScreenPops(centre, stores, caller, book, clock);
  }

  private DeskHub desks(ScreenPops pops) {
    return new DeskHub(context, readers, unit, pops, clock, UUID.randomUUID().toString());
  }

  private @Nullable SmtpListener smtp() {
    Settings.Smtp incoming = settings.smtp();
    return incoming == null ? null : MailWiring.listener(this, incoming);
  }

  private @Nullable SmtpSender sender() {
    Settings.Relay relay = settings.relay();
    return relay == null ? null : MailWiring.sender(this, relay);
  }

  private Caller caller() {
    return new Caller(
        centre,
        new Identifiers(settings.centre().region()),
        new Recognizer(new SqlCustomerDirectory(store)));
  }

  /// What `/health/ready` asks.
  interface Health {
    List<HealthCheck> checks();
  }

  private @Nullable PhoneSwitch phone() {
    PhoneSettings calling = settings.phone();
    return calling == null
        ? null
        : PhoneWiring.phone(
            calling, settings.centre().language(), new SqlRegistrations(store, centre));
  }

  private @Nullable PhoneCalls calls() {
    PhoneSwitch line = phone;
    return line == null ? null : PhoneWiring.calls(this, line);
  }

  private Placement placement(CustomerBook book) {
    var byRules = new RulePlacement(settings.plan(), scale(), intents, book::owes);
    return new ValuedPlacement(byRules, book::weight);
  }

  private ValueScale scale() {
    Settings.Value value = settings.value();
    return new ValueScale(Money.of(BigDecimal.valueOf(value.median()), value.currency()));
  }

  private WorkerExecutor workers(String name, int threads) {
    return vertx.createSharedWorkerExecutor(name, threads, BLOCKING_AT_MOST_S, TimeUnit.SECONDS);
  }

  ChatSockets chatChannel() {
    return chat;
  }

  CallbackBooking callbackBooking() {
    return callbacks;
  }

  /// Passes a stored reply on: a chat sees it now, a mail goes out.
  void deliver(Message message) {
    if (message.channel() == ChannelKind.CHAT) {
      chat.deliver(message);
    } else if (sender != null) {
      sender.wake();
    }
  }

  private Board board() {
    Map<QueueId, Long> targets = new HashMap<>();
    settings
        .plan()
        .queues()
        .forEach(q -> targets.put(new QueueId(q.id()), 1_000L * q.targetSeconds()));
    return new Board(centre, targets, PhoneWiring.hearing(phone));
  }

  /// What came and went today, counted by the store. Blocks.
  SqlContacts.Counted today() {
    long midnight =
        LocalDate.now(ZoneId.systemDefault())
            .atStartOfDay(ZoneId.systemDefault())
            .toInstant()
            .toEpochMilli();
    return contacts.counts(centre, midnight);
  }
}
