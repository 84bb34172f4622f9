package dev.rapport.gateway.desk;

import dev.rapport.routing.AgentId;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// One open socket of one desk. Reads on the socket's own context, hands over to the hub's.
public final class DeskSocket implements DeskStream.Desk {
  private static final long PING_MS = 10_000;
  private static final long SILENCE_MS = 25_000;
  private static final int MALFORMED_ALLOWED = 20;
  private static final int MAX_MESSAGE_BYTES = 64 << 10;

  /// What may wait in a socket that does not read; beyond it the desk has to come back (P25).
  private static final int MAX_PENDING_CHARS = 4 << 20;

  private final Vertx vertx;
  private final DeskHub hub;
  private final DeskCommands commands;
  private final AgentId agent;
  private final ServerWebSocket socket;

  /// Written and not yet taken by the network, in characters. The socket's own measure is of no use
  /// here: it calls a queue full after a few screen pops that another thread wrote in one go.
  private final AtomicInteger pending = new AtomicInteger();

  private Buffer partial = Buffer.buffer();
  private boolean joined;
  private int malformed;
  private long pinger;
  private long watchdog;

  private DeskSocket(
      Vertx vertx, DeskHub hub, DeskCommands commands, AgentId agent, ServerWebSocket socket) {
    this.vertx = vertx;
    this.hub = hub;
    this.commands = commands;
    this.agent = agent;
    this.socket = socket;
  }

  /// Takes an authenticated socket over.
  public static void open(
      Vertx vertx, DeskHub hub, DeskCommands commands, AgentId agent, ServerWebSocket socket) {
    new DeskSocket(vertx, hub, commands, agent, socket).start();
  }

  private void start() {
    socket.frameHandler(this::frame);
    socket.exceptionHandler(this::broken);
    socket.closeHandler(_ -> closed());
    pinger = vertx.setPeriodic(PING_MS, _ -> send(DeskFrames.frame("ping")));
    heard();
  }

  private void heard() {
    vertx.cancelTimer(watchdog);
    watchdog =
        vertx.setTimer(SILENCE_MS, _ -> socket.close((short) 1001, "nothing heard for 25 s"));
  }

  /// A frame that breaks the protocol, such as one longer than any may be: the decoder only cuts
  /// the connection, so the reason is said here.
  private void broken(Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException corrupted) {
      var status = corrupted.closeStatus();
      socket.close((short) status.code(), status.reasonText());
    } else {
      socket.close();
    }
  }

  /// Puts a message together and reads it as UTF-8, strictly: the socket's own text handler would
  /// put question marks where it is not.
  private void frame(WebSocketFrame frame) {
    // Whoever has not said hello is not kept by pongs.
    if (joined) {
      heard();
    }
    if (frame.isBinary()) {
      socket.close((short) 1003, "text frames only");
    }
    if (!frame.isText() && !frame.isContinuation()) {
      return;
    }
    partial.appendBuffer(frame.binaryData());
    if (partial.length() > MAX_MESSAGE_BYTES) {
      socket.close((short) 1009, "longer than " + MAX_MESSAGE_BYTES + " bytes");
    } else if (frame.isFinal()) {
      byte[] whole = partial.getBytes();
      partial = Buffer.buffer();
      try {
        read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(whole)).toString());
      } catch (CharacterCodingException e) {
        socket.close((short) 1007, "not UTF-8");
      }
    }
  }

  private void read(String text) {
    try {
      JsonObject frame = new JsonObject(text);
      String type = frame.getString("type", "");
      if (type.equals("pong")) {
        return;
      }
      if (!joined) {
        hello(type, frame);
        return;
      }
      DeskFrame command = DeskFrame.read(frame);
      hub.context().runOnContext(_ -> commands.handle(agent, command));
    } catch (DecodeException | ClassCastException e) {
      refuse("the frame is not a JSON object of the contract");
    } catch (DeskFrame.Malformed e) {
      refuse(String.valueOf(e.getMessage()));
    }
  }

  private void hello(String type, JsonObject frame) throws DeskFrame.Malformed {
    if (!type.equals("hello")) {
      socket.close((short) 1008, "the first frame is hello");
      return;
    }
    var fields = new DeskFrame.Fields(frame);
    fields.only(java.util.Set.of("type", "stream", "last"));
    String stream = fields.optional("stream", 64);
    Object last = frame.getValue("last");
    if (last != null && !(last instanceof Integer) && !(last instanceof Long)) {
      throw new DeskFrame.Malformed("'last' is a whole number");
    }
    joined = true;
    Long number = last instanceof Number n ? n.longValue() : null;
    hub.context().runOnContext(_ -> hub.join(agent, this, stream, number));
  }

  private void refuse(String detail) {
    malformed++;
    if (malformed > MALFORMED_ALLOWED) {
      socket.close((short) 1008, "too many malformed frames");
      return;
    }
    if (!joined) {
      socket.close((short) 1008, detail);
      return;
    }
    hub.context()
        .runOnContext(_ -> hub.stream(agent).put(DeskFrames.refused(null, "malformed", detail)));
  }

  @Override
  public Future<Void> send(JsonObject frame) {
    if (socket.isClosed()) {
      return Future.succeededFuture();
    }
    String text = frame.encode();
    if (pending.addAndGet(text.length()) > MAX_PENDING_CHARS) {
      socket.close((short) 1013, "too slow: come back and resume");
      return Future.succeededFuture();
    }
    return socket.writeTextMessage(text).onComplete(_ -> pending.addAndGet(-text.length()));
  }

  @Override
  public void close(String why) {
    socket.close((short) 1011, why.length() > 100 ? why.substring(0, 100) : why);
  }

  private void closed() {
    vertx.cancelTimer(pinger);
    vertx.cancelTimer(watchdog);
    if (joined) {
      hub.context().runOnContext(_ -> hub.leave(agent, this));
    }
  }
}
