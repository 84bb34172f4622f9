package dev.rapport.channels.ari;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneListener;
import dev.rapport.channels.phone.PhoneSwitch;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls through Asterisk; see the package's map.
public final class AriSwitch implements PhoneSwitch {
  private static final Logger LOG = LoggerFactory.getLogger(AriSwitch.class);
  private static final long CLOSE_WITHIN_MS = 2_000;
  private static final long AGAIN_MS = 1_000;

  private final AriSettings settings;
  private final ScheduledExecutorService loop =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("phone-ari").factory());
  private final AriLink link;
  private final AriCommands commands;
  private final AriOriginate originate;
  private final AriNews news = new AriNews(this);
  private final AriReconciliation reconciliation;
  private final Map<String, AriCall> calls = new LinkedHashMap<>();
  private final Map<String, AriCall> byChannel = new HashMap<>();
  private final AriEndings endings = new AriEndings();

  /// Calls of which is asked what there is to be told with them.
  private final Map<String, CompletableFuture<Void>> offering = new LinkedHashMap<>();

  private PhoneListener listener = _ -> {};
  private boolean closing;

  /// How often the link came or went.
  private int links;

  private @Nullable CompletableFuture<Void> closed;

  public AriSwitch(AriSettings settings) {
    this.settings = settings;
    link =
        new AriLink(
            settings,
            loop,
            new AriLink.Peer() {
              @Override
              public void event(JsonObject event) {
                AriSwitch.this.event(event);
              }

              @Override
              public void linked() {
                reconcile(++links);
              }

              @Override
              public void lost(String detail) {
                links++;
                tell(new PhoneEvent.LinkLost(detail));
              }
            });
    commands = new AriCommands(this, link, settings);
    originate = new AriOriginate(link, settings.app());
    reconciliation = new AriReconciliation(this, link, settings);
  }

  /// The link counts as restored once all that goes on has been told: until then nobody may take
  /// the calls for gone. What Asterisk does not answer is asked again, as long as this link holds.
  private void reconcile(int mine) {
    var _ =
        reconciliation
            .run()
            .thenCompose(whole -> offered().thenApply(_ -> whole))
            .exceptionally(e -> {
              LOG.error("what goes on at Asterisk could not be worked with", e);
              return false;
            })
            .thenAccept(whole -> {
              if (mine != links || closing) {
                return;
              }
              if (whole) {
                tell(new PhoneEvent.LinkRestored());
                var _ = reconciliation.talks();
              } else {
                var _ = after(AGAIN_MS, () -> againUnlessBroken(mine));
              }
            });
  }

  private void againUnlessBroken(int mine) {
    if (mine == links && !closing) {
      reconcile(mine);
    }
  }

  /// Completes when the calls taken over so far have been told.
  private CompletionStage<Void> offered() {
    return CompletableFuture.allOf(offering.values().toArray(CompletableFuture[]::new));
  }

  // --- The port ---

  @Override
  public Set<Capability> capabilities() {
    return Set.of(
        Capability.MUSIC,
        Capability.PROMPTS,
        Capability.DIGITS,
        Capability.RECORD,
        Capability.RECORD_TALK,
        Capability.LISTEN,
        Capability.WHISPER,
        Capability.ATTESTATION);
  }

  @Override
  public CompletionStage<Void> start(PhoneListener listener) {
    this.listener = listener;
    tell(new PhoneEvent.LinkLost("not linked yet"));
    return link.open();
  }

  @Override
  public CompletionStage<CommandAnswer> send(PhoneCommand command) {
    return ask(() -> commands.carryOut(command)).thenCompose(answer -> answer);
  }

  @Override
  public CompletionStage<List<LiveCall>> snapshot() {
    return ask(() -> calls.values().stream().map(AriCall::live).toList());
  }

  @Override
  public synchronized CompletionStage<Void> close() {
    if (closed == null) {
      closed = new CompletableFuture<>();
      closeOnce(closed);
    }
    return closed;
  }

  private void closeOnce(CompletableFuture<Void> closed) {
    loop.execute(() -> {
      closing = true;
      List.copyOf(calls.values()).forEach(c -> c.hangUp(PhoneCommand.Cause.UNAVAILABLE));
      // What is on its way to Asterisk arrives there first; the ends of the calls are told.
      awaitQuiet(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_WITHIN_MS), closed);
    });
  }

  /// Goes without a word, as a process does that is killed.
  void vanish() {
    loop.execute(() -> {
      link.close();
      loop.shutdownNow();
    });
  }

  private void awaitQuiet(long until, CompletableFuture<Void> closed) {
    var _ =
        link.get("/asterisk/ping")
            .thenRun(() -> {
              if (calls.isEmpty() || System.nanoTime() > until) {
                link.close();
                loop.shutdown();
                closed.complete(null);
              } else {
                var _ = after(50, () -> awaitQuiet(until, closed));
              }
            });
  }

  private <T> CompletionStage<T> ask(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, loop);
  }

  // --- Events ---

  private void event(JsonObject event) {
    JsonObject channel = event.getJsonObject("channel", new JsonObject());
    String id = channel.getString("id", "");
    switch (event.getString("type", "")) {
      case "StasisStart" -> started(channel, event.getJsonArray("args", new JsonArray()));
      case "StasisEnd" -> gone(id, 16, false);
      case "ChannelDestroyed" -> gone(id, event.getInteger("cause", 0), true);
      case "ChannelTransfer" -> {
        JsonObject by = event.getJsonObject("referred_by", new JsonObject());
        news(by.getJsonObject("source_channel", new JsonObject()).getString("id", ""), event);
      }
      case "PlaybackFinished" -> {
        JsonObject playback = event.getJsonObject("playback", new JsonObject());
        endings.over(playback.getString("id", ""), playback);
      }
      case "RecordingFinished", "RecordingFailed" -> {
        JsonObject recording = event.getJsonObject("recording", new JsonObject());
        endings.over(recording.getString("name", ""), recording);
      }
      case "CallBroadcast" -> claim(id);
      case "DeviceStateChanged" ->
          reconciliation.device(event.getJsonObject("device_state", new JsonObject()));
      default -> news(id, event);
    }
  }

  private void news(String channel, JsonObject event) {
    AriCall call = byChannel.get(channel);
    if (call != null) {
      news.hear(call, channel, event);
    }
  }

  /// Several of us may be told of a call; Asterisk gives it to the first.
  private void claim(String channel) {
    if (!closing) {
      var _ =
          link.post("/events/claim", Map.of("channelId", channel, "application", settings.app()));
    }
  }

  private void started(JsonObject channel, JsonArray args) {
    String id = channel.getString("id", "");
    if (AriNames.ours(id)) {
      AriCall call = byChannel.get(id);
      if (call == null) {
        var _ = link.delete("/channels/" + id, Map.of());
      } else {
        call.answered(id);
      }
    } else if (closing) {
      var _ = link.delete("/channels/" + id, Map.of("reason_code", "34"));
    } else {
      LOG.debug("{} came with {}", id, args);
      offer(channel, new AriCall(this, link, id, id));
    }
  }

  /// A call is ours from now on. It is told once what is to be known of it has been asked.
  void offer(JsonObject channel, AriCall call) {
    if (calls.containsKey(call.id)) {
      return;
    }
    CompletableFuture<Void> told = new CompletableFuture<>();
    offering.put(call.id, told);
    byChannel.put(call.id, call);
    calls.put(call.id, call);
    call.legs().all().forEach(leg -> byChannel.put(leg.channel, call));
    var _ =
        AriCaller.read(link, channel)
            .thenAccept(offered -> {
              if (calls.get(call.id) == call) {
                tell(offered);
              }
              offering.remove(call.id, told);
              told.complete(null);
            });
  }

  /// @param destroyed it is gone; otherwise it has only left us
  private void gone(String channel, int cause, boolean destroyed) {
    AriCall call = byChannel.get(channel);
    if (call == null) {
      return;
    }
    AriLeg leg = call.legs().at(channel);
    boolean never = leg != null && !leg.up();
    if (destroyed || !never) {
      call.gone(channel, cause);
    }
  }

  // --- For calls ---

  String app() {
    return settings.app();
  }

  /// Whatever happens to something of Asterisk's is told from now on, as long as it is there.
  CompletionStage<AriReply> hear(String source) {
    return link.post(
        "/applications/" + settings.app() + "/subscription", Map.of("eventSource", source));
  }

  Map<String, String> musicClass() {
    return settings.music().isEmpty() ? Map.of() : Map.of("mohClass", settings.music());
  }

  AriOriginate originate() {
    return originate;
  }

  @Nullable AriCall call(String id) {
    return calls.get(id);
  }

  /// The call of that id, made when there is none; null when no more are made.
  @Nullable AriCall made(String id) {
    return closing ? null : calls.computeIfAbsent(id, _ -> new AriCall(this, link, id, null));
  }

  /// Channels that are not there any more, of which we were not told.
  void lost(Set<String> channels) {
    channels.forEach(channel -> gone(channel, 0, true));
  }

  List<AriCall> calls() {
    return List.copyOf(calls.values());
  }

  void channel(String channel, AriCall call) {
    byChannel.put(channel, call);
  }

  void gone(String channel) {
    byChannel.remove(channel);
  }

  void ended(AriCall call) {
    calls.remove(call.id, call);
  }

  AriEndings endings() {
    return endings;
  }

  /// Whether a channel belongs to a call of ours.
  boolean knows(String channel) {
    return byChannel.containsKey(channel);
  }

  java.util.concurrent.Future<?> after(long millis, Runnable action) {
    return loop.schedule(action, millis, TimeUnit.MILLISECONDS);
  }

  void tell(PhoneEvent event) {
    listener.happened(event);
  }
}
