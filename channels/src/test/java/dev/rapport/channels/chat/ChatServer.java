package dev.rapport.channels.chat;

import dev.rapport.channels.MemoryStore;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.Wait;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;

/// A real server with nothing but the chat on it.
@NullUnmarked
final class ChatServer implements AutoCloseable, ChatListener {

  static final String CENTRE = "velo";
  private static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  final Vertx vertx = Vertx.vertx();
  final MemoryStore store = new MemoryStore();
  final VisitorTokens tokens = new VisitorTokens(_ -> SECRET);
  final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  final ChatSockets sockets;
  final int port;
  private final HttpServer server;
  private final List<Visitor> visitors = new ArrayList<>();

  ChatServer(ChatSettings settings) {
    sockets = new ChatSockets(vertx, settings, new ChatSockets.Ports(tokens, store, store, this));
    server =
        Wait.until(
            vertx
                .createHttpServer()
                .requestHandler(request -> {
                  switch (sockets.upgrade(request, CENTRE, request.remoteAddress().hostAddress())) {
                    case ADMITTED -> {}
                    case FOREIGN_ORIGIN -> request.response().setStatusCode(403).end();
                    case TOO_MANY -> request.response().setStatusCode(503).end();
                    case TOO_MANY_FROM_ADDRESS -> request.response().setStatusCode(429).end();
                  }
                })
                .listen(0));
    port = server.actualPort();
  }

  Visitor visit() {
    Visitor visitor = new Visitor(vertx, port);
    visitors.add(visitor);
    return visitor;
  }

  String heardNext() {
    try {
      String next = heard.poll(20, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("the listener heard nothing");
      }
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletionStage<Optional<Receipt.Refused>> hear(String what) {
    heard.add(what);
    return CompletableFuture.completedStage(Optional.empty());
  }

  @Override
  public void visited(String centre, String visitor, VisitedPage page) {
    heard.add("visited " + page.address() + " " + page.title());
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> person(OpenChat chat) {
    return hear("person " + chat.contact());
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> helped(OpenChat chat, String article) {
    return hear("helped " + chat.contact() + " " + article);
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> left(OpenChat chat) {
    return hear("left " + chat.contact());
  }

  @Override
  public boolean calls() {
    return true;
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> callbackAsked(
      OpenChat chat, String number, long notBefore) {
    return hear("callback asked " + chat.contact() + " " + number + " " + notBefore);
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> callbackCancelled(OpenChat chat) {
    return hear("callback cancelled " + chat.contact());
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> messageLeft(OpenChat chat) {
    return hear("message left " + chat.contact());
  }

  @Override
  public void here(OpenChat chat) {
    heard.add("here " + chat.contact());
  }

  @Override
  public void away(OpenChat chat) {
    heard.add("away " + chat.contact());
  }

  @Override
  public void close() {
    visitors.forEach(Visitor::close);
    Wait.until(vertx.close());
  }
}
