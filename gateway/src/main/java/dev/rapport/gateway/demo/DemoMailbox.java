package dev.rapport.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.Locale;

/// Takes the demo's outgoing mail on loopback, so that no reply to an invented customer ever leaves
/// this machine. Reads and forgets.
public final class DemoMailbox {
  private static final int MAX_LINE = 100_000;
  private static final int IDLE_SECONDS = 60;

  private final NetServer server;

  public DemoMailbox(Vertx vertx) {
    this.server =
        vertx
            .createNetServer(new NetServerOptions().setIdleTimeout(IDLE_SECONDS))
            .connectHandler(DemoMailbox::serve);
  }

  /// @param port 0 = any that is free
  /// @return the port it listens on
  public Future<Integer> start(int port) {
    return server.listen(port, "127.0.0.1").map(NetServer::actualPort);
  }

  public Future<Void> close() {
    return server.close();
  }

  private static void serve(NetSocket socket) {
    var data = new boolean[1];
    RecordParser lines = RecordParser.newDelimited("\r\n");
    lines.maxRecordSize(MAX_LINE);
    lines.exceptionHandler(_ -> socket.close());
    lines.handler(bytes -> {
      String line = bytes.toString("ISO-8859-1");
      if (data[0]) {
        if (line.equals(".")) {
          data[0] = false;
          socket.write("250 taken\r\n");
        }
        return;
      }
      String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      switch (verb) {
        case "EHLO" -> socket.write("250-mailbox.example\r\n250 8BITMIME\r\n");
        case "DATA" -> {
          data[0] = true;
          socket.write("354 go on\r\n");
        }
        case "QUIT" -> socket.end(Buffer.buffer("221 bye\r\n"));
        default -> socket.write("250 ok\r\n");
      }
    });
    socket.handler(lines);
    socket.write("220 mailbox.example ESMTP\r\n");
  }
}
