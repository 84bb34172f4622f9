package dev.rapport.gateway.http;

import dev.rapport.channels.Conversations;
import dev.rapport.channels.chat.ChatSockets;
import dev.rapport.gateway.desk.DeskCommands;
import dev.rapport.gateway.desk.DeskHub;
import dev.rapport.gateway.desk.ScreenPops;
import dev.rapport.gateway.flow.AgentSuggestions;
import dev.rapport.gateway.flow.CallbackBooking;
import dev.rapport.gateway.flow.Caller;
import dev.rapport.gateway.flow.CustomerBook;
import dev.rapport.gateway.flow.CustomerFinder;
import dev.rapport.gateway.flow.CustomerRegister;
import dev.rapport.gateway.flow.IntentGuesser;
import dev.rapport.gateway.flow.Learner;
import dev.rapport.gateway.flow.Librarian;
import dev.rapport.gateway.flow.Reception;
import dev.rapport.gateway.flow.Reindexing;
import dev.rapport.gateway.flow.Teaching;
import dev.rapport.gateway.live.LiveHub;
import dev.rapport.gateway.pbx.PbxCalls;
import dev.rapport.gateway.pbx.RouteDip;
import dev.rapport.gateway.security.CustomerKeys;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.security.Keys;
import dev.rapport.gateway.security.Logins;
import dev.rapport.gateway.security.SessionSockets;
import dev.rapport.gateway.security.WebhookSignature;
import dev.rapport.gateway.settings.PbxSettings;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.LuceneArticleIndex;
import dev.rapport.knowledge.SynonymStore;
import dev.rapport.knowledge.editing.ArticleHistory;
import dev.rapport.knowledge.editing.AttachmentStore;
import dev.rapport.knowledge.editing.Editor;
import dev.rapport.knowledge.learning.AnswerLabels;
import dev.rapport.storage.ContactRow;
import dev.rapport.storage.SqlContacts;
import dev.rapport.storage.SqlEventLog;
import dev.rapport.storage.SqlIdempotency;
import dev.rapport.storage.SqlJumps;
import dev.rapport.storage.SqlRecordings;
import dev.rapport.storage.SqlSessions;
import dev.rapport.storage.SqlSetAsides;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The groups of routes, each to be mounted on the door's router.
public final class Routes {
  private final Vertx vertx;
  private final Settings settings;
  private final String centre;
  private final Guard guard;
  private final WorkerExecutor readers;
  private final InstantSource clock;

  public Routes(
      Vertx vertx, Settings settings, Guard guard, WorkerExecutor readers, InstantSource clock) {
    this.vertx = vertx;
    this.settings = settings;
    this.centre = settings.centre().id();
    this.guard = guard;
    this.readers = readers;
    this.clock = clock;
  }

  /// What sockets are joined to.
  public record Hubs(ChatSockets chat, DeskHub desks, DeskCommands commands, LiveHub live) {}

  public Consumer<Router> sessions(
      Logins logins, SqlSessions sessions, SessionSockets sockets, WorkerExecutor hashing) {
    boolean secure = settings.http().secureCookies();
    return new SessionRoutes(logins, sessions, sockets, guard, hashing, secure)::mount;
  }

  public Consumer<Router> knowledge(Librarian librarian, ArticleStore articles) {
    return new KnowledgeRoutes(
            centre, settings.plan().queues(), librarian, articles, access(), readers)
        ::mount;
  }

  private ArticleAccess access() {
    return new ArticleAccess(settings.knowledge().rights(), clock);
  }

  /// Writing articles, and what is learnt from how they are read.
  public Consumer<Router> editing(
      Learner learner, ArticleStore articles, ArticleHistory history, Reindexing reindexing) {
    var stores = new EditorRoutes.Stores(articles, history, access(), readers);
    var editor = new EditorRoutes(centre, stores, guard, clock);
    var trail = new ArticleTrailRoutes(centre, stores, reindexing, guard);
    var learning = new JudgementRoutes(learner, access(), guard, readers, clock);
    return router -> {
      editor.mount(router);
      trail.mount(router);
      learning.mount(router);
    };
  }

  /// What helps an agent with a contact.
  ///
  /// @param names of whoever may have taken part in a contact
  public Consumer<Router> suggestions(
      AgentSuggestions suggestions,
      ContactReaders contacts,
      Editor editor,
      Function<ContactRow, List<String>> names) {
    var who =
        new SuggestionRoutes.Access(
            contacts, access(), Objects.requireNonNullElse(settings.http().publicUrl(), ""));
    return new SuggestionRoutes(suggestions, who, editor, names, guard, readers)::mount;
  }

  public Consumer<Router> synonyms(SynonymStore synonyms, LuceneArticleIndex index) {
    return new SynonymRoutes(centre, synonyms, index, guard, readers)::mount;
  }

  /// Which articles answer which questions, and what that taught.
  public Consumer<Router> labels(Teaching teaching, AnswerLabels labels, ArticleStore articles) {
    var stores = new LabelRoutes.Stores(labels, articles, readers);
    return new LabelRoutes(centre, stores, teaching, guard, clock)::mount;
  }

