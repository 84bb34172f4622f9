package dev.rapport.channels.ari;

import dev.rapport.channels.phone.PhoneEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is true after a break, or after a start: Asterisk's channels are compared with our calls.
///
/// ```
///   ours, and gone there      ──▶ ended
///   theirs, waiting for us    ──▶ taken over, with whoever they talk to; told as offered, with the
///                                 same key as before, so that it is the same contact
///   made by us, for no call   ──▶ hung up
/// ```
final class AriReconciliation {
  private static final Logger LOG = LoggerFactory.getLogger(AriReconciliation.class);

  private final AriSwitch owner;
  private final AriLink link;
  private final AriSettings settings;
  private final Map<String, List<String>> agents = new HashMap<>();
  private final Map<String, Boolean> reachable = new HashMap<>();

  /// The channels that Asterisk tells us of.
  private JsonArray claimed = new JsonArray();

  AriReconciliation(AriSwitch owner, AriLink link, AriSettings settings) {
    this.owner = owner;
    this.link = link;
    this.settings = settings;
    settings
        .endpoints()
        .forEach((agent, endpoint) ->
            agents.computeIfAbsent(endpoint, _ -> new ArrayList<>()).add(agent));
  }

  /// Answers whether all was compared: calls that were taken over are being told of then.
  CompletionStage<Boolean> run() {
    // What begins while we ask is not missed there.
    Set<String> before = new HashSet<>();
    for (AriCall call : owner.calls()) {
      call.legs().all().forEach(leg -> before.add(leg.channel));
      before.addAll(call.ears().snooping());
      String caller = call.channel();
      if (caller != null) {
        before.add(caller);
      }
    }
    return phones()
        .thenCompose(_ -> link.get("/channels"))
        .thenCombine(
            link.get("/applications/" + settings.app()),
            (channels, app) -> {
              claimed = app.object().getJsonArray("channel_ids", new JsonArray());
              return app.ok() ? channels : app;
            })
        .thenCombine(
            link.get("/bridges"),
            (channels, bridges) -> {
              boolean whole = channels.ok() && bridges.ok();
              if (whole) {
                compare(before, channels.list(), bridges.list());
              }
              return whole;
            });
  }

  /// Recordings that are whole and were not let go of are told of, one after the other.
  CompletionStage<Void> talks() {
    return link.get("/recordings/stored").thenCompose(stored -> talks(stored.list()));
  }

  private CompletionStage<Void> talks(List<JsonObject> stored) {
    CompletionStage<Boolean> last = CompletableFuture.completedFuture(true);
    for (JsonObject recording : stored) {
      String name = recording.getString("name", "");
      if (AriNames.isTalk(name)) {
        last = last.thenCompose(_ -> talk(name));
      }
    }
    return last.thenApply(_ -> null);
  }

  private CompletionStage<Boolean> talk(String name) {
    return link.get("/recordings/live/" + AriLink.encoded(name))
        .thenCompose(live ->
            live.status() == 404 && !owner.endings().awaits(name)
                ? AriRecorder.fetch(owner, link, "", name)
                : CompletableFuture.completedFuture(false));
  }

  /// Agents' phones by their devices: to endpoints we would hear of each channel twice.
  private CompletionStage<AriReply> phones() {
    if (agents.isEmpty()) {
      return link.get("/asterisk/ping");
    }
    String devices =
        agents.keySet().stream().map(d -> "deviceState:" + d).collect(Collectors.joining(","));
    return link.post(
            "/applications/" + settings.app() + "/subscription", Map.of("eventSource", devices))
        .thenCompose(_ -> link.get("/endpoints"))
        .thenApply(reply -> {
          reply.list().forEach(this::endpoint);
          return reply;
        });
  }

  private void endpoint(JsonObject endpoint) {
    phone(
        endpoint.getString("technology", "") + "/" + endpoint.getString("resource", ""),
        // It is "unknown" of those that do not register: there as far as anybody knows.
        !"offline".equals(endpoint.getString("state")));
  }

  /// A device has another state. Of an address behind a trunk Asterisk knows none, and says
  /// `INVALID`: it is there as far as anybody knows.
  void device(JsonObject device) {
    phone(device.getString("name", ""), !"UNAVAILABLE".equals(device.getString("state")));
  }

  private void phone(String name, boolean here) {
    for (String agent : agents.getOrDefault(name, List.of())) {
      if (!Boolean.valueOf(here).equals(reachable.put(agent, here))) {
        owner.tell(new PhoneEvent.EndpointChanged(agent, here));
      }
    }
  }

  private void compare(Set<String> before, List<JsonObject> channels, List<JsonObject> bridges) {
    Map<String, JsonObject> there = new HashMap<>();
    channels.forEach(channel -> there.put(channel.getString("id", ""), channel));
    before.removeAll(there.keySet());
    owner.lost(before);
    Set<String> kept = new HashSet<>();
    for (JsonObject channel : channels) {
      String id = channel.getString("id", "");
      if (!AriNames.ours(id) && waitsForUs(channel) && owner.call(id) == null) {
        adopt(channel, there, bridges, kept);
      }
    }
    for (JsonObject channel : channels) {
      String id = channel.getString("id", "");
      if (AriNames.ours(id) && !kept.contains(id) && !owner.knows(id)) {
        LOG.info("{} belongs to no call any more", id);
        var _ = link.delete("/channels/" + id, Map.of());
      }
    }
    for (JsonObject bridge : bridges) {
      String id = bridge.getString("id", "");
      boolean calls = AriNames.isBridge(id) && owner.call(AriNames.callOfBridge(id)) == null;
      boolean listeners = AriNames.isSnoop(id) && !owner.knows(id);
      if (calls || listeners) {
        var _ = link.delete("/bridges/" + id, Map.of());
      }
    }
  }

  private boolean waitsForUs(JsonObject channel) {
    JsonObject dialplan = channel.getJsonObject("dialplan", new JsonObject());
    return switch (dialplan.getString("app_name", "")) {
      case "Stasis" -> (dialplan.getString("app_data", "") + ",").startsWith(settings.app() + ",");
      // Which of us has claimed it does not stand there.
      case "StasisBroadcast" -> claimed.contains(channel.getString("id", ""));
      default -> false;
    };
  }

  private void adopt(
      JsonObject channel,
      Map<String, JsonObject> there,
      List<JsonObject> bridges,
      Set<String> kept) {
    String id = channel.getString("id", "");
    List<AriLeg> legs = new ArrayList<>();
    there.forEach((other, found) -> {
      String leg = AriNames.legOf(other, id);
      if (!leg.isEmpty() && "Up".equals(found.getString("state"))) {
        AriLeg adopted = new AriLeg(leg, other);
        adopted.state = AriLeg.State.UP;
        legs.add(adopted);
        kept.add(other);
      }
    });
    List<String> inBridge = new ArrayList<>();
    for (JsonObject bridge : bridges) {
      if (bridge.getString("id", "").equals(AriNames.bridge(id))) {
        JsonArray members = bridge.getJsonArray("channels", new JsonArray());
        for (int i = 0; i < members.size(); i++) {
          String member = members.getString(i);
          // Whoever records or listens is there besides.
          if (member.equals(id) || !AriNames.legOf(member, id).isEmpty()) {
            inBridge.add(member);
          }
        }
      }
    }
    AriCall call = new AriCall(owner, link, id, id);
    call.adopt("Up".equals(channel.getString("state")), legs, inBridge);
    LOG.info("{} goes on", id);
    owner.offer(channel, call);
  }
}
