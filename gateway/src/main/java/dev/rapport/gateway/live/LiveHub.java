package dev.rapport.gateway.live;

import dev.rapport.gateway.unit.EventListener;
import dev.rapport.routing.Event;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Sends the board to every supervisor who watches: when it changed, at most once a second, and at
/// least every two seconds so that a page can tell quiet from dead and call an old board stale
/// within three (P32). On the unit's context.
public final class LiveHub implements EventListener {
  static final int MAX_WATCHERS = 500;
  private static final long LONGEST_SILENCE_MS = 1_500;

  private final Board board;
  private final LongSupplier setAside;
  private final InstantSource clock;
  private final List<ServerWebSocket> watchers = new ArrayList<>();
  private @Nullable JsonObject newest;
  private long sentAt;
  private long counted;
  private long heard;

  public LiveHub(Board board, LongSupplier setAside, InstantSource clock) {
    this.board = board;
    this.setAside = setAside;
    this.clock = clock;
  }

  /// Before anything happens, and whenever events may have been missed.
  ///
  /// @param today contacts by channel and fate or state, from the store
  /// @param upTo the last event in it
  /// @return false when later events have been heard by now: count again
  public boolean begin(Map<String, Map<String, Integer>> today, long upTo) {
    if (heard > upTo) {
      return false;
    }
    counted = upTo;
    board.begin(today);
    return true;
  }

  @Override
  public void happened(long sequence, long at, Event event, RoutingCore core) {
    heard = sequence;
    if (sequence > counted) {
      board.happened(at, event);
    } else {
      board.rebuilt(core);
    }
  }

  @Override
  public void rebuilt(RoutingCore core) {
    board.rebuilt(core);
  }

  /// A supervisor watches from now on.
  public void join(ServerWebSocket socket, RoutingCore core) {
    if (watchers.size() >= MAX_WATCHERS) {
      socket.close((short) 1013, "too many watchers");
      return;
    }
    watchers.add(socket);
    socket.writeTextMessage(now(core).encode());
  }

  public void leave(ServerWebSocket socket) {
    watchers.remove(socket);
  }

  /// The board as it stands.
  public JsonObject now(RoutingCore core) {
    JsonObject frame = newest;
    if (frame == null || board.changed()) {
      frame = board.frame(core, clock.millis(), setAside.getAsLong());
      newest = frame;
    }
    return frame;
  }

  /// Once a second.
  public void tick(RoutingCore core) {
    long now = clock.millis();
    if (!board.changed() && now - sentAt < LONGEST_SILENCE_MS) {
      return;
    }
    sentAt = now;
    JsonObject frame = board.frame(core, now, setAside.getAsLong());
    newest = frame;
    String text = frame.encode();
    for (ServerWebSocket watcher : List.copyOf(watchers)) {
      // A page that does not read misses boards, not the next one: each board is whole.
      if (!watcher.isClosed() && !watcher.writeQueueFull()) {
        watcher.writeTextMessage(text);
      }
    }
  }
}
