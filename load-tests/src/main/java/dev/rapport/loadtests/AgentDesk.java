package dev.rapport.loadtests;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An agent at his desk: accepts whatever is offered, answers once, finishes and wraps up. When the
/// process goes away he comes back, asks for what he missed and repeats what was not answered, with
/// the same command ids.
final class AgentDesk {
  private static final long RETRY_MS = 50;
  private static final long RETRY_UNAVAILABLE_MS = 250;

  /// @param thinkMs between the first look at a contact and the reply, and again before the end
  record Habits(String login, String password, long thinkMs) {}

  private final Loop loop;
  private final HttpCalls http;
  private final WebSocketClient sockets;
  private final Target target;
  private final Habits habits;
  private final ContactLedger ledger;
  private final DeskStream stream = new DeskStream();

  /// Commands that were sent and not answered, by id, oldest first.
  private final Map<String, JsonObject> unanswered = new LinkedHashMap<>();

  private final Set<String> popped = new HashSet<>();
  private final Set<String> replied = new HashSet<>();
  private @Nullable ClientWebSocket socket;
  private @Nullable String token;
  private @Nullable Promise<Void> opened;
  private boolean welcomed;
  private boolean comingBack;
  private boolean closed;
  private long commands;
  private long replies;
  private long closures;
  private long connections;

  /// The connection whose frames count; those of one before are late.
  private long connection;

  AgentDesk(
      Loop loop,
      HttpCalls http,
      WebSocketClient sockets,
      Target target,
      Habits habits,
      ContactLedger ledger) {
    this.loop = loop;
    this.http = http;
    this.sockets = sockets;
    this.target = target;
    this.habits = habits;
    this.ledger = ledger;
  }

  DeskStream stream() {
    return stream;
  }

  long replies() {
    return replies;
  }

  /// How often the socket was closed without our doing.
  long closures() {
    return closures;
  }

  /// Completes when the agent is available.
  Future<Void> open() {
    Promise<Void> promise = Promise.promise();
    opened = promise;
    connect();
    return promise.future();
  }

  void close() {
    closed = true;
    ClientWebSocket last = socket;
    socket = null;
    if (last != null) {
      last.close();
    }
  }

  private void connect() {
    if (closed) {
      return;
    }
    Future<String> session =
        token == null
            ? http.logIn(habits.login(), habits.password())
            : Future.succeededFuture(token);
    session.compose(this::connectWith).onFailure(this::failed);
  }

  /// A session outlives the process; only when it is refused is a new one needed.
  private void failed(Throwable why) {
    if (why instanceof UpgradeRejectedException) {
      token = null;
    }
    comeBack();
  }

  private void comeBack() {
    welcomed = false;
    if (!comingBack) {
      comingBack = true;
      loop.after(RETRY_MS)
          .onSuccess(_ -> {
            comingBack = false;
            connect();
          });
    }
  }

  private Future<Void> connectWith(String token) {
    this.token = token;
    ClientWebSocket next = sockets.webSocket();
    long number = ++connections;
    welcomed = false;
    next.textMessageHandler(text -> {
      if (connection == number) {
        frame(new JsonObject(text));
      }
    });
    next.closeHandler(_ -> {
      if (connection == number) {
        closures++;
        comeBack();
      }
    });
    var options =
        new WebSocketConnectOptions()
            .setHost(target.host())
            .setPort(target.httpPort())
            .setURI("/api/v1/desk")
            .putHeader("Authorization", "Bearer " + token);
    return next.connect(options)
        .compose(_ -> {
          ClientWebSocket before = socket;
          socket = next;
          connection = number;
          if (before != null && !before.isClosed()) {
            before.close();
          }
          return next.writeTextMessage(stream.hello().encode());
        });
  }

  private void frame(JsonObject frame) {
    String type = frame.getString("type");
    if (type.equals("ping")) {
      write(new JsonObject().put("type", "pong"));
      return;
    }
    if (type.equals("welcome")) {
      stream.welcomed(frame);
      if (frame.getBoolean("resumed", false)) {
        ready();
      }
      return;
    }
    if (!stream.take(frame.getLong("n"))) {
      return;
    }
    ledger.history().deskSaw(witness(), frame);
    numbered(type, frame);
  }

  private History.Witness witness() {
    return new History.Witness(habits.login(), target.toString(), System.nanoTime());
  }