  /// What texts are about.
  public Consumer<Router> intents(IntentGuesser intents) {
    return new IntentRoutes(intents, guard, readers)::mount;
  }

  public Consumer<Router> forms(
      Reception reception,
      RoutingUnit unit,
      Keys keys,
      SqlContacts contacts,
      SqlIdempotency idempotency) {
    Set<String> topics =
        settings.plan().queues().stream()
            .filter(Settings.Queue::open)
            .map(Settings.Queue::id)
            .collect(Collectors.toUnmodifiableSet());
    Settings.Relay relay = settings.relay();
    var scope = new FormRoutes.Scope(centre, topics, relay == null ? null : relay.from());
    var stores = new FormRoutes.Stores(contacts, idempotency, readers);
    return new FormRoutes(scope, reception, unit, keys, stores, clock)::mount;
  }

  public Consumer<Router> contacts(
      SqlContacts contacts, SqlEventLog log, Conversations conversations, ScreenPops pops) {
    var stores = new ContactRoutes.Stores(contacts, log, conversations);
    return new ContactRoutes(centre, stores, pops, guard, readers)::mount;
  }

  public Consumer<Router> recordings(SqlRecordings recordings, ContactReaders contacts) {
    return new RecordingRoutes(centre, recordings, contacts, guard, readers)::mount;
  }

  public Consumer<Router> customers(Caller caller, CustomerBook book) {
    return new CustomerRoutes(caller, book, guard, readers)::mount;
  }

  /// @param changed told the id of a customer about whom something on a screen has changed
  public Consumer<Router> relationship(
      CustomerBook book, ContactReaders contacts, Consumer<String> changed) {
    var relationship = new RelationshipRoutes(centre, book, contacts, guard, readers, changed);
    var segments = new SegmentRoutes(book, guard, readers);
    var learning =
        new LearningRoutes(
            centre, book, new LearningRoutes.Readers(guard, contacts, readers), changed);
    return router -> {
      relationship.mount(router);
      segments.mount(router);
      learning.mount(router);
    };
  }

  /// What customers read and correct themselves.
  public Consumer<Router> ownPreferences(
      CustomerBook book, ContactReaders contacts, Keys keys, Consumer<String> changed) {
    return new OwnPreferenceRoutes(
            centre,
            book,
            new OwnPreferenceRoutes.Readers(guard, contacts, readers),
            new CustomerKeys(keys),
            changed)
        ::mount;
  }

  /// @param changed told the id of a customer about whom something on a screen has changed
  public Consumer<Router> register(CustomerRegister register, Consumer<String> changed) {
    return new RegisterRoutes(register, guard, readers, changed)::mount;
  }

  public Consumer<Router> attachments(ArticleStore articles, AttachmentStore attachments) {
    return new AttachmentRoutes(
            centre,
            new AttachmentRoutes.Stores(articles, attachments, access(), readers),
            guard,
            clock)
        ::mount;
  }

  public Consumer<Router> finder(
      CustomerFinder finder, CustomerBook book, Consumer<String> changed) {
    var bulk =
        new BulkLinkRoutes(
            centre,
            new BulkLinkRoutes.Stores(finder, book.stores().links(), readers),
            guard,
            clock,
            changed);
    var single = new FinderRoutes(finder, guard, readers);
    return router -> {
      single.mount(router);
      bulk.mount(router);
    };
  }

  public Consumer<Router> supervisors(RoutingUnit unit, LiveHub live, SqlSetAsides setAsides) {
    return new SupervisorRoutes(centre, unit, live, setAsides, guard, readers)::mount;
  }

  /// @param hearing the ways in which supervisors can hear a call
  public Consumer<Router> commands(
      RoutingUnit unit, CallbackBooking callbacks, List<String> hearing) {
    var commands = new CommandRoutes(unit, callbacks, hearing, guard);
    var roster = new RosterRoutes(unit, guard);
    return router -> {
      commands.mount(router);
      roster.mount(router);
    };
  }

  public Consumer<Router> queues(RoutingUnit unit, SqlJumps jumps) {
    return new QueueRoutes(centre, unit, jumps, guard, readers, clock)::mount;
  }

  public Consumer<Router> operation(
      PrometheusMeterRegistry metrics, Supplier<List<HealthCheck>> checks) {
    return new OperationRoutes(metrics, settings.http().publicMetrics(), checks)::mount;
  }

  public Consumer<Router> sockets(SessionSockets sockets, Hubs hubs, RoutingUnit unit) {
    return new SocketRoutes(vertx, centre, guard, sockets, hubs, unit)::mount;
  }

  /// @param calls null when no PBX keeps a queue of its own
  public Consumer<Router> pbx(@Nullable PbxCalls calls, RouteDip dip) {
    PbxSettings pbx = settings.pbx();
    return new PbxRoutes(
            pbx == null || calls == null
                ? null
                : new PbxRoutes.Pbx(dip, calls, new WebhookSignature(pbx.secrets()), pbx.token()),
            clock)
        ::mount;
  }

  public Consumer<Router> pages() {
    return new Pages(settings.http().origins())::mount;
  }
}
