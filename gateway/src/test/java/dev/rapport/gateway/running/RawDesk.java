package dev.rapport.gateway.running;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// An agent's screen that looks at its socket when it is told to, and not before: what is there
/// then was sent before. A client with threads of its own would say when those had time.
final class RawDesk implements AutoCloseable {
  private static final int TEXT = 0x1;
  private static final byte[] MASK = {1, 2, 3, 4};

  private final Socket socket;
  private final List<JsonObject> frames = new ArrayList<>();
  private ByteArrayOutputStream unread = new ByteArrayOutputStream();
  private int commands;

  /// At work, ready for contacts.
  RawDesk(RunningRapport rapport, String login) {
    try {
      socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), rapport.httpPort());
      String upgrade =
          "GET /api/v1/desk HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
              + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\nAuthorization: Bearer "
              + rapport.token(login)
              + "\r\n\r\n";
      socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
      String status = line();
      if (!status.contains(" 101 ")) {
        throw new AssertionError("no upgrade: " + status);
      }
      while (!line().isEmpty()) {
        // The headers of the answer.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    send(new JsonObject().put("type", "hello"));
    await("snapshot", frame -> "snapshot".equals(frame.getString("type")));
    presence(new JsonObject().put("presence", "available"));
    Thread.ofVirtual().start(this::answerPings);
  }

  /// Whoever says nothing for long is taken for gone.
  private void answerPings() {
    while (!socket.isClosed()) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
      synchronized (this) {
        if (!socket.isClosed()) {
          read();
        }
      }
    }
  }

  private void presence(JsonObject presence) {
    String id = "raw-" + ++commands;
    send(presence.put("type", "presence").put("id", id));
    await("answer", frame -> id.equals(frame.getString("id")));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = socket.getInputStream().read();
        b >= 0 && b != '\n';
        b = socket.getInputStream().read()) {
      line.append((char) b);
    }
    return line.toString().stripTrailing();
  }

  private synchronized void send(JsonObject frame) {
    byte[] payload = frame.encode().getBytes(StandardCharsets.UTF_8);
    ByteBuffer masked = ByteBuffer.allocate(8 + payload.length);
    masked.put((byte) (0x80 | TEXT));
    if (payload.length < 126) {
      masked.put((byte) (0x80 | payload.length));
    } else {
      masked.put((byte) (0x80 | 126)).putShort((short) payload.length);
    }
    masked.put(MASK);
    for (int i = 0; i < payload.length; i++) {
      masked.put((byte) (payload[i] ^ MASK[i % MASK.length]));
    }
    try {
      socket.getOutputStream().write(masked.array(), 0, masked.position());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All that has come so far; waits for nothing. From any thread.
  synchronized List<JsonObject> read() {
    try {
      InputStream in = socket.getInputStream();
      for (int there = in.available(); there > 0; there = in.available()) {
        unread.writeBytes(in.readNBytes(there));
      }
      ByteBuffer bytes = ByteBuffer.wrap(unread.toByteArray());
      while (frame(bytes)) {
        // And the next one.
      }
      unread = new ByteArrayOutputStream();
      unread.write(bytes.array(), bytes.position(), bytes.remaining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(frames);
  }

  /// Whether a whole one was there; else nothing is taken.
  private boolean frame(ByteBuffer bytes) {
    bytes.mark();
    if (bytes.remaining() >= 2) {
      int opcode = bytes.get() & 0x0f;
      long length = bytes.get() & 0x7f;
      int more = length == 126 ? 2 : length == 127 ? 8 : 0;
      if (bytes.remaining() >= more) {
        length = more == 2 ? bytes.getShort() & 0xffff : more == 8 ? bytes.getLong() : length;
        if (bytes.remaining() >= length) {
          byte[] payload = new byte[(int) length];
          bytes.get(payload);
          heard(opcode, new String(payload, StandardCharsets.UTF_8));
          return true;
        }
      }
    }
    bytes.reset();
    return false;
  }

  private void heard(int opcode, String text) {
    if (opcode == TEXT) {
      JsonObject frame = new JsonObject(text);
      frames.add(frame);
      if ("ping".equals(frame.getString("type"))) {
        send(new JsonObject().put("type", "pong"));
      }
    }
  }

  void await(String what, Predicate<JsonObject> fits) {
    Patience.until(what, () -> read().stream().anyMatch(fits));
  }

  @Override
  public synchronized void close() {
    presence(new JsonObject().put("presence", "away").put("reason", "lunch"));
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
