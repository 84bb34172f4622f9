package dev.rapport.channels.email;

import dev.rapport.channels.Conversations;
import dev.rapport.channels.Inbox;
import dev.rapport.channels.RawBytes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receives mail by SMTP. 250 means stored and durable. Reading a mail is work for the processor
/// and happens on threads of its own; the event loop only moves bytes.
///
/// It speaks EHLO, HELO, MAIL, RCPT, DATA, RSET, NOOP, VRFY and QUIT with SIZE, 8BITMIME, SMTPUTF8,
/// PIPELINING and ENHANCEDSTATUSCODES. It is meant to stand behind the organisation's own mail
/// server: it neither relays nor authenticates.
public final class SmtpListener {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpListener.class);
  private static final int PARSERS = 2;

  private final Vertx vertx;
  private final SmtpSettings settings;
  private final MailboxDirectory mailboxes;
  private final MailIntake intake;
  private final WorkerExecutor parsers;
  private final AtomicInteger connections = new AtomicInteger();
  private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();
  private final AtomicLong bytesInFlight = new AtomicLong();
  private NetServer server;

  public SmtpListener(
      Vertx vertx,
      SmtpSettings settings,
      MailboxDirectory mailboxes,
      Inbox inbox,
      Conversations conversations) {
    this.vertx = vertx;
    this.settings = settings;
    this.mailboxes = mailboxes;
    this.intake = new MailIntake(inbox, conversations, MailLimits.defaults());
    this.parsers = vertx.createSharedWorkerExecutor("rapport-mail", PARSERS);
    this.server = vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true));
  }

  /// Listens. Completes with the port.
  public Future<Integer> start() {
    server.connectHandler(this::connected);
    server.exceptionHandler(fault -> LOG.warn("A connection failed: {}", fault.toString()));
    return server.listen(settings.port(), settings.host()).map(NetServer::actualPort);
  }

  /// Takes no more; mails being stored are answered as far as their senders wait.
  public Future<Void> stop() {
    return server.close().compose(_ -> parsers.close());
  }

  /// Connections that are open.
  public int connections() {
    return connections.get();
  }

  private void connected(NetSocket socket) {
    String address = String.valueOf(socket.remoteAddress().hostAddress());
    int all = connections.incrementAndGet();
    int same = perAddress.merge(address, 1, Integer::sum);
    if (all > settings.maxConnections() || same > settings.maxConnectionsPerAddress()) {
      left(address);
      socket
          .write(new SmtpReply(421, "4.3.2", "too many connections, try again later").line())
          .onComplete(_ -> socket.close());
      return;
    }
    SmtpSession session = new SmtpSession(this, vertx, settings, socket);
    socket.closeHandler(_ -> {
      left(address);
      session.closed();
    });
    session.start();
  }

  private void left(String address) {
    connections.decrementAndGet();
    perAddress.computeIfPresent(address, (_, count) -> count <= 1 ? null : count - 1);
  }

  MailboxDirectory mailboxes() {
    return mailboxes;
  }

  DotTerminated newData() {
    return new DotTerminated(settings.maxMailBytes(), settings.maxBytesInFlight(), bytesInFlight);
  }

  /// Stores a mail for each of its mailboxes; the answer is the worst of theirs, and what was
  /// stored before a refusal is known again when the mail comes again.
  Future<SmtpReply> take(List<MailIntake.Envelope> envelopes, RawBytes raw) {
    List<Future<SmtpReply>> answers = new ArrayList<>(envelopes.size());
    for (MailIntake.Envelope envelope : envelopes) {
      answers.add(
          parsers
              .executeBlocking(() -> intake.take(envelope, raw), false)
              .compose(SmtpListener::future));
    }
    return Future.join(answers)
        .map(_ -> worst(answers))
        .otherwise(fault -> {
          LOG.error("A mail was not stored; its sender is asked to try again", fault);
          return SmtpReply.FAULT;
        });
  }

  private static Future<SmtpReply> future(java.util.concurrent.CompletionStage<SmtpReply> stage) {
    Promise<SmtpReply> promise = Promise.promise();
    stage.whenComplete((reply, fault) -> {
      if (fault == null) {
        promise.complete(reply);
      } else {
        promise.fail(fault);
      }
    });
    return promise.future();
  }

  private static SmtpReply worst(List<Future<SmtpReply>> answers) {
    return answers.stream()
        .map(Future::result)
        .filter(reply -> reply.code() >= 400)
        .findFirst()
        .orElse(SmtpReply.ACCEPTED);
  }
}
