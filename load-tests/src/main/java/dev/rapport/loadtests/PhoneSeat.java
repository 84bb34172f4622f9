package dev.rapport.loadtests;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The desk of an agent whose calls come by telephone: it sits there, tells what it sees, and wraps
/// up at once. The telephone does the rest. A WebSocket client of our own (RFC 6455), because what
/// has come to a socket must be seen in the moment in which the telephone rings: one with threads
/// of its own would say when those had time.
final class PhoneSeat {
  private static final int TEXT = 0x1;
  private static final int MASKED = 0x80;
  private static final byte[] MASK = {1, 2, 3, 4};
  private static final int MOST_BYTES = 1 << 20;

  private final String agent;
  private final Seen seen;
  private final SocketChannel socket;
  private final CompletableFuture<Void> available = new CompletableFuture<>();

  /// Received and not yet whole.
  private ByteBuffer unread = ByteBuffer.allocate(16_384);

  private boolean upgraded;
  private long commands;

  private PhoneSeat(String agent, Seen seen, SocketChannel socket) {
    this.agent = agent;
    this.seen = seen;
    this.socket = socket;
  }

  record Login(String agent, String token) {}

  /// Told each frame.
  interface Seen {
    /// @param at nanoseconds, when its last part was read
    void frame(JsonObject frame, long at);
  }

  static PhoneSeat open(Target target, Login login, Seen seen) throws IOException {
    SocketChannel socket =
        SocketChannel.open(new InetSocketAddress(target.host(), target.httpPort()));
    String upgrade =
        "GET /api/v1/desk HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                .formatted(target.host(), target.httpPort())
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n"
            + "Authorization: Bearer "
            + login.token()
            + "\r\n\r\n";
    socket.configureBlocking(false);
    PhoneSeat seat = new PhoneSeat(login.agent(), seen, socket);
    seat.write(ByteBuffer.wrap(upgrade.getBytes(StandardCharsets.US_ASCII)));
    return seat;
  }

  void register(Selector selector) throws IOException {
    socket.register(selector, SelectionKey.OP_READ, this);
  }

  void awaitAvailable() {
    available.orTimeout(60, TimeUnit.SECONDS).join();
  }

  /// Takes calls, or takes none.
  void presence(String presence) {
    JsonObject set = new JsonObject().put("type", "presence").put("presence", presence);
    command(presence.equals("away") ? set.put("reason", "lunch") : set);
  }

  synchronized void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void command(JsonObject command) {
    send(command.put("id", agent + "-" + ++commands));
  }

  private synchronized void send(JsonObject frame) {
    byte[] payload = frame.encode().getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + payload.length).put((byte) (0x80 | TEXT));
    if (payload.length < 126) {
      bytes.put((byte) (MASKED | payload.length));
    } else {
      bytes.put((byte) (MASKED | 126)).putShort((short) payload.length);
    }
    bytes.put(MASK);
    for (int i = 0; i < payload.length; i++) {
      bytes.put((byte) (payload[i] ^ MASK[i % MASK.length]));
    }
    write(bytes.flip());
  }

  private void write(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        socket.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads all that has come, and waits for nothing. From any thread.
  synchronized void read() {
    try {
      while (socket.isOpen()) {
        if (!unread.hasRemaining()) {
          grow();
        }
        int read = socket.read(unread);
        if (read <= 0) {
          if (read < 0) {
            socket.close();
          }
          return;
        }
        long at = System.nanoTime();
        unread.flip();
        while (upgraded ? frame(at) : answer()) {
          // And the next one.
        }
        unread.compact();
      }
    } catch (IOException e) {
      close();
    }
  }

  private void grow() {
    if (unread.capacity() >= MOST_BYTES) {
      throw new IllegalStateException("a frame of more than " + MOST_BYTES + " bytes");
    }
    unread = ByteBuffer.allocate(2 * unread.capacity()).put(unread.flip());
  }

  /// The answer to the upgrade, when it is whole.
  private boolean answer() {
    String text = StandardCharsets.ISO_8859_1.decode(unread.duplicate()).toString();
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    if (!text.startsWith("HTTP/1.1 101")) {
      available.completeExceptionally(new IOException("no upgrade: " + text));
    }
    unread.position(unread.position() + end + 4);
    upgraded = true;
    send(new JsonObject().put("type", "hello"));
    return true;
  }

  /// Whether a whole one was there; else nothing is taken.
  private boolean frame(long at) {
    unread.mark();
    if (unread.remaining() >= 2) {
      int opcode = unread.get() & 0x0f;
      long length = unread.get() & 0x7f;
      int more = length == 126 ? 2 : length == 127 ? 8 : 0;
      if (unread.remaining() >= more) {
        length = more == 2 ? unread.getShort() & 0xffff : more == 8 ? unread.getLong() : length;
        if (unread.remaining() >= length) {
          byte[] payload = new byte[(int) length];
          unread.get(payload);
          if (opcode == TEXT) {
            heard(new JsonObject(new String(payload, StandardCharsets.UTF_8)), at);
          }
          return true;
        }
      }
    }
    unread.reset();
    return false;
  }

  private void heard(JsonObject frame, long at) {
    seen.frame(frame, at);
    switch (frame.getString("type")) {
      case "snapshot" -> presence("available");
      case "done" -> available.complete(null);
      case "ping" -> send(new JsonObject().put("type", "pong"));
      case "wrap_up" ->
          command(
              new JsonObject()
                  .put("type", "complete")
                  .put("contact", frame.getString("contact"))
                  .put("disposition", "solved"));
      default -> {}
    }
  }
}
