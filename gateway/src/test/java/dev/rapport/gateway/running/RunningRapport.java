package dev.rapport.gateway.running;

import dev.rapport.customers.importing.CustomerImport;
import dev.rapport.customers.importing.ImportProgress;
import dev.rapport.customers.importing.ImportSettings;
import dev.rapport.gateway.Rapport;
import dev.rapport.gateway.demo.DemoCentre;
import dev.rapport.gateway.security.Passwords;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.settings.SettingsFile;
import dev.rapport.knowledge.imports.ArticleImport;
import dev.rapport.knowledge.imports.ImportOptions;
import dev.rapport.storage.Account;
import dev.rapport.storage.Account.Role;
import dev.rapport.storage.SqlAccounts;
import dev.rapport.storage.SqlArticleStore;
import dev.rapport.storage.SqlCustomerDirectory;
import dev.rapport.storage.Store;
import dev.rapport.storage.StoreSettings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A small centre, running in this process on free ports, with the demo's customers and articles.
///
/// | agent | queues          | skills              |
/// |-------|-----------------|---------------------|
/// | ana   | support, orders | service 90, orders 90 |
/// | ben   | support         | service 60          |
/// | cleo  | orders          | orders 60           |
///
/// Besides: `sofia`, a supervisor, and `adam`, an admin. All have the same password.
final class RunningRapport implements AutoCloseable {
  static final String PASSWORD = "a password for tests";
  static final String MAILBOX = "help@alderfinch.example";
  static final String CENTRE = "test-centre";
  static final String SETTINGS_FILE = "rapport.yaml";

  private static final String SETTINGS =
      """
      centre: {id: test-centre, name: The test centre, region: GB, language: en}
      http: {port: 0}
      smtp: {enabled: true, port: 0, domains: [alderfinch.example]}
      relay: {host: 127.0.0.1, port: RELAY, from: help@alderfinch.example, startTls: false}
      limits: {LIMITS}
      phone:
        enabled: true
        port: 0
        announceSeconds: 5
        phones:
          - {agent: ana, password: ring-ana}
          - {agent: ben, password: ring-ben}
      queues:
        - {id: support, name: Support, skills: {service: 30}, offerSeconds: 60, wrapUpSeconds: 600}
        - {id: orders, name: Orders, skills: {orders: 40}, offerSeconds: 60, wrapUpSeconds: 600}
        - {id: board, name: The board, open: false}
      rules:
        - {name: an order, words: [order, parcel], queue: orders}
      agents:
        - {id: ana, name: Ana Teixeira, queues: [support, orders], capacity: 3, skills: {service: 90, orders: 90}}
        - {id: ben, name: Ben Okoye, queues: [support], capacity: 3, skills: {service: 60}}
        - {id: cleo, name: Cleo Marsh, queues: [orders], capacity: 3, skills: {orders: 60}}
      """;

  private static final String ROOMY =
      "requestsPerMinute: 1000000, visitorsPerAddress: 1000, loginsPerMinute: 10";

  final MailRelay relay = new MailRelay();
  final HttpClient client = HttpClient.newHttpClient();
  private final Path data;
  private final Settings settings;
  private final Map<String, String> tokens = new HashMap<>();
  private Rapport rapport;

  private RunningRapport(Path data, String limits, String more) {
    this(data, limits, "announceSeconds: 5", more);
  }

  private RunningRapport(Path data, String limits, String phone, String more) {
    this.data = data;
    String text = settings(relay.port(), limits).replace("announceSeconds: 5", phone);
    settings = SettingsFile.parse(text + more, Map.of());
    furnish();
    rapport = Rapport.start(settings, data);
  }

  private RunningRapport(Path data, UnaryOperator<String> changed) {
    this.data = data;
    settings = SettingsFile.parse(changed.apply(settings(relay.port(), ROOMY)), Map.of());
  }

  /// @param origin of a site that may show the chat
  static RunningRapport framedBy(Path data, String origin) {
    return new RunningRapport(
            data,
            text -> text.replace("http: {port: 0}", "http: {port: 0, origins: ['" + origin + "']}"))
        .first();
  }

  /// The first of several gateways, without a phone.
  ///
  /// @param more where the record and the carrier are
  static RunningRapport together(Path data, String more) {
    return new RunningRapport(data, text -> silent(text) + more).first();
  }

