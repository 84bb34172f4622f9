package dev.rapport.channels.chat;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A WebSocket as bytes: puts messages together within their limit, keeps the heartbeat, and counts
/// what was written and not yet taken. Used on one event loop.
final class SocketWire {

  static final short NORMAL = 1000;
  static final short GOING_AWAY = 1001;
  static final short NOT_TEXT = 1003;
  static final short NOT_UTF8 = 1007;
  static final short POLICY = 1008;
  static final short TOO_BIG = 1009;
  static final short FAULT = 1011;
  static final short TRY_AGAIN_LATER = 1013;

  private final Vertx vertx;
  private final ChatSettings settings;
  private final ServerWebSocket socket;
  private final Consumer<String> onText;
  private final Runnable onDrained;
  private @Nullable Buffer partial;
  private int pendingBytes;
  private long heardAt = System.nanoTime();
  private long pingTimer;
  private long silenceTimer;
  private boolean closed;

  SocketWire(
      Vertx vertx,
      ChatSettings settings,
      ServerWebSocket socket,
      Consumer<String> onText,
      Runnable onDrained) {
    this.vertx = vertx;
    this.settings = settings;
    this.socket = socket;
    this.onText = onText;
    this.onDrained = onDrained;
  }

  void start() {
    socket.frameHandler(this::frame);
    socket.exceptionHandler(this::broken);
    pingTimer = vertx.setPeriodic(settings.pingEvery().toMillis(), _ -> write(ServerFrames.PING));
    listenFor(settings.silence().toNanos());
  }

  /// A frame that breaks the protocol, above all one longer than the server takes: the decoder only
  /// notices it, so the reason is said here. Closing waits for the peer, which may still be
  /// sending; cutting the connection instead would reset it, and the reason would be lost on the
  /// way.
  private void broken(Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException corrupted) {
      close((short) corrupted.closeStatus().code(), corrupted.closeStatus().reasonText());
    }
  }

  /// Closes a socket from which nothing is heard: a dead link looks like a quiet one otherwise.
  private void listenFor(long nanos) {
    silenceTimer =
        vertx.setTimer(
            Math.max(1, nanos / 1_000_000),
            _ -> {
              long left = settings.silence().toNanos() - (System.nanoTime() - heardAt);
              if (left <= 0) {
                close(GOING_AWAY, "nothing was heard");
              } else {
                listenFor(left);
              }
            });
  }

  private void frame(WebSocketFrame frame) {
    heardAt = System.nanoTime();
    if (closed || !(frame.isText() || frame.isBinary() || frame.isContinuation())) {
      return;
    }
    if (frame.isBinary()) {
      close(NOT_TEXT, "text frames only");
      return;
    }
    Buffer data = frame.binaryData();
    Buffer whole = partial == null ? data : partial.appendBuffer(data);
    if (whole.length() > ChatSettings.MAX_FRAME_BYTES) {
      close(TOO_BIG, "longer than " + ChatSettings.MAX_FRAME_BYTES + " bytes");
    } else if (frame.isFinal()) {
      partial = null;
      text(whole);
    } else {
      partial = partial == null ? Buffer.buffer().appendBuffer(data) : whole;
    }
  }

  private void text(Buffer bytes) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes.getBytes()))
              .toString();
    } catch (CharacterCodingException e) {
      close(NOT_UTF8, "not UTF-8");
      return;
    }
    onText.accept(text);
  }

  /// A peer that takes nothing costs at most the bound, then it is closed and may come back and
  /// read what it missed (P25).
  void write(String text) {
    if (closed) {
      return;
    }
    int bytes = text.length();
    pendingBytes += bytes;
    if (pendingBytes > settings.maxPendingBytes()) {
      close(TRY_AGAIN_LATER, "too slow; connect again and resume");
      return;
    }
    socket
        .writeTextMessage(text)
        .onComplete(_ -> {
          pendingBytes -= bytes;
          if (hasRoom()) {
            onDrained.run();
          }
        });
  }

  /// Half of the bound is for what is read from the store, the rest for what cannot wait.
  boolean hasRoom() {
    return !closed && pendingBytes < settings.maxPendingBytes() / 2;
  }

  void pause() {
    socket.pause();
  }

  void resume() {
    socket.resume();
  }

  void close(short code, String reason) {
    if (!closed) {
      stopped();
      socket.close(code, reason);
    }
  }

  /// The socket is closed, by whomever.
  void stopped() {
    closed = true;
    partial = null;
    vertx.cancelTimer(pingTimer);
    vertx.cancelTimer(silenceTimer);
  }

  boolean isClosed() {
    return closed;
  }
}
