package dev.rapport.loadtests;

import io.vertx.core.Future;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Takes the replies that leave by mail, so that none leaves this machine, and counts them.
final class MailSink {
  private final NetServer server;
  private final Set<String> messageIds = new HashSet<>();
  private long taken;

  MailSink(Loop loop) {
    this.server =
        loop.vertx()
            .createNetServer(new NetServerOptions().setHost("127.0.0.1").setIdleTimeout(60))
            .connectHandler(Delivery::new);
  }

  Future<Integer> listen(int port) {
    return server.listen(port, "127.0.0.1").map(NetServer::actualPort);
  }

  /// How many deliveries came; a retry counts again.
  long taken() {
    return taken;
  }

  /// How many different Message-IDs came.
  int different() {
    return messageIds.size();
  }

  Future<Void> close() {
    return server.close();
  }

  private final class Delivery {
    private final NetSocket socket;
    private boolean data;
    private boolean headers;

    Delivery(NetSocket socket) {
      this.socket = socket;
      socket.handler(RecordParser.newDelimited("\r\n", line -> line(line.toString("ISO-8859-1"))));
      socket.write("220 sink.example ESMTP\r\n");
    }

    private void line(String line) {
      if (data) {
        dataLine(line);
        return;
      }
      String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      switch (verb) {
        case "EHLO" -> socket.write("250-sink.example\r\n250-8BITMIME\r\n250 SIZE 52428800\r\n");
        case "DATA" -> {
          data = true;
          headers = true;
          socket.write("354 go on\r\n");
        }
        case "QUIT" -> socket.end(io.vertx.core.buffer.Buffer.buffer("221 bye\r\n"));
        case "HELO", "MAIL", "RCPT", "RSET", "NOOP" -> socket.write("250 ok\r\n");
        default -> socket.write("500 what\r\n");
      }
    }

    private void dataLine(String line) {
      if (line.equals(".")) {
        data = false;
        taken++;
        socket.write("250 taken\r\n");
      } else if (line.isEmpty()) {
        headers = false;
      } else if (headers && line.toLowerCase(Locale.ROOT).startsWith("message-id:")) {
        messageIds.add(line.substring("message-id:".length()).strip());
      }
    }
  }
}