  /// One more gateway of the same centre.
  static RunningRapport beside(RunningRapport first, Path data, String more) throws IOException {
    return beside(first, data, text -> silent(text) + more);
  }

  private static RunningRapport beside(
      RunningRapport first, Path data, UnaryOperator<String> changed) throws IOException {
    return besideFurnished(first.data, data, changed);
  }

  /// The first of several gateways, which has the calls.
  static RunningRapport calledTogether(Path data, String more) {
    return calledTogether(data, text -> text + more);
  }

  static RunningRapport calledTogether(Path data, UnaryOperator<String> changed) {
    return new RunningRapport(data, changed).first();
  }

  /// One more gateway of the same centre, which would have the calls if it led.
  static RunningRapport calledBeside(RunningRapport first, Path data, String more)
      throws IOException {
    return beside(first, data, text -> text + more);
  }

  static RunningRapport calledBeside(RunningRapport first, Path data, UnaryOperator<String> changed)
      throws IOException {
    return beside(first, data, changed);
  }

  /// A centre that has everything it needs and is not started: its settings and its key are in its
  /// directory.
  static void furnish(Path data, UnaryOperator<String> changed) throws IOException {
    RunningRapport centre = new RunningRapport(data, changed);
    centre.furnish();
    Files.writeString(
        data.resolve(SETTINGS_FILE), changed.apply(settings(centre.relay.port(), ROOMY)));
    centre.relay.close();
    centre.client.shutdownNow();
  }

  /// A gateway of a centre whose key is in another directory.
  static RunningRapport besideFurnished(Path first, Path data, UnaryOperator<String> changed)
      throws IOException {
    Files.createDirectories(data);
    Files.copy(first.resolve("secret.key"), data.resolve("secret.key"));
    RunningRapport next = new RunningRapport(data, changed);
    next.rapport = Rapport.start(next.settings, data);
    return next;
  }

  /// An agent's telephone is at a port of this machine, and registers nowhere.
  static RunningRapport reaching(Path data, String agent, int port) {
    String address = "address: \"sip:" + agent + "@127.0.0.1:" + port + "\"";
    return new RunningRapport(data, text -> text.replace("password: ring-" + agent, address))
        .first();
  }

  /// @param phone the section of that name, in place of the embedded switch
  static RunningRapport calledBy(Path data, String phone) {
    return new RunningRapport(data, text -> withPhone(text, phone)).first();
  }

  static String withPhone(String settings, String phone) {
    return settings.substring(0, settings.indexOf("phone:\n"))
        + phone
        + settings.substring(settings.indexOf("queues:\n"));
  }

  private static String silent(String settings) {
    return settings.replace("enabled: true\n  port: 0\n  ann", "ann");
  }

  private RunningRapport first() {
    furnish();
    rapport = Rapport.start(settings, data);
    return this;
  }

  static RunningRapport start(Path data) {
    return new RunningRapport(data, ROOMY, "");
  }

  /// @param more further sections of the settings
  static RunningRapport with(Path data, String more) {
    return new RunningRapport(data, ROOMY, more);
  }

  /// @param limits the settings of that name, such as `requestsPerMinute: 5`
  static RunningRapport withLimits(Path data, String limits) {
    return new RunningRapport(data, limits, "");
  }

  /// @param phone settings of the phone, one a line, such as `via: "sip:127.0.0.1:5060"`
  static RunningRapport withPhone(Path data, String... phone) {
    return new RunningRapport(data, ROOMY, String.join("\n  ", phone), "");
  }

  /// Stops the process and starts it again on the same directory.
  void restart() {
    rapport.close();
    rapport = Rapport.start(settings, data);
  }

  /// As [#restart], with something done to the store in between.
  void restart(Consumer<Store> meanwhile) {
    rapport.close();
    try (Store store = Store.open(data)) {
      meanwhile.accept(store);
    }
    rapport = Rapport.start(settings, data);
  }

