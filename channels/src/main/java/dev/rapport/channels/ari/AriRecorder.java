package dev.rapport.channels.ari;

import dev.rapport.channels.media.Wav;
import dev.rapport.channels.phone.PhoneEvent;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what caller and agent of one call say: Asterisk records their bridge, in parts; each is
/// fetched when it is whole, and stays there until we are told that it is stored.
///
/// ```
///   announced ──▶ part 1 ──▶ part 2 ...     paused while the caller is not in the bridge
/// ```
final class AriRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(AriRecorder.class);

  /// The longest part, which is fetched as a whole: ten megabytes.
  private static final int PART_SECONDS = 600;

  /// A talk is recorded for six hours at most.
  private static final int MOST_PARTS = 36;

  /// A recording that was stopped is fetched after so long, even when nobody says that it is whole.
  private static final long WHOLE_WITHIN_MS = 3_000;

  private final AriSwitch owner;
  private final AriLink link;
  private final String call;
  private final Set<String> ids = new HashSet<>();
  private @Nullable Take take;
  private boolean together;

  /// One talk.
  private static final class Take {
    final String id;
    int part = 1;
    @Nullable String running;
    boolean over;

    Take(String id) {
      this.id = id;
    }
  }

  AriRecorder(AriSwitch owner, AriLink link, String call) {
    this.owner = owner;
    this.link = link;
    this.call = call;
  }

  private static CompletionStage<Boolean> done() {
    return CompletableFuture.completedFuture(true);
  }

  private static String live(String name) {
    return "/recordings/live/" + AriLink.encoded(name);
  }

  static String stored(String name) {
    return "/recordings/stored/" + AriLink.encoded(name);
  }

  private String bridge() {
    return "/bridges/" + AriNames.bridge(call);
  }

  /// Begins when both have heard the announcement.
  CompletionStage<Boolean> record(String id, String announcement) {
    if (!ids.add(id)) {
      return done();
    }
    var _ = stop();
    Take mine = new Take(id);
    take = mine;
    return announcement.isEmpty() ? begin(mine) : announce(mine, announcement);
  }

  private CompletionStage<Boolean> announce(Take mine, String announcement) {
    String playback = "rapport-play-talk-" + mine.id;
    owner.endings().await(playback, over -> announced(mine, over));
    return link.post(bridge() + "/play/" + playback, Map.of("media", announcement))
        .thenApply(reply -> {
          if (!reply.ok()) {
            owner.endings().over(playback, new JsonObject().put("state", "failed"));
          }
          return true;
        });
  }

  private void announced(Take mine, JsonObject over) {
    if ("failed".equals(over.getString("state"))) {
      LOG.error("{} is not recorded: the announcement cannot be played", call);
    } else {
      var _ = begin(mine);
    }
  }

  private CompletionStage<Boolean> begin(Take mine) {
    if (mine.over || mine.part > MOST_PARTS) {
      return done();
    }
    String name = AriNames.talk(mine.id, mine.part);
    mine.running = name;
    owner.endings().await(name, _ -> finished(mine, name));
    var how =
        Map.of(
            "name",
            name,
            "format",
            "wav",
            "maxDurationSeconds",
            String.valueOf(PART_SECONDS),
            "ifExists",
            "fail");
    return owner
        .hear("bridge:" + AriNames.bridge(call))
        .thenCompose(_ -> link.post(bridge() + "/record", how))
        .thenCompose(reply -> begun(mine, name, reply));
  }

  private CompletionStage<Boolean> begun(Take mine, String name, AriReply reply) {
    if (reply.ok()) {
      if (mine.over) {
        return end(name);
      }
      return together ? done() : link.post(live(name) + "/pause", Map.of()).thenApply(_ -> true);
    }
    if (reply.status() == 409) {
      // A process before this one began it: it goes on, or that part is whole.
      return link.get(live(name))
          .thenCompose(going -> {
            if (going.ok()) {
              return done();
            }
            owner.endings().forget(name);
            mine.part++;
            return begin(mine);
          });
    }
    owner.endings().forget(name);
    mine.running = null;
    LOG.error("{} is not recorded: Asterisk answered {}", call, reply.status());
    return done();
  }

  /// Whether caller and agent hear each other, and nobody else is asked meanwhile.
  CompletionStage<Boolean> together(boolean now) {
    Take mine = take;
    String name = mine == null ? null : mine.running;
    boolean was = together;
    together = now;
    if (name == null || was == now) {
      return done();
    }
    String pause = live(name) + "/pause";
    return (now ? link.delete(pause, Map.of()) : link.post(pause, Map.of())).thenApply(_ -> true);
  }

  /// The talk is over; done when Asterisk has heard of it.
  CompletionStage<Boolean> stop() {
    Take mine = take;
    if (mine == null) {
      return done();
    }
    take = null;
    mine.over = true;
    String name = mine.running;
    return name == null ? done() : end(name);
  }

  private CompletionStage<Boolean> end(String name) {
    var _ = owner.after(WHOLE_WITHIN_MS, () -> owner.endings().over(name, new JsonObject()));
    return link.post(live(name) + "/stop", Map.of()).thenApply(_ -> true);
  }

  private void finished(Take mine, String name) {
    if (name.equals(mine.running)) {
      mine.running = null;
    }
    var _ = fetch(owner, link, call, name);
    mine.part++;
    var _ = begin(mine);
  }

  /// Tells of a part that is whole.
  static CompletionStage<Boolean> fetch(AriSwitch owner, AriLink link, String call, String name) {
    return link.get(stored(name) + "/file")
        .thenApply(reply -> {
          if (reply.ok()) {
            tell(owner, call, name, reply.body());
          } else {
            LOG.warn("{} cannot be fetched: {}", name, reply.status());
          }
          return reply.ok();
        });
  }

  private static void tell(AriSwitch owner, String call, String name, byte[] wav) {
    try {
      long millis = Wav.read(wav).length / 8;
      owner.tell(
          new PhoneEvent.TalkRecorded(
              call, AriNames.idOfTalk(name), AriNames.partOf(name), wav, millis));
    } catch (IOException e) {
      LOG.warn("{} cannot be read: {}", name, e.getMessage());
    }
  }
}
