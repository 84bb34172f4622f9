package dev.rapport.channels.ari;

import dev.rapport.channels.media.Wav;
import dev.rapport.channels.phone.PhoneEvent;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a caller hears who talks to nobody, and what is kept of what they say. Asterisk plays;
/// music ends with each prompt and is begun again after it.
final class AriSound {
  private static final Logger LOG = LoggerFactory.getLogger(AriSound.class);
  private static final long RECORDED_WITHIN_MS = 3_000;
  private static final String PLAYBACK = "rapport-play-";

  private final AriSwitch owner;
  private final AriLink link;
  private final String call;
  private final Set<String> plays = new HashSet<>();

  /// What is being said, by its playback; the opening words have no name.
  private final Map<String, String> saying = new HashMap<>();

  private final String ringing;
  private @Nullable String recording;

  /// The caller's channel, until it is being recorded.
  private @Nullable String recordAt;

  private int recordMillis;
  private @Nullable Runnable afterwards;
  private @Nullable String musicAt;
  private boolean tone;
  private long count;

  AriSound(AriSwitch owner, AriLink link, String call) {
    this.owner = owner;
    this.link = link;
    this.call = call;
    ringing = PLAYBACK + "tone-" + call;
  }

  private static CompletionStage<Boolean> done() {
    return CompletableFuture.completedFuture(true);
  }

  CompletionStage<AriReply> none() {
    return CompletableFuture.completedFuture(AriReply.NONE);
  }

  /// Whether that is the first time it is to be said.
  boolean first(String play) {
    return plays.add(play);
  }

  CompletionStage<Boolean> program(String caller, String media) {
    return media.isEmpty() ? music(caller) : say(caller, "", media);
  }

  CompletionStage<Boolean> say(String caller, String play, String media) {
    if (media.isEmpty()) {
      told(play);
      return done();
    }
    String playback = PLAYBACK + ++count + "-" + call;
    saying.put(playback, play);
    owner.endings().await(playback, _ -> finished(playback));
    musicAt = caller;
    return link.post("/channels/" + caller + "/play/" + playback, Map.of("media", media))
        .thenApply(reply -> {
          if (!reply.ok()) {
            finished(playback);
          }
          return true;
        });
  }

  private void told(String play) {
    if (!play.isEmpty()) {
      owner.tell(new PhoneEvent.Said(call, play));
    }
  }

  /// A prompt is over, or could not be played.
  void finished(String playback) {
    String play = saying.remove(playback);
    owner.endings().forget(playback);
    if (playback.startsWith(PLAYBACK + "beep-")) {
      begin(playback.substring(PLAYBACK.length() + "beep-".length()));
    } else if (play != null) {
      told(play);
      String caller = musicAt;
      if (saying.isEmpty() && caller != null && recording == null) {
        var _ = music(caller);
      }
    }
  }

  CompletionStage<Boolean> music(String caller) {
    musicAt = caller;
    return saying.isEmpty() && recording == null
        ? link.post("/channels/" + caller + "/moh", owner.musicClass()).thenApply(_ -> true)
        : done();
  }

  /// Before the caller talks to somebody, or speaks alone.
  CompletionStage<Boolean> quiet(String caller) {
    musicAt = null;
    Set.copyOf(saying.keySet()).forEach(p -> link.delete("/playbacks/" + p, Map.of()));
    return link.delete("/channels/" + caller + "/moh", Map.of()).thenApply(_ -> true);
  }

  /// Whoever picked up before the other end was reached hears that it rings there.
  CompletionStage<Boolean> ringBack(String bridge) {
    if (tone) {
      return done();
    }
    tone = true;
    return link.post("/bridges/" + bridge + "/play/" + ringing, Map.of("media", "tone:ring"))
        .thenApply(_ -> true);
  }

  CompletionStage<Boolean> ringBackOver() {
    return tone ? link.delete("/playbacks/" + ringing, Map.of()).thenApply(_ -> true) : done();
  }

  // --- What the caller says ---

  CompletionStage<Boolean> record(String caller, int maxMillis) {
    if (recording != null) {
      return done();
    }
    String name = "rapport-" + ++count + "-" + call;
    recording = name;
    owner.endings().await(name, _ -> recorded(name));
    recordAt = caller;
    recordMillis = maxMillis;
    // The tone is ours: a key that comes during Asterisk's own would be lost.
    return quiet(caller).thenCompose(_ -> tone(caller, name));
  }

  private CompletionStage<Boolean> tone(String caller, String name) {
    String playback = PLAYBACK + "beep-" + name;
    owner.endings().await(playback, _ -> finished(playback));
    return link.post("/channels/" + caller + "/play/" + playback, Map.of("media", "sound:beep"))
        .thenApply(reply -> {
          if (!reply.ok()) {
            finished(playback);
          }
          return true;
        });
  }

  private void begin(String name) {
    if (!name.equals(recording) || recordAt == null) {
      return;
    }
    var how =
        Map.of(
            "name",
            name,
            "format",
            "wav",
            "maxDurationSeconds",
            String.valueOf(Math.max(1, Math.ceilDiv(recordMillis, 1_000))),
            "terminateOn",
            "#",
            "ifExists",
            "overwrite");
    String caller = recordAt;
    recordAt = null;
    var _ =
        link.post("/channels/" + caller + "/record", how)
            .thenAccept(reply -> {
              if (!reply.ok()) {
                kept(name, new byte[0]);
              }
            });
  }

  boolean recording() {
    return recording != null;
  }

  /// The caller is done. Asterisk hears the key by itself once it records.
  void stopRecording() {
    String name = recording;
    if (name != null && recordAt != null) {
      kept(name, new byte[0]);
    }
  }

  /// Asterisk has written it, or has not: it is fetched, and kept there no longer.
  void recorded(String name) {
    String stored = "/recordings/stored/" + name;
    var _ =
        link.get(stored + "/file")
            .thenAccept(reply -> {
              kept(name, reply.ok() ? reply.body() : new byte[0]);
              var _ = link.delete(stored, Map.of());
            });
  }

  private void kept(String name, byte[] wav) {
    if (!name.equals(recording)) {
      return;
    }
    recording = null;
    owner.endings().forget(name);
    long millis = 0;
    byte[] told = Wav.write(new short[0]);
    try {
      if (wav.length > 0) {
        millis = Wav.read(wav).length / 8;
        told = wav;
      }
    } catch (IOException e) {
      LOG.warn("a recording of {} cannot be read: {}", call, e.getMessage());
    }
    owner.tell(new PhoneEvent.Recorded(call, told, millis));
    Runnable then = afterwards;
    if (then != null) {
      afterwards = null;
      then.run();
    }
  }

  /// Does something when nothing is being recorded any more; that may be now.
  void whenRecorded(Runnable then) {
    saying.keySet().forEach(owner.endings()::forget);
    String name = recording;
    if (name == null) {
      then.run();
      return;
    }
    afterwards = then;
    var _ = owner.after(RECORDED_WITHIN_MS, () -> kept(name, new byte[0]));
  }
}