  private void numbered(String type, JsonObject frame) {
    switch (type) {
      case "snapshot" -> snapshot(frame);
      case "screen_pop" -> {
        ledger.popSeen(frame, System.nanoTime());
        popped.add(frame.getJsonObject("contact").getString("id"));
      }
      case "offer" -> offered(frame);
      case "assigned" -> answer(frame.getString("contact"));
      case "done" -> done(frame.getString("id"));
      case "refused" -> refused(frame);
      case "ended" -> {
        ledger.fateSeen(frame.getString("contact"), frame.getString("fate"));
        replied.remove(frame.getString("contact"));
      }
      case "offer_ended" -> popped.remove(frame.getString("contact"));
      case "message", "customer", "wrap_up", "presence" -> {}
      default -> ledger.error("desk: unknown frame " + type);
    }
  }

  private void offered(JsonObject offer) {
    String contact = offer.getString("contact");
    ledger.offerSeen(contact, System.nanoTime(), popped.remove(contact));
    command("accept", new JsonObject().put("offer", offer.getValue("offer")));
  }

  /// The desk as it stands, after a start or when what was missed is gone: commands that were on
  /// their way are repeated, everything else goes on from where the snapshot has it.
  private void snapshot(JsonObject snapshot) {
    ready();
    for (Object each : snapshot.getJsonArray("offers", new JsonArray())) {
      JsonObject offer = (JsonObject) each;
      command("accept", new JsonObject().put("offer", offer.getValue("offer")));
    }
    for (Object each : snapshot.getJsonArray("contacts", new JsonArray())) {
      JsonObject card = ((JsonObject) each).getJsonObject("contact");
      String contact = card.getString("id");
      switch (card.getString("state")) {
        case "assigned" -> answer(contact);
        case "wrap_up" -> command("complete", new JsonObject().put("contact", contact));
        default -> {}
      }
    }
  }

  private void ready() {
    welcomed = true;
    unanswered.values().forEach(this::write);
    command("presence", new JsonObject().put("presence", "available"));
  }

  private void answer(String contact) {
    loop.after(habits.thinkMs())
        .onSuccess(_ -> {
          var about = new JsonObject().put("contact", contact);
          if (replied.add(contact)) {
            replies++;
            String text = "Thank you, I looked into it: " + habits.login() + "-" + replies + ".";
            command("reply", about.put("text", text));
          } else if (!isUnanswered("reply", contact)) {
            command("finish", about);
          }
        });
  }

  private void done(String id) {
    JsonObject command = unanswered.remove(id);
    if (command == null) {
      return;
    }
    String contact = command.getString("contact");
    switch (command.getString("type")) {
      case "reply" -> {
        loop.after(habits.thinkMs())
            .onSuccess(_ -> command("finish", new JsonObject().put("contact", contact)));
      }
      case "finish" ->
          command(
              "complete", new JsonObject().put("contact", contact).put("disposition", "solved"));
      case "presence" -> {
        if (opened != null) {
          opened.tryComplete();
        }
      }
      default -> {}
    }
  }

  private void refused(JsonObject frame) {
    String id = frame.getString("id");
    JsonObject command = id == null ? null : unanswered.remove(id);
    String what = command == null ? "frame" : command.getString("type");
    String code = frame.getString("code");
    ledger.refused(what + ": " + code);
    if (command != null && code.equals("unavailable")) {
      // Nobody knows whether it was decided: asked again, and refused if it was.
      loop.after(RETRY_UNAVAILABLE_MS).onSuccess(_ -> command(what, command.copy()));
    } else if (command != null && what.equals("finish")) {
      command("complete", new JsonObject().put("contact", command.getString("contact")));
    }
  }

  private boolean isUnanswered(String type, String contact) {
    return unanswered.values().stream()
        .anyMatch(c -> type.equals(c.getString("type")) && contact.equals(c.getString("contact")));
  }

  private void command(String type, JsonObject body) {
    if (closed) {
      return;
    }
    String id = habits.login() + "-" + ++commands;
    JsonObject command = body.put("type", type).put("id", id);
    unanswered.put(id, command);
    ledger.history().deskSaid(witness(), command);
    if (welcomed) {
      write(command);
    }
  }

  private void write(JsonObject frame) {
    if (socket != null && !socket.isClosed()) {
      socket.writeTextMessage(frame.encode()).onFailure(_ -> {});
    }
  }
}
