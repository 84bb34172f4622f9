package dev.rapport.loadtests;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A socket whose every byte is ours: for what no proper client would send.
final class RawSocket implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int TEXT = 0x1;
  private static final int CLOSE = 0x8;
  private static final byte[] MASK = {1, 2, 3, 4};

  private final Socket socket;

  private RawSocket(Socket socket) {
    this.socket = socket;
  }

  static RawSocket connect(Target target, int port) throws IOException {
    var socket = new Socket();
    socket.connect(new InetSocketAddress(target.host(), port), 5_000);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return new RawSocket(socket);
  }

  /// Connected and upgraded (RFC 6455 §4.1).
  static RawSocket webSocket(Target target, String path, String... headers) throws IOException {
    RawSocket raw = connect(target, target.httpPort());
    raw.send(
        "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            .formatted(path, target.host(), target.httpPort()));
    for (String header : headers) {
      raw.send(header + "\r\n");
    }
    raw.send("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n\r\n");
    String status = raw.line();
    if (!status.contains(" 101 ")) {
      throw new IOException("no upgrade: " + status);
    }
    while (!raw.line().isEmpty()) {
      // The headers of the answer.
    }
    return raw;
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /// One masked text frame with whatever bytes.
  void sendTextFrame(byte[] payload) throws IOException {
    var frame = new ByteArrayOutputStream();
    frame.write(0x80 | TEXT);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else if (payload.length < 1 << 16) {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >> shift));
      }
    }
    frame.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ MASK[i % 4]);
    }
    try {
      send(frame.toByteArray());
    } catch (SocketException e) {
      // Closed while we still wrote: what it said before that is still to be read.
    }
  }

  /// Reads frames up to the close frame; its code, or 1006 when the connection ended without one.
  int closeCode() throws IOException {
    try {
      while (true) {
        Frame frame = frame();
        if (frame.opcode() == CLOSE) {
          byte[] code = frame.payload().getBytes(StandardCharsets.ISO_8859_1);
          return code.length < 2 ? 1005 : ((code[0] & 0xff) << 8) | (code[1] & 0xff);
        }
      }
    } catch (EOFException | SocketException e) {
      return 1006;
    }
  }

  /// The next text frame; `closed` when the socket is closed instead.
  String nextText() throws IOException {
    while (true) {
      Frame frame = frame();
      if (frame.opcode() == TEXT) {
        return frame.payload();
      }
      if (frame.opcode() == CLOSE) {
        return "closed";
      }
    }
  }

  /// @param payload its bytes as ISO 8859-1
  private record Frame(int opcode, String payload) {}

  private Frame frame() throws IOException {
    InputStream in = socket.getInputStream();
    int opcode = byteOf(in) & 0x0f;
    long length = byteOf(in) & 0x7f;
    if (length == 126) {
      length = ((long) byteOf(in) << 8) | byteOf(in);
    } else if (length == 127) {
      length = 0;
      for (int i = 0; i < 8; i++) {
        length = (length << 8) | byteOf(in);
      }
    }
    byte[] payload = in.readNBytes((int) length);
    return new Frame(opcode, new String(payload, StandardCharsets.ISO_8859_1));
  }

  /// Reads until the other side ends the connection; all that it said.
  String untilClosed() throws IOException {
    var said = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(said);
    } catch (SocketException e) {
      // Reset is closed, too.
    }
    return said.toString(StandardCharsets.ISO_8859_1);
  }

  String line() throws IOException {
    var line = new StringBuilder();
    int b = socket.getInputStream().read();
    while (b >= 0 && b != '\n') {
      line.append((char) b);
      b = socket.getInputStream().read();
    }
    return line.toString().stripTrailing();
  }

  private static int byteOf(InputStream in) throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException();
    }
    return b;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