  private void furnish() {
    try (Store store = Store.open(StoreSettings.in(data).withPostgres(settings.storage()))) {
      Path files = Files.createDirectories(data.resolve("files"));
      DemoCentre.unpack(files, LocalDate.EPOCH);
      InstantSource clock = InstantSource.system();
      new CustomerImport(new SqlCustomerDirectory(store), clock)
          .run(
              files.resolve("customers.csv"),
              ImportSettings.of(CENTRE, "test", "GB"),
              ImportProgress.NONE);
      new ArticleImport(new SqlArticleStore(store), clock)
          .run(
              CENTRE,
              files.resolve("articles"),
              ImportOptions.DEFAULT,
              ArticleImport.Progress.NONE);
      // One hash for all: a hash takes its time on purpose.
      String hash = new Passwords(new SecureRandom()).hash(PASSWORD);
      SqlAccounts accounts = new SqlAccounts(store);
      add(accounts, hash, "ana", Role.AGENT);
      add(accounts, hash, "ben", Role.AGENT);
      add(accounts, hash, "cleo", Role.AGENT);
      add(accounts, hash, "sofia", Role.SUPERVISOR);
      add(accounts, hash, "adam", Role.ADMIN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(SqlAccounts accounts, String hash, String login, Role role) {
    @Nullable String agent = role == Role.AGENT ? login : null;
    Patience.await(
        accounts.add(new Account(CENTRE, login, login, role, agent, hash, false, 1_000)));
  }

  int httpPort() {
    return rapport.httpPort();
  }

  int smtpPort() {
    return rapport.smtpPort();
  }

  int phonePort() {
    return rapport.phonePort();
  }

  /// A session's token, opened at the first call.
  String token(String login) {
    return tokens.computeIfAbsent(login, this::freshToken);
  }

  String freshToken(String login) {
    var answer =
        call("POST", "/api/v1/session")
            .json(new JsonObject().put("login", login).put("password", PASSWORD).put("as", "token"))
            .send();
    if (answer.statusCode() != 200) {
      throw new AssertionError(
          login + "'s login answered " + answer.statusCode() + " " + answer.body());
    }
    return new JsonObject(answer.body()).getString("token");
  }

  Call call(String method, String path) {
    return new Call(client, URI.create("http://127.0.0.1:" + httpPort() + path), method);
  }

  /// What a GET of somebody answers; it must be 200.
  JsonObject get(String login, String path) {
    HttpResponse<String> answer = call("GET", path).as(token(login)).send();
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
    }
    return new JsonObject(answer.body());
  }

  JsonObject contact(String id) {
    return get("sofia", "/api/v1/contacts/" + id);
  }

  /// A desk that has not said hello.
  Desk bareDesk(String login) {
    return new Desk(client, socket("/api/v1/desk"), token(login));
  }

  /// A desk at work, ready for contacts.
  Desk desk(String login) {
    Desk desk = bareDesk(login);
    desk.hello();
    return desk.available();
  }

  Visitor visitor() {
    return new Visitor(client, socket("/api/v1/chat"));
  }

  FrameSocket board(String login) {
    return new FrameSocket(
        client, socket("/api/v1/live"), Map.of("Authorization", "Bearer " + token(login)));
  }

  URI socket(String path) {
    return URI.create("ws://127.0.0.1:" + httpPort() + path);
  }

  /// Sends a form that must be accepted.
  JsonObject form(JsonObject form) {
    HttpResponse<String> answer = call("POST", "/api/v1/forms").json(form).send();
    if (answer.statusCode() != 202) {
      throw new AssertionError("the form answered " + answer.statusCode() + " " + answer.body());
    }
    return new JsonObject(answer.body());
  }

  /// Delivers a mail; answers the reply to its last dot.
  String mail(String from, String mail) {
    try (MailPeer peer = new MailPeer(smtpPort())) {
      return peer.deliver(from, MAILBOX, mail);
    }
  }

  /// The one contact of the channel, among the newest.
  JsonObject newest(String channel) {
    return get("sofia", "/api/v1/contacts?channel=" + channel)
        .getJsonArray("contacts")
        .getJsonObject(0);
  }

  /// Waits until the index answers questions.
  RunningRapport answering() {
    Patience.until(
        "the articles are found",
        () ->
            new JsonObject(call("GET", "/api/v1/answers?q=saddle+height").send().body())
                .getBoolean("offer", false));
    return this;
  }

  @Override
  public void close() {
    rapport.close();
    relay.close();
    client.shutdownNow();
  }

  private static String settings(int relayPort, String limits) {
    return SETTINGS.replace("RELAY", Integer.toString(relayPort)).replace("LIMITS", limits);
  }
}
