package dev.rapport.loadtests;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Agents at their desks and contacts arriving on time, however slow the process is: an open loop,
/// so a stall delays nobody's arrival and shows in the figures.
final class FlowRun {
  private static final long LOOK_MS = 250;
  private static final long STILL_MS = 2_000;

  private final Loop loop;
  private final BenchCentre centre;
  private final HttpCalls http;
  private final MailSender mailSender;
  private final WebSocketClient deskSockets;
  private final WebSocketClient chatSockets;
  private final ContactLedger ledger = new ContactLedger();
  private final SentMails sentMails = new SentMails();
  private final Latencies lag = new Latencies();
  private final List<AgentDesk> desks = new ArrayList<>();
  private final Set<ChatVisitor> visitors = new HashSet<>();
  private long refusedMails;
  private long missingChatNumbers;
  private int inFlight;

  FlowRun(Loop loop, BenchCentre centre) {
    this.loop = loop;
    this.centre = centre;
    this.http = new HttpCalls(loop, centre.target());
    this.mailSender = new MailSender(loop, centre.target());
    this.deskSockets = sockets(loop, centre.size().agents() + 10);
    this.chatSockets = sockets(loop, 20_000);
  }

  private static WebSocketClient sockets(Loop loop, int most) {
    return loop.vertx()
        .createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(most)
                .setMaxFrameSize(1 << 20)
                .setMaxMessageSize(4 << 20)
                .setConnectTimeout(10_000));
  }

  ContactLedger ledger() {
    return ledger;
  }

  HttpCalls http() {
    return http;
  }

  /// How late the generator itself was: the time between when an arrival was due and when it began.
  Latencies lag() {
    return lag;
  }

  long framesLost() {
    return desks.stream().mapToLong(desk -> desk.stream().lost()).sum();
  }

  long closures() {
    return desks.stream().mapToLong(AgentDesk::closures).sum();
  }

  long replies() {
    return desks.stream().mapToLong(AgentDesk::replies).sum();
  }

  SentMails sentMails() {
    return sentMails;
  }

  long refusedMails() {
    return refusedMails;
  }

  long missingChatNumbers() {
    return missingChatNumbers;
  }

  /// Puts every agent at his desk, one after the other: logging in is made slow on purpose.
  Future<Void> openDesks(long thinkMs) {
    Future<Void> done = Future.succeededFuture();
    for (String login : centre.agents()) {
      var habits = new AgentDesk.Habits(login, BenchCentre.PASSWORD, thinkMs);
      var desk = new AgentDesk(loop, http, deskSockets, centre.target(), habits, ledger);
      desks.add(desk);
      done = done.compose(_ -> desk.open());
    }
    return done;
  }

  /// Completes when the last arrival has begun and each was acknowledged or refused, and each chat
  /// is over.
  ///
  /// @param warmUpMs contacts that are first seen before that count as warm-up
  Future<Void> arrive(List<Arrival> arrivals, long warmUpMs) {
    Promise<Void> begun = Promise.promise();
    loop.after(warmUpMs).onSuccess(_ -> ledger.warmedUp());
    next(arrivals, 0, System.nanoTime(), begun);
    return begun.future().compose(_ -> untilQuiet());
  }

  private void next(List<Arrival> arrivals, int from, long start, Promise<Void> begun) {
    int index = from;
    while (index < arrivals.size()) {
      Arrival arrival = arrivals.get(index);
      long late = System.nanoTime() - start - arrival.atNanos();
      if (late < 0) {
        int here = index;
        loop.after(Math.ceilDiv(-late, 1_000_000))
            .onSuccess(_ -> next(arrivals, here, start, begun));
        return;
      }
      lag.add(late);
      begin(arrival, index);
      index++;
    }
    begun.complete();
  }

  private void begin(Arrival arrival, int number) {
    inFlight++;
    Future<?> work =
        switch (arrival) {
          case Arrival.Chat chat -> chat(chat);
          case Arrival.Form form ->
              new FormSender(loop, http, ledger).send(form.visit(), "flow-" + number);
          case Arrival.Mail mail -> mail(mail);
        };
    work.onFailure(failure ->
            ledger.error(arrival.getClass().getSimpleName() + ": " + failure.getMessage()))
        .onComplete(_ -> inFlight--);
  }

  private Future<Void> chat(Arrival.Chat chat) {
    var visitor = new ChatVisitor(loop, chatSockets, centre.target(), chat.visit(), ledger);
    visitors.add(visitor);
    return visitor
        .chat()
        .onComplete(_ -> {
          visitors.remove(visitor);
          missingChatNumbers += visitor.missing();
        });
  }

  private Future<Void> mail(Arrival.Mail arrival) {
    return mailSender
        .send(arrival.mail())
        .map(outcome -> {
          if (!outcome.taken()) {
            refusedMails++;
            ledger.error("Mail: refused " + outcome.code() + " after " + outcome.command());
            return null;
          }
          sentMails.taken(outcome, arrival);
          return null;
        });
  }

  private Future<Void> untilQuiet() {
    return inFlight == 0
        ? Future.succeededFuture()
        : loop.after(LOOK_MS).compose(_ -> untilQuiet());
  }

  /// Completes when every contact has ended, or when `limit` is over.
  Future<Void> untilAllHaveEnded(Supervisor supervisor, Duration limit) {
    return looking(supervisor, System.nanoTime() + limit.toNanos());
  }

  private Future<Void> looking(Supervisor supervisor, long deadline) {
    return supervisor
        .allHaveEnded()
        .compose(ended -> {
          if (ended || System.nanoTime() > deadline) {
            return Future.succeededFuture();
          }
          return loop.after(LOOK_MS).compose(_ -> looking(supervisor, deadline));
        });
  }

  /// Completes when no mail has come to the sink for a while: replies leave after their contact
  /// ended.
  Future<Void> untilStill(MailSink sink) {
    long before = sink.taken();
    return loop.after(STILL_MS)
        .compose(_ -> sink.taken() == before ? Future.succeededFuture() : untilStill(sink));
  }

  /// Everybody goes home.
  void leave() {
    Set.copyOf(visitors).forEach(ChatVisitor::hangUp);
    desks.forEach(AgentDesk::close);
  }
}
