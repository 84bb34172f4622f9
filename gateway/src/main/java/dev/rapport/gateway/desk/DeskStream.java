package dev.rapport.gateway.desk;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The numbered frames of one agent. Touched on the hub's context only.
final class DeskStream {
  /// Frames kept for desks that come back.
  static final int KEPT = 1_000;

  /// Commands remembered, so that a repeated one takes effect once.
  private static final int COMMANDS = 500;

  private final String id;
  private final InstantSource clock;
  private final Deque<JsonObject> kept = new ArrayDeque<>();
  private final List<Desk> desks = new ArrayList<>();
  private final Map<String, JsonObject> answered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JsonObject> eldest) {
          return size() > COMMANDS;
        }
      };

  private long n;
  private Future<?> tail = Future.succeededFuture();

  /// The newest frame has left; those before it left before.
  private Future<?> left = Future.succeededFuture();

  /// Where frames go: one open socket.
  interface Desk {
    /// Completes when it has left for the desk.
    Future<Void> send(JsonObject frame);

    void close(String why);
  }

  DeskStream(String id, InstantSource clock) {
    this.id = id;
    this.clock = clock;
  }

  String id() {
    return id;
  }

  boolean watched() {
    return !desks.isEmpty();
  }

  /// Numbers and sends a frame, after all that were put before it.
  void put(JsonObject frame) {
    put(Future.succeededFuture(List.of(frame)));
  }

  /// Keeps the place of frames that are still being made. Frames that could not be made are left
  /// out.
  void put(Future<List<JsonObject>> frames) {
    tail =
        tail.transform(_ -> frames)
            .transform(made -> {
              if (made.succeeded()) {
                made.result().forEach(this::send);
              }
              return Future.succeededFuture();
            });
  }

  /// Completes when all that was put so far has been taken by the network for every desk that is
  /// here; whoever waits needs a bound, since a desk may not read. On any thread.
  Future<Void> sent() {
    return tail.transform(_ -> left.transform(_ -> Future.<Void>succeededFuture()));
  }

  /// A desk is here with the last number it has; null when it has none of this stream.
  ///
  /// @param snapshot made when the desk cannot go on from its number
  /// @param welcome made with the number of the last frame and whether the desk goes on
  void join(
      Desk desk, @Nullable Long last, Supplier<Future<JsonObject>> snapshot, Welcome welcome) {
    tail =
        tail.transform(_ -> {
          if (last != null && canResumeAfter(last)) {
            desk.send(welcome.frame(n, true));
            kept.stream().filter(f -> f.getLong("n") > last).forEach(desk::send);
            desks.add(desk);
            return Future.succeededFuture();
          }
          return snapshot.get().transform(made -> enter(desk, made, welcome));
        });
  }

  private Future<Void> enter(Desk desk, AsyncResult<JsonObject> snapshot, Welcome welcome) {
    desk.send(welcome.frame(n, false));
    if (snapshot.failed()) {
      // Without a snapshot the desk would show nothing and believe it: let it come again.
      desk.close("the desk could not be read");
      return Future.succeededFuture();
    }
    desks.add(desk);
    send(snapshot.result());
    return Future.succeededFuture();
  }

  interface Welcome {
    JsonObject frame(long n, boolean resumed);
  }

  void leave(Desk desk) {
    desks.remove(desk);
  }

  /// What a command with this id was answered before, if it was.
  @Nullable JsonObject answered(String commandId) {
    return answered.get(commandId);
  }

  void answer(String commandId, JsonObject frame) {
    answered.put(commandId, frame);
    put(frame);
  }

  private boolean canResumeAfter(long last) {
    return last <= n && last >= n - kept.size();
  }

  private void send(JsonObject frame) {
    JsonObject numbered = frame.copy().put("n", ++n).put("at", clock.millis());
    kept.addLast(numbered);
    if (kept.size() > KEPT) {
      kept.removeFirst();
    }
    List<Future<Void>> leaving = new ArrayList<>();
    List.copyOf(desks).forEach(desk -> leaving.add(desk.send(numbered)));
    left = leaving.size() == 1 ? leaving.getFirst() : Future.join(leaving);
  }
}
