package dev.rapport.loadtests;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A started centre for tests, with the clients to reach it.
final class LiveCentre implements AutoCloseable {
  /// Long, since a starved machine is no fault of the process.
  private static final Duration STARTING = Duration.ofMinutes(5);

  private static final Duration CALL = Duration.ofMinutes(1);

  private final Loop loop;
  private final BenchCentre centre;
  private final RapportProcess process;
  private final HttpCalls http;
  private final MailSender mails;

  private LiveCentre(Loop loop, BenchCentre centre, RapportProcess process) {
    this.loop = loop;
    this.centre = centre;
    this.process = process;
    this.http = new HttpCalls(loop, centre.target());
    this.mails = new MailSender(loop, centre.target());
  }

  static LiveCentre start(Path home, int agents, int loginsPerMinute) {
    List<String> launcher = Application.launcher();
    List<Integer> ports = RapportProcess.freePorts(3);
    var target = new Target("127.0.0.1", ports.get(0), ports.get(1));
    var size = new BenchCentre.Size(agents, 3, 5, loginsPerMinute);
    var centre = new BenchCentre(launcher, home, target, ports.get(2), size);
    centre.setUp();
    RapportProcess process = centre.serve();
    process.awaitReady(STARTING);
    return new LiveCentre(Loop.open(), centre, process);
  }

  Target target() {
    return centre.target();
  }

  Loop loop() {
    return loop;
  }

  HttpCalls http() {
    return http;
  }

  boolean isAlive() {
    return process.isAlive() && process.isReady();
  }

  <T> T call(Supplier<Future<T>> work) {
    return loop.await("the call", CALL, work);
  }

  HttpCalls.Reply form(JsonObject form) {
    return call(() -> http.postJson("/api/v1/forms", form, Map.of()));
  }

  /// A form that is in order.
  HttpCalls.Reply goodForm(String message) {
    return form(new JsonObject().put("message", message).put("person", true));
  }

  MailSender.Outcome mail(io.vertx.core.buffer.Buffer raw) {
    var mail = new MailMessage("sender@example.org", "help@" + BenchCentre.DOMAIN, raw);
    return call(() -> mails.send(mail));
  }

  String token(String login) {
    return call(() -> http.logIn(login, BenchCentre.PASSWORD));
  }

  @Override
  public void close() {
    process.stop();
    loop.close();
  }
}
