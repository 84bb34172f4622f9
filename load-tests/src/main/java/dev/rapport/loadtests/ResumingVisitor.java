package dev.rapport.loadtests;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A visitor with one thing to say, under one id until it is acknowledged, who then stays until the
/// contact has ended: when the socket breaks he comes back and asks for what he missed, by number.
final class ResumingVisitor extends StubbornInput {
  private static final long RETRY_MS = 50;
  private static final String SAY_ID = "1";

  private final Loop loop;
  private final WebSocketClient sockets;
  private final Target target;
  private final History history;
  private final TreeSet<Long> numbers = new TreeSet<>();
  private @Nullable ClientWebSocket current;
  private @Nullable Promise<String> answer;
  private @Nullable String token;
  private @Nullable String conversation;
  private boolean gone;

  /// What he said was stored at an earlier try, and ended while he was away.
  private boolean overBefore;

  ResumingVisitor(String name, Loop loop, WebSocketClient sockets, Target target, History history) {
    super(name);
    this.loop = loop;
    this.sockets = sockets;
    this.target = target;
    this.history = history;
  }

  @Override
  Future<String> send() {
    Promise<String> promise = Promise.promise();
    answer = promise;
    connect();
    return promise.future();
  }

  /// Whether he saw how it ended, and left.
  boolean gone() {
    return gone;
  }

  /// Leaves without a word.
  void leave() {
    gone = true;
    ClientWebSocket last = current;
    if (last != null) {
      shut(last);
    }
  }

  @SuppressWarnings("ReferenceEquality") // The very same one is meant.
  private boolean isCurrent(ClientWebSocket socket) {
    return socket == current;
  }

  /// One that is not open yet cannot be closed; [#opened] does it then.
  private static void shut(ClientWebSocket socket) {
    try {
      socket.close();
    } catch (IllegalStateException e) {
      // Not connected.
    }
  }

  private Future<Void> opened(ClientWebSocket socket) {
    if (gone || !isCurrent(socket)) {
      shut(socket);
      return Future.failedFuture("not wanted any more");
    }
    return socket.writeTextMessage(hello().encode());
  }

  private void connect() {
    ClientWebSocket before = current;
    ClientWebSocket socket = sockets.webSocket();
    current = socket;
    if (before != null) {
      shut(before);
    }
    socket.textMessageHandler(text -> {
      if (isCurrent(socket)) {
        frame(new JsonObject(text), socket);
      }
    });
    socket.closeHandler(_ -> closed(socket));
    socket
        .connect(target.httpPort(), target.host(), "/api/v1/chat")
        .compose(_ -> opened(socket))
        .onFailure(_ -> closed(socket));
  }

  private void closed(ClientWebSocket socket) {
    if (!isCurrent(socket)) {
      return;
    }
    current = null;
    if (answer != null) {
      Promise<String> failed = answer;
      answer = null;
      failed.tryFail("the socket closed");
    } else if (!gone) {
      loop.after(RETRY_MS)
          .onSuccess(_ -> {
            if (current == null && !gone) {
              connect();
            }
          });
    }
  }

  private JsonObject hello() {
    JsonObject hello = new JsonObject().put("type", "hello");
    long after = contiguous();
    if (token != null) {
      hello.put("token", token);
    }
    if (conversation != null) {
      hello.put("conversation", conversation).put("after", after);
    }
    history.visitorCame(witness(), after);
    return hello;
  }

  /// The last number before which none is missing.
  private long contiguous() {
    long last = 0;
    for (long number : numbers) {
      if (number != last + 1) {
        break;
      }
      last = number;
    }
    return last;
  }

  private History.Witness witness() {
    return new History.Witness(name(), target.toString(), System.nanoTime());
  }

  private void frame(JsonObject frame, ClientWebSocket socket) {
    history.visitorSaw(witness(), frame);
    switch (frame.getString("type")) {
      case "ping" -> write(socket, new JsonObject().put("type", "pong"));
      case "welcome" -> {
        token = frame.getString("token");
        overBefore = frame.getString("conversation") != null && frame.getString("contact") == null;
        if (answer != null) {
          say(socket);
        } else if (overBefore) {
          leave();
        }
      }
      case "ack" -> {
        conversation = frame.getString("conversation");
        numbers.add(frame.getLong("seq"));
        answered(promise -> promise.tryComplete(frame.getString("contact")));
        if (overBefore) {
          leave();
        }
      }
      case "nack" -> answered(promise -> promise.tryFail("nack " + frame.getString("code")));
      case "message" -> numbers.add(frame.getJsonObject("message").getLong("seq"));
      case "status" -> {
        // Before the acknowledgement it is about an earlier try, whose answer still comes.
        if ("ended".equals(frame.getString("state")) && acknowledged()) {
          leave();
        }
      }
      default -> {}
    }
  }

  private void answered(Consumer<Promise<String>> how) {
    Promise<String> promise = answer;
    answer = null;
    if (promise != null) {
      how.accept(promise);
    }
  }

  private void say(ClientWebSocket socket) {
    sending();
    write(
        socket,
        new JsonObject()
            .put("type", "say")
            .put("id", SAY_ID)
            .put("text", "This is " + name())
            .put("person", true));
  }

  private static void write(ClientWebSocket socket, JsonObject frame) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(frame.encode()).onFailure(_ -> {});
    }
  }
}
